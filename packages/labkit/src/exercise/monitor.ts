/**
 * The main thread's side of `runtime/monitor.mjs`, the thread that notices loops without end.
 *
 * Shared memory:
 *
 *     Int32    0  turn          changes with every start and stop; the monitor sleeps on it
 *     Int32    1  mode          0 idle, 1 a check runs, 2 a file is being loaded
 *     Int32    2  label length  bytes of text: what runs, written by the main thread
 *     Int32    3  stack length  bytes of text: where it is, written by the monitor
 *     Float64  2  deadline      ms since the epoch
 *     bytes 32..  text          UTF-8: the label, later the stack in its place
 */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/** Starts the line on file descriptor 2 by which a dying process names what it was stuck in. */
export const STUCK_MARK = "hpts-stuck:";

/** What such a line carries, as JSON. */
export interface Stuck {
  /** The `label` of the start. */
  readonly label: string;
  /** Stack lines as V8 writes them, mapped to the source; empty if they could not be had. */
  readonly stack: string;
}

/** How long after the limit the monitor looks, so that the limit itself has its say first. */
const LOOK_AFTER_MS = 150;

const TEXT_OFFSET = 32;
const TEXT_BYTES = 16 * 1024;
const [TURN, MODE, LABEL_LENGTH, STACK_LENGTH] = [0, 1, 2, 3] as const;
const MODES = { check: 1, load: 2 } as const;

export interface Monitor {
  /** From now on `limitMs` run; a later call replaces an earlier one. `label` says what runs. */
  start(mode: keyof typeof MODES, label: string, limitMs: number): void;
  /** Ends the watch. Gives the stack that was seen when the time was up, mapped to the source. */
  stop(): string | undefined;
}

const MONITOR_FILE = fileURLToPath(new URL("../../runtime/monitor.mjs", import.meta.url));

/**
 * The process's monitor, started at the first call.
 *
 * @param file where `runtime/monitor.mjs` is, for code that was bundled into another place
 */
export function sharedMonitor(file: string = MONITOR_FILE): Monitor {
  const store = globalThis as Record<symbol, Monitor | undefined>;
  const key = Symbol.for("hpts.monitor");
  store[key] ??= startMonitor(file);
  return store[key];
}

function startMonitor(file: string): Monitor {
  const memory = new SharedArrayBuffer(TEXT_OFFSET + TEXT_BYTES);
  const control = new Int32Array(memory, 0, 4);
  const clock = new Float64Array(memory, 16, 1);
  const text = new Uint8Array(memory, TEXT_OFFSET);
  new Worker(file, { workerData: { memory, mark: STUCK_MARK, textOffset: TEXT_OFFSET } }).unref();

  function change(mode: number): void {
    Atomics.store(control, MODE, mode);
    Atomics.add(control, TURN, 1);
    Atomics.notify(control, TURN);
  }

  return {
    start(mode, label, limitMs) {
      clock[0] = Date.now() + limitMs + LOOK_AFTER_MS;
      Atomics.store(control, LABEL_LENGTH, new TextEncoder().encodeInto(label, text).written);
      Atomics.store(control, STACK_LENGTH, 0);
      change(MODES[mode]);
    },
    stop() {
      change(0);
      const length = Atomics.load(control, STACK_LENGTH);
      // A copy: TextDecoder does not read shared memory.
      return length === 0 ? undefined : new TextDecoder().decode(text.slice(0, length));
    },
  };
}
