/** The command line of bubblewrap: what a sandbox sees, which is next to nothing. */
import type { Limits } from "./limits.ts";

/** Where things are inside. */
export const INSIDE = { node: "/node", runner: "/runner", folder: "/work" } as const;

export interface View {
  /** Node and the libraries that it loads, by path; all of them public. */
  readonly nodeFile: string;
  readonly libraries: readonly string[];
  readonly runnerFile: string;
  /** File descriptor from which bubblewrap reads. */
  readonly seccompFd: number | undefined;
  readonly nodeArgs: readonly string[];
}

export function bwrapArgs(view: View, limits: Limits): string[] {
  const { nodeFile, libraries, runnerFile, seccompFd, nodeArgs } = view;
  return [
    ...["--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent"],
    ...["--new-session", "--uid", "65534", "--gid", "65534", "--hostname", "sandbox"],
    ...["--cap-drop", "ALL", "--clearenv"],
    ...["--ro-bind", nodeFile, INSIDE.node],
    ...libraries.flatMap((file) => ["--ro-bind", file, file]),
    ...["--ro-bind", runnerFile, INSIDE.runner],
    ...["--proc", "/proc"],
    ...["/dev/null", "/dev/urandom"].flatMap((file) => ["--dev-bind", file, file]),
    ...["--size", String(limits.folderBytes), "--tmpfs", INSIDE.folder],
    ...["--chdir", INSIDE.folder, "--remount-ro", "/"],
    ...(seccompFd === undefined ? [] : ["--seccomp", String(seccompFd)]),
    ...["--", INSIDE.node, ...nodeArgs],
  ];
}
