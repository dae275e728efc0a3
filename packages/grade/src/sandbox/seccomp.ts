/**
 * The seccomp filter of a sandbox: what is not on the list is refused with EPERM, so that Node
 * reports an error instead of dying.
 */
import { assemble, type Instruction } from "./bpf.ts";
import { ALLOWED, CLONE, CLONE3 } from "./syscalls.ts";

const ARCHITECTURES = {
  x64: { column: 0, audit: 0xc000003e },
  arm64: { column: 1, audit: 0xc00000b7 },
} as const;

export type Architecture = keyof typeof ARCHITECTURES;

const EPERM = { errno: 1 };
const ENOSYS = { errno: 38 };
/** A thread shares everything with its process. Without this flag, `clone` is `fork`. */
const CLONE_THREAD = 0x00010000;
/** x86-64 has its calls twice; with this bit, pointers have 32 bits. */
const X32_BIT = 0x40000000;

export function isKnownArchitecture(name: string): name is Architecture {
  return Object.hasOwn(ARCHITECTURES, name);
}

export function seccompProgram(architecture: Architecture): Instruction[] {
  const { column, audit } = ARCHITECTURES[architecture];
  const numbers = Object.values(ALLOWED).flatMap((pair) => pair[column] ?? []);
  return [
    { load: "architecture" },
    { ifEqual: audit, skip: 1 },
    { end: "kill" },
    { load: "number" },
    ...(architecture === "x64" ? whenBit(X32_BIT) : []),
    { unlessEqual: CLONE3[column]!, skip: 1 },
    { end: ENOSYS },
    { unlessEqual: CLONE[column]!, skip: 4 },
    { load: "firstArgument" },
    { ifAnyBit: CLONE_THREAD, skip: 1 },
    { end: EPERM },
    { end: "allow" },
    // A verdict after each number: jumps reach 255 instructions, and lists grow.
    ...numbers.flatMap((number): Instruction[] => [
      { unlessEqual: number, skip: 1 },
      { end: "allow" },
    ]),
    { end: EPERM },
  ];
}

/** Refuses calls whose number has the bit. */
const whenBit = (bit: number): Instruction[] => [{ unlessAnyBit: bit, skip: 1 }, { end: EPERM }];

/** The filter as bubblewrap reads it. */
export function seccompFilter(architecture: Architecture): Buffer {
  return assemble(seccompProgram(architecture));
}
