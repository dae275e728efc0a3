/** Single keys of the watcher. Without a terminal there are none, and nothing is read. */
import { report } from "../report.ts";

type Action = () => unknown;

export interface KeyActions extends Readonly<Record<string, Action>> {
  /** Ctrl+C. */
  readonly interrupt: Action;
  /** Any key that has no action. */
  readonly other: Action;
}

/** Keys pressed while an action runs are dropped: nobody meant them for what comes after. */
export function listenToKeys(actions: KeyActions): void {
  const { stdin } = process;
  if (!stdin.isTTY) return;
  let isBusy = false;
  const listen = (): void => {
    stdin.setRawMode(true);
    stdin.resume();
  };
  stdin.setEncoding("utf8");
  stdin.on("data", async (data) => {
    const key = String(data);
    if (key === "\u0003") return actions.interrupt();
    if (isBusy) return;
    isBusy = true;
    try {
      // An action may ask a question. It must not begin before everybody has had this key: what the
      // last question left listening would put it into the answer.
      await new Promise(setImmediate);
      stdin.setRawMode(false);
      const isKey = key.length === 1 && Object.hasOwn(actions, key);
      await (isKey ? actions[key]! : actions.other)();
    } catch (error) {
      report(error);
    } finally {
      isBusy = false;
      listen();
    }
  });
  process.once("exit", () => stdin.setRawMode(false));
  listen();
}
