/** `hpts` on a terminal: a pseudo-terminal that python3 provides, since Node has none. */
import { execFileSync } from "node:child_process";
import { HPTS_COMMAND, Running, startProcess } from "./run.ts";
import type { Course } from "./temporary-course.ts";

/** Passes keys on to the terminal and its output back; ends with the exit code of the program. */
const PTY_SCRIPT = `
import os, pty, sys
status = pty.spawn(sys.argv[1:])
sys.exit(os.waitstatus_to_exitcode(status))
`;

/** Whether there is a python3 with pseudo-terminals; says loudly if not. */
export function hasTerminal(untested: string): boolean {
  try {
    execFileSync("python3", ["-c", "import os, pty; os.waitstatus_to_exitcode"], {
      stdio: "ignore",
    });
    return true;
  } catch {
    console.warn(`NOT TESTED: ${untested}. It needs python3 (3.9 or newer, not on Windows).`);
    return false;
  }
}

export class Terminal extends Running {
  constructor(course: Course, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const sized = ["sh", "-c", 'stty rows 24 cols 80; exec "$@"', "sh"];
    const command = ["python3", "-c", PTY_SCRIPT, ...sized, ...HPTS_COMMAND, ...args];
    super(startProcess(command, "pipe", { cwd: course.root, env }));
  }

  press(keys: string): void {
    this.child.stdin!.write(keys);
  }
}

export const CTRL_C = "\u0003";
export const CTRL_D = "\u0004";
export const ENTER = "\r";
