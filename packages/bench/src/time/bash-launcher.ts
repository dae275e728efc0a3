/**
 * Starts a command through bash, whose `time` asks the system what the command and all children it
 * waited for have used (wait4): Node has no call for that. Resolution 1 ms, and bash is not counted.
 *
 * Descriptor 3 is bash's own: the process id of the command, the times, and what bash has to say of
 * signals. The command gets stdin, stdout and stderr as they are. Tested on Linux; macOS has bash
 * 3.2 without BASHPID, for which a further shell says its parent (not tested).
 */

/**
 * Signals are trapped so that bash outlives a Ctrl+C and reports; the subshell has none of the
 * traps. `exec` keeps the process, so that the process id is the command's. The braces
 * are needed: a subshell alone would do the timing itself, and be gone by `exec`.
 */
const SCRIPT = `
trap : INT QUIT TERM HUP
TIMEFORMAT='times %3R %3U %3S'
exec 4>&2 2>&3
time {
  (
    echo "pid \${BASHPID:-$(exec sh -c 'echo $PPID')}" >&3
    exec 2>&4 3>&- 4>&-
    exec -- "$@"
  )
}
exit $?
`;

/** -p: no start-up file, whatever BASH_ENV says. `$0` is the name that bash's own messages begin with. */
export function throughBash(
  bash: string,
  command: readonly string[],
): { file: string; args: string[] } {
  return { file: bash, args: ["-p", "-c", SCRIPT, "hpts", ...command] };
}

export interface BashReport {
  readonly pid?: number;
  readonly realMs?: number;
  readonly userMs?: number;
  readonly sysMs?: number;
  /** What bash says of the signal that ended the command: "Terminated". Of some it says nothing. */
  readonly signalText?: string;
}

/** @param text what has come from descriptor 3, so far */
export function bashReport(text: string): BashReport {
  const pid = /^pid (\d+)$/m.exec(text)?.[1];
  // Some languages write a comma.
  const times = /^times ([\d.,]+) ([\d.,]+) ([\d.,]+)$/m.exec(text)?.slice(1);
  const [realMs, userMs, sysMs] = times?.map((time) => milliseconds(time)) ?? [];
  const said = text
    .split("\n")
    .filter((line) => line !== "" && !/^(pid|times) /.test(line))
    .map((line) => line.replace(/^hpts: line \d+: +\d+ /, "").trim());
  return {
    ...(said[0] !== undefined && { signalText: said[0] }),
    ...(pid !== undefined && { pid: Number(pid) }),
    ...(sysMs !== undefined && { realMs: realMs!, userMs: userMs!, sysMs }),
  };
}

/** "1.051" -> 1051, exactly. */
function milliseconds(seconds: string): number {
  return Math.round(Number(seconds.replace(",", ".")) * 1000);
}
