import { describe, expect, test } from "vitest";
import { assemble } from "../src/sandbox/bpf.ts";
import { type Architecture, seccompFilter } from "../src/sandbox/seccomp.ts";
import { ALLOWED } from "../src/sandbox/syscalls.ts";
import { runFilter } from "./support/bpf-machine.ts";

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;

const AUDIT = { x64: 0xc000003e, arm64: 0xc00000b7 };

/** Numbers from the kernel's own tables: what must never be allowed. */
const REFUSED: Readonly<Record<string, readonly [x64: number, arm64: number]>> = {
  socket: [41, 198],
  connect: [42, 203],
  bind: [49, 200],
  socketpair: [53, 199],
  sendmsg: [46, 211],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  mount: [165, 40],
  unshare: [272, 97],
  setns: [308, 268],
  bpf: [321, 280],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  keyctl: [250, 219],
  add_key: [248, 217],
  perf_event_open: [298, 241],
  memfd_create: [319, 279],
  kexec_load: [246, 104],
  pidfd_getfd: [438, 438],
  chroot: [161, 51],
};

describe.each<Architecture>(["x64", "arm64"])("the filter for %s", (architecture) => {
  const filter = seccompFilter(architecture);
  const column = architecture === "x64" ? 0 : 1;
  const verdict = (number: number, firstArgument = 0): number =>
    runFilter(filter, { number, architecture: AUDIT[architecture], firstArgument });

  test("allows each call on the list, and refuses every other number up to 500", () => {
    const allowed = new Set(Object.values(ALLOWED).map((pair) => pair[column]));
    const special = architecture === "x64" ? [56, 435] : [220, 435];
    for (let number = 0; number <= 500; number++) {
      if (special.includes(number)) continue;
      expect(verdict(number), `number ${number}`).toBe(allowed.has(number) ? ALLOW : EPERM);
    }
  });

  test.each(Object.entries(REFUSED))("refuses %s", (_name, numbers) => {
    expect(verdict(numbers[column]!)).toBe(EPERM);
  });

  test("lets clone make threads and no processes", () => {
    const clone = architecture === "x64" ? 56 : 220;
    const [SIGCHLD, CLONE_VM, CLONE_THREAD] = [17, 0x100, 0x10000];

    expect(verdict(clone, CLONE_VM | CLONE_THREAD)).toBe(ALLOW);
    expect(verdict(clone, SIGCHLD)).toBe(EPERM);
    expect(verdict(clone, CLONE_VM | SIGCHLD)).toBe(EPERM);
  });

  test("says that there is no clone3, whose flags it cannot see", () => {
    expect(verdict(435)).toBe(ENOSYS);
  });

  test("kills who calls by the numbers of another architecture", () => {
    const i386 = 0x40000003;

    expect(runFilter(filter, { number: 1, architecture: i386 })).toBe(KILL);
  });
});

test("fork and vfork are refused on x86-64, also with the bit of x32", () => {
  const filter = seccompFilter("x64");
  const architecture = AUDIT.x64;
  const X32 = 0x40000000;

  for (const number of [57, 58, X32 | 57, X32 | 39, X32]) {
    expect(runFilter(filter, { number, architecture })).toBe(EPERM);
  }
});

test("a jump past the end is refused by the assembler", () => {
  expect(() => assemble([{ ifEqual: 1, skip: 1 }, { end: "allow" }])).toThrow("jumps too far");
});
