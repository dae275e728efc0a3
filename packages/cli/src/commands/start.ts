/** `hpts start`, and `npm start`: the dashboard, and the workbench until Ctrl+C. */
import { type Lab, PLAIN_LOOK, UsageError } from "@hpts/labkit/lab";
import { openBrowser } from "@hpts/profile";
import type { DiffAnswer } from "@hpts/workbench";
import { type Context, currentContext } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { showDashboard } from "./labs.ts";
import { solutionOf } from "./solution.ts";

export interface StartFlags {
  readonly open: boolean;
  readonly port?: string;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export async function start({ open, port }: StartFlags): Promise<void> {
  const context = currentContext();
  const wanted = port === undefined ? undefined : portOf(port);
  // At once, whatever runs: the processes of labs and measurements end with this one.
  const interrupt = (): never => process.exit(EXIT.interrupted);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const { startWorkbench } = await import("@hpts/workbench");
  const workbench = await startWorkbench({
    root: context.root,
    diff: (lab, exercise) => difference(lab, exercise, { ...context, look: PLAIN_LOOK }),
    ...(wanted !== undefined && { port: wanted }),
  });
  showDashboard({});
  console.log(`\n  ${context.look.bold("workbench")}  ${context.look.cyan(workbench.url)}`);
  if (open && process.stdout.isTTY && !(await openBrowser(workbench.url))) {
    console.error("no browser could be started: open the address yourself");
  }
  console.error(context.look.dim("Ctrl+C ends it"));
}

/** As the key `d` of the watcher: only what is done. */
function difference(lab: Lab, exercise: string, context: Context): DiffAnswer {
  const { texts, refusals } = solutionOf(lab, exercise, false, context);
  return {
    ...(texts.length > 0 && { diff: texts.join("\n") }),
    ...(refusals.length > 0 && { said: refusals.join("\n") }),
  };
}

/** @throws UsageError */
function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`--port must be a whole number from 1 to 65535, got ${text}`);
}
