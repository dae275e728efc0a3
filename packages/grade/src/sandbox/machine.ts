/** The programs and files of this machine that sandboxes are made from. */
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { CgroupTree } from "./cgroup.ts";
import { findCgroup1 } from "./cgroup1.ts";
import { findCgroup2 } from "./cgroup2.ts";
import { isKnownArchitecture, seccompFilter } from "./seccomp.ts";

export interface Machine {
  readonly isLinux: boolean;
  /** Root can take another user; nobody else can. */
  readonly isRoot: boolean;
  readonly nodeFile: string;
  readonly libraries: readonly string[];
  /** Paths; undefined if there is none. */
  readonly bwrap: string | undefined;
  readonly prlimit: string | undefined;
  readonly setpriv: string | undefined;
  /** The filter for this processor; undefined if we have none. */
  readonly seccomp: Buffer | undefined;
  /** Which control groups there are, whether or not we may use them. */
  readonly cgroups: CgroupTree | undefined;
}

export function lookAtMachine(): Machine {
  const isLinux = process.platform === "linux";
  const { arch, execPath } = process;
  return {
    isLinux,
    isRoot: process.getuid?.() === 0,
    nodeFile: execPath,
    libraries: isLinux ? librariesOf(execPath) : [],
    bwrap: isLinux ? onPath("bwrap") : undefined,
    prlimit: isLinux ? onPath("prlimit") : undefined,
    setpriv: isLinux ? onPath("setpriv") : undefined,
    seccomp: isLinux && isKnownArchitecture(arch) ? seccompFilter(arch) : undefined,
    cgroups: isLinux ? cgroupTree() : undefined,
  };
}

function onPath(program: string): string | undefined {
  const dirs = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/sbin"];
  return dirs.map((dir) => join(dir, program)).find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** As the dynamic linker finds them: "libm.so.6 => /lib/.../libm.so.6 (0x...)". */
function librariesOf(program: string): string[] {
  try {
    const text = execFileSync("ldd", [program], { encoding: "utf8", stdio: "pipe" });
    const files = text.matchAll(/(?:=>\s*|^\s*)(\/[^\s]+) \(0x/gm);
    return [...new Set(Array.from(files, ([, file]) => file!))].filter((file) => existsSync(file));
  } catch {
    return []; // linked statically, or no ldd here: then the sandbox shows whether that is enough
  }
}

function cgroupTree(): CgroupTree | undefined {
  const mounts = readFileSync("/proc/self/mounts", "utf8");
  return findCgroup2(mounts) ?? findCgroup1(mounts);
}
