/** The help of `hpts repl`; it has no arguments. */
import type { Command } from "commander";

export const REPL_EXAMPLES: readonly string[] = ["hpts repl", "hpts repl < script.ts"];

const MORE = `
In the session:
  import { TIMESTEP } from "./labs/modeling/starter/simulator.ts"
                            the file as it is now; import again after a save
  %timeit Math.hypot(3, 4)  7 runs of as many loops as take 0.2 s
  %run file.ts              run a file, and have what it exports
  name?   name??            what it is; its source
  %magic                    all that can be done
Ctrl+C stops what is running, Ctrl+D leaves. For a script, the exit code is 1 if
an input failed.`;

export function addRepl(repl: Command): void {
  repl
    .addHelpText("after", MORE)
    .action(async () => (await import("./commands/repl.ts")).openRepl());
}
