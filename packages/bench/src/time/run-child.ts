/** Runs a child to its end on our stdin, stdout and stderr, and hands signals on to it. */
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

export interface ChildToRun {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Only Windows's .cmd files need one. */
  readonly shell: boolean;
  readonly started: (pid: number | undefined) => void;
  /** Called with all that the child has written to descriptor 3, whenever there is more. */
  readonly report?: (text: string) => void;
  /** Who gets our signals, as soon as it is known; they wait for it. @default the child */
  readonly target?: () => number | undefined;
}

export interface ChildEnd {
  readonly realMs: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
/** Ctrl+C and Ctrl+\: a terminal sends them to the child, too. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT"];
const RETRY_MS = 5;

/** @throws what `spawn` reports if the child cannot be started */
export async function runChild(child: ChildToRun): Promise<ChildEnd> {
  const { file, args, cwd, env, shell, started, report, target } = child;
  const start = performance.now();
  const running = spawn(file, args, {
    cwd,
    env,
    shell,
    stdio: ["inherit", "inherit", "inherit", ...(report ? (["pipe"] as const) : [])],
  });
  started(running.pid);
  const stopForwarding = forwardSignals(target ?? (() => running.pid));
  try {
    return await ended(running, report, start);
  } finally {
    stopForwarding();
  }
}

function ended(
  running: ChildProcess,
  report: ((text: string) => void) | undefined,
  start: number,
): Promise<ChildEnd> {
  let text = "";
  running.stdio[3]?.on("data", (part: Buffer) => {
    text += part.toString("latin1");
    report?.(text);
  });
  return new Promise((resolve, reject) => {
    let realMs = 0;
    running.once("error", reject);
    running.once("exit", () => {
      realMs = performance.now() - start;
    });
    running.once("close", (code, signal) => resolve({ realMs, code, signal }));
  });
}

/** The exit code a shell would give: 128 + n for signal n. */
export function shellExit({ code, signal }: Pick<ChildEnd, "code" | "signal">): number {
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}

/** The name of the signal that exit code 128 + n stands for. */
export function signalOfExit(exit: number): NodeJS.Signals | undefined {
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  return names.find((name) => constants.signals[name] === exit - 128);
}

function forwardSignals(target: () => number | undefined): () => void {
  const isTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const waiting = new Set<NodeJS.Timeout>();
  const deliver = (signal: NodeJS.Signals): void => {
    const pid = target();
    if (pid === undefined) {
      // A launcher in between would only swallow it.
      const timer = setTimeout(() => {
        waiting.delete(timer);
        deliver(signal);
      }, RETRY_MS);
      waiting.add(timer);
      return;
    }
    try {
      process.kill(pid, signal);
    } catch {
      // it has just ended
    }
  };
  const forward = (signal: NodeJS.Signals): void => {
    if (!(isTerminal && FROM_TERMINAL.includes(signal))) deliver(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => {
    for (const timer of waiting) clearTimeout(timer);
    for (const signal of FORWARDED) process.off(signal, forward);
  };
}
