/** Signals to us are for the program: it decides what they mean, and we stay to report. */
import type { ChildProcess } from "node:child_process";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
/** Ctrl+C and Ctrl+\: a terminal sends them to the child, too. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT"];
const CALLS_BEFORE_KILL = 3;

/**
 * @param child who gets them; the third one kills it
 * @param heard called with each
 * @returns what ends it
 */
export function forwardSignals(
  child: ChildProcess,
  heard: (signal: NodeJS.Signals) => void = () => undefined,
): () => void {
  const isTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  let count = 0;
  const forward = (signal: NodeJS.Signals): void => {
    heard(signal);
    if (++count >= CALLS_BEFORE_KILL) child.kill("SIGKILL");
    else if (!isTerminal || !FROM_TERMINAL.includes(signal)) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => {
    for (const signal of FORWARDED) process.off(signal, forward);
  };
}
