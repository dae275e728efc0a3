/**
 * ^C ends what is running and leaves the session alive: a loop by V8's own termination, which a
 * thread of Node's asks for; a wait by no longer waiting. What was awaited may go on in the
 * background.
 */
import process from "node:process";
import { Script } from "node:vm";
import { BRIDGE_CODE, bridge } from "./bridge.ts";

export class Interruption extends Error {
  override readonly name = "KeyboardInterrupt";
  constructor() {
    super("stopped with Ctrl+C");
  }
}

let isRequested = false;
const note = (): void => {
  isRequested = true;
};

/**
 * From now on ^C does not end the process. One that comes while an input is only being prepared is
 * kept for the moment in which the input's code would begin to run.
 */
export function surviveInterrupts(): void {
  process.on("SIGINT", note);
}

/** A new input: what came before was not meant for it. */
export function forgetInterrupts(): void {
  isRequested = false;
}

const guard = new Script(`${BRIDGE_CODE}.guarded()`, { filename: "hpts-repl-guard" });

/**
 * Runs `work` so that ^C ends it. Its own errors pass through.
 *
 * @throws Interruption
 */
export function guarded<T>(work: () => T): T {
  throwIfRequested();
  let result: { value: T } | undefined;
  bridge.guarded = () => {
    result = { value: work() };
  };
  try {
    guard.runInThisContext({ breakOnSigint: true, displayErrors: false });
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" ? new Interruption() : error;
  }
  return result!.value;
}

/** Waits for `promise`, but not longer than until ^C. */
export async function untilInterrupted<T>(promise: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => {
      forgetInterrupts();
      reject(new Interruption());
    };
    process.once("SIGINT", stop);
  });
  try {
    return await Promise.race([promise, interrupted]);
  } finally {
    process.off("SIGINT", stop);
  }
}

function throwIfRequested(): void {
  if (!isRequested) return;
  forgetInterrupts();
  throw new Interruption();
}
