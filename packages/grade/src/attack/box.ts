/** The command line of the control's box: bubblewrap with next to nothing of this machine in it. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Cgroup } from "../sandbox/cgroup.ts";
import { NOBODY } from "../sandbox/command.ts";
import type { Machine } from "../sandbox/machine.ts";
import { newCgroupName } from "../sandbox/workspace.ts";
import { ATTACKS_DIR } from "./catalogue.ts";

export interface Box {
  readonly machine: Machine;
  /** The course, with its packages installed; is where it is, and cannot be written to. */
  readonly root: string;
  /** Where the lab is, and what is there in the box: a copy that the grader may write to. */
  readonly labDir: string;
  readonly lab: string;
  /** What is at /given and /submission. */
  readonly given: string;
  readonly submission: string;
  /** Files that put a process into its control groups. */
  readonly joinFiles: readonly string[];
  /** Root stays root in it: a judge that gives its sandboxes another user. @default false */
  readonly staysRoot?: boolean;
}

const MEMORY_BYTES = 1536 * 1024 * 1024;
const FILE_BYTES = 256 * 1024 * 1024;
const FOLDER_BYTES = 64 * 1024 * 1024;
const TASKS = 400;
/** The group counts what is in the page cache as well. */
const GROUP_BYTES = 2 * MEMORY_BYTES;

/** Undefined where this user may make none: then only each process is limited. */
export function groupOf({ cgroups }: Machine): Cgroup | undefined {
  try {
    return cgroups?.create(newCgroupName(), { memoryBytes: GROUP_BYTES, tasks: TASKS });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["EACCES", "EPERM", "EROFS"].includes(code)) return undefined;
    throw error;
  }
}

/** The command that runs a program of Node's in the box, from the outermost program inwards. */
export function boxCommand(box: Box, program: readonly string[]): string[] {
  const { machine, joinFiles } = box;
  return [
    ...joining(joinFiles),
    ...limiting(machine),
    machine.bwrap!,
    ...namespaces(machine),
    ...["--clearenv", "--setenv", "PATH", `${dirname(machine.nodeFile)}:/usr/bin:/bin`],
    ...view(box),
    "--",
    ...(box.staysRoot ? [] : asNobody(machine)),
    machine.nodeFile,
    ...program,
  ];
}

function joining(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const script = 'for f in $1; do echo 0 > "$f" || exit 97; done; shift; exec "$@"';
  return ["/bin/sh", "-c", script, "sh", files.join(" ")];
}

function limiting({ prlimit }: Machine): string[] {
  if (prlimit === undefined) return [];
  const limits = [`--data=${MEMORY_BYTES}`, `--fsize=${FILE_BYTES}`, `--nproc=${4 * TASKS}`];
  return [prlimit, ...limits, "--core=0", "--"];
}

/**
 * Root builds the box and becomes nobody in it: nobody could not reach a course below a folder that
 * is root's own, such as one that mkdtemp made. Everybody else has a namespace of users.
 */
function namespaces({ isRoot, setpriv }: Machine): string[] {
  const own = ["--die-with-parent", "--new-session"];
  if (!isRoot || setpriv === undefined) return ["--unshare-all", ...own];
  const all = ["ipc", "pid", "net", "uts", "cgroup-try"].map((name) => `--unshare-${name}`);
  return [...all, ...own];
}

function asNobody({ isRoot, setpriv }: Machine): string[] {
  if (!isRoot || setpriv === undefined) return [];
  const user = ["--reuid", String(NOBODY), "--regid", String(NOBODY), "--clear-groups"];
  return [setpriv, ...user, "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--"];
}

/** Folders in memory come first: the course and Node may lie below one of them. */
function view({ machine, root, labDir, lab, given, submission }: Box): string[] {
  const { nodeFile } = machine;
  const system = ["/usr", "/lib", "/lib64", "/bin", "/etc/alternatives"];
  const isOfSystem = nodeFile.startsWith("/usr/");
  const shown = [...system, ...(isOfSystem ? [] : [dirname(dirname(nodeFile))]), root];
  return [
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["/tmp", "/home", "/dev/shm"].flatMap((path) => [
      ...["--perms", "1777", "--size", String(FOLDER_BYTES), "--tmpfs", path],
    ]),
    ...shown
      .filter((path) => existsSync(path))
      .flatMap((path) => [...dirsAbove(path), "--ro-bind", path, path]),
    ...["--bind", lab, labDir],
    ...["--ro-bind", given, "/given"],
    ...["--ro-bind", submission, "/submission"],
    ...["--ro-bind", join(ATTACKS_DIR, "control"), "/control"],
  ];
}

/** Bubblewrap's own are for root alone, if root runs it. */
function dirsAbove(path: string): string[] {
  const above = dirname(path);
  return above === "/" ? [] : [...dirsAbove(above), "--perms", "0755", "--dir", above];
}
