/** The command that starts Node in a sandbox of a level, from the outermost program inwards. */
import { bwrapArgs, INSIDE } from "./bwrap.ts";
import type { Level } from "./level.ts";
import type { Limits } from "./limits.ts";
import type { Machine } from "./machine.ts";

/** Debian's nobody and nogroup; no files belong to them. */
export const NOBODY = 65_534;

export interface CommandParts {
  readonly level: Level;
  readonly machine: Machine;
  readonly limits: Limits;
  /** Files that put the process into its control groups. */
  readonly joinFiles: readonly string[];
  readonly seccompFd: number | undefined;
  /** The runner's text or snapshot. */
  readonly runnerFile: string;
  /** How Node starts it, by where it is. */
  readonly nodeArgs: (runnerFile: string) => string[];
}

export function sandboxCommand(parts: CommandParts): string[] {
  const { level, machine, joinFiles } = parts;
  const command =
    level >= 2 ? bubblewrapped(parts) : [machine.nodeFile, ...parts.nodeArgs(parts.runnerFile)];
  if (level === 0) return command;
  return [...joining(joinFiles), ...droppingTo(machine), ...limiting(parts), ...command];
}

function bubblewrapped(parts: CommandParts): string[] {
  const { machine, limits, runnerFile, seccompFd } = parts;
  const { bwrap, nodeFile, libraries } = machine;
  const nodeArgs = parts.nodeArgs(INSIDE.runner);
  const view = { nodeFile, libraries, runnerFile, seccompFd, nodeArgs };
  return [bwrap!, ...bwrapArgs(view, limits)];
}

/** Joining comes before all else, so that nothing is ever outside of the group. */
function joining(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const script =
    'n=$1; shift; while [ "$n" -gt 0 ]; do echo 0 > "$1" || exit 97; shift; n=$((n-1)); done; exec "$@"';
  return ["/bin/sh", "-c", script, "sh", String(files.length), ...files];
}

function droppingTo({ isRoot, setpriv }: Machine): string[] {
  if (!isRoot || setpriv === undefined) return [];
  const user = ["--reuid", String(NOBODY), "--regid", String(NOBODY), "--clear-groups"];
  return [setpriv, ...user, "--no-new-privs", "--"];
}

/**
 * Memory is limited as data, which Buffers are as well; V8 reserves far more addresses than it uses.
 * The number of processes is not: the kernel counts all those of a user together.
 */
function limiting({ machine: { prlimit }, limits }: CommandParts): string[] {
  if (prlimit === undefined) return [];
  const { memoryBytes, fileBytes, openFiles, cpuSeconds } = limits;
  return [
    prlimit,
    ...[`--data=${memoryBytes}`, `--fsize=${fileBytes}`, `--nofile=${openFiles}`],
    ...[`--cpu=${cpuSeconds}`, "--core=0", "--"],
  ];
}
