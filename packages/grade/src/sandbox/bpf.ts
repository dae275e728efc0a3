/**
 * An assembler for seccomp's filters: classic BPF, instructions of eight bytes.
 *
 *     u16 code   u8 jump if true   u8 jump if false   u32 k      in the byte order of the machine
 *
 * Source: linux/bpf_common.h, linux/filter.h, Documentation/userspace-api/seccomp_filter.rst. Both
 * architectures we know are little endian.
 */

/** Ends: what becomes of the system call. Errors are numbers of errno. */
export type Verdict = "allow" | "kill" | { readonly errno: number };

/** Where in seccomp_data. */
const OFFSETS = { number: 0, architecture: 4, firstArgument: 16 } as const;

export type Instruction =
  | { readonly load: keyof typeof OFFSETS }
  /** Skips so many instructions. */
  | { readonly ifEqual: number; readonly skip: number }
  | { readonly unlessEqual: number; readonly skip: number }
  | { readonly ifAnyBit: number; readonly skip: number }
  | { readonly unlessAnyBit: number; readonly skip: number }
  | { readonly end: Verdict };

const LOAD_WORD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_BITS = 0x45;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const ERRNO = 0x00050000;

export function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(8 * program.length);
  for (const [i, instruction] of program.entries()) {
    const { code, ifTrue = 0, ifFalse = 0, k } = encoded(instruction);
    const furthest = Math.max(ifTrue, ifFalse);
    if (furthest > 255 || (furthest > 0 && i + 1 + furthest >= program.length)) {
      throw new RangeError(`instruction ${i} jumps too far`);
    }
    bytes.writeUInt16LE(code, 8 * i);
    bytes.writeUInt8(ifTrue, 8 * i + 2);
    bytes.writeUInt8(ifFalse, 8 * i + 3);
    bytes.writeUInt32LE(k, 8 * i + 4);
  }
  return bytes;
}

interface Encoded {
  readonly code: number;
  readonly ifTrue?: number;
  readonly ifFalse?: number;
  readonly k: number;
}

function encoded(instruction: Instruction): Encoded {
  if ("load" in instruction) return { code: LOAD_WORD, k: OFFSETS[instruction.load] };
  if ("end" in instruction) return { code: RETURN, k: verdictCode(instruction.end) };
  const { skip } = instruction;
  if ("ifEqual" in instruction) return { code: JUMP_EQUAL, ifTrue: skip, k: instruction.ifEqual };
  if ("ifAnyBit" in instruction) return { code: JUMP_BITS, ifTrue: skip, k: instruction.ifAnyBit };
  if ("unlessAnyBit" in instruction) {
    return { code: JUMP_BITS, ifFalse: skip, k: instruction.unlessAnyBit };
  }
  return { code: JUMP_EQUAL, ifFalse: skip, k: instruction.unlessEqual };
}

function verdictCode(verdict: Verdict): number {
  if (verdict === "allow") return ALLOW;
  return verdict === "kill" ? KILL_PROCESS : ERRNO + verdict.errno;
}
