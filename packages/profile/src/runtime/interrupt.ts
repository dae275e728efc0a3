/** Runs something in the main thread while that is busy, by the inspector's interrupt. */
import { Session } from "node:inspector";

/** Functions of the runtime that can be asked for, under this key of the global object. */
export const INTERRUPT_KEY = "hpts.profile.interrupt";

const LIMIT_MS = 2000;

/** Resolves when it is done, or when the main thread does not let itself be interrupted. */
export async function runInMainThread(name: string): Promise<void> {
  const session = new Session();
  session.connectToMainThread();
  const expression = `globalThis[Symbol.for("${INTERRUPT_KEY}")].${name}()`;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, LIMIT_MS);
    session.post("Runtime.evaluate", { expression }, () => resolve());
  });
}
