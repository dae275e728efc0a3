/**
 * The thread that measures: sleeps for a tenth of a millisecond, looks at every thread of the program,
 * and adds the time that has really gone by. At the end, or when the program is stuck at a signal, it
 * writes all that was seen; the program's thread need not answer for that.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { runInMainThread } from "./interrupt.ts";
import { ThreadSampler } from "./sampler.ts";
import {
  CHANNEL,
  COMMAND,
  DONE,
  DUMP,
  READY,
  SIGNAL_HANDLED,
  SIGNAL_SEEN,
  type ToSampler,
} from "./shared.ts";

export interface SamplerData {
  readonly engine: string;
  readonly dir: string;
  readonly control: Int32Array;
}

const { engine, dir, control } = workerData as SamplerData;
const usesV8 = engine === "sample" || engine === "count";
/** Milliseconds between looks; V8 samples by itself. */
const NAP_MS = usesV8 ? 10 : 0.1;
const MESSAGES_MS = 2;
const STOP_FILE_MS = 50;
/** A thread that does not answer a signal for so long is stuck. */
const STUCK_MS = 300;

const channel = new BroadcastChannel(CHANNEL);
const threads: ThreadSampler[] = [];
const nap = new Int32Array(new SharedArrayBuffer(4));
let stopSeenAt: number | undefined;
let stops = 0;

parentPort!.postMessage("ready");
let last = performance.now();
let nextMessages = 0;
let nextStopFile = 0;
for (;;) {
  Atomics.wait(nap, 0, 0, NAP_MS);
  const now = performance.now();
  for (const one of threads) one.look(now * 1000, (now - last) * 1000);
  last = now;
  if (Atomics.load(control, COMMAND) === DUMP) break;
  if (now >= nextMessages) {
    nextMessages = now + MESSAGES_MS;
    readMessages();
  }
  if (now >= nextStopFile) {
    nextStopFile = now + STOP_FILE_MS;
    if (isStuckAtSignal(now)) await endProgram();
  }
}
finish();

function readMessages(): void {
  for (;;) {
    // Node takes a BroadcastChannel here, its types do not know.
    const received = receiveMessageOnPort(channel as never) as { message: ToSampler } | undefined;
    if (received === undefined) return;
    const { message } = received;
    if (message.kind === "ended") {
      threads.find(({ thread }) => thread === message.thread)?.end();
      continue;
    }
    threads.push(new ThreadSampler(message.thread, engine, message.tables));
    Atomics.store(message.tables.state, READY, 1);
    Atomics.notify(message.tables.state, READY);
  }
}

/** The parent process says with files stop-1, stop-2 that it has passed on a signal. */
function isStuckAtSignal(now: number): boolean {
  if (existsSync(join(dir, `stop-${stops + 1}`))) {
    stops++;
    stopSeenAt = now;
    if (stops > 1) return true;
  }
  if (stopSeenAt === undefined || now - stopSeenAt < STUCK_MS) return false;
  const isAnswered = Atomics.load(control, SIGNAL_SEEN) === 1;
  // A program with a handler of its own decides itself; the second signal ends it all the same.
  return !isAnswered && Atomics.load(control, SIGNAL_HANDLED) === 0;
}

async function endProgram(): Promise<never> {
  await runInMainThread("finish");
  finish();
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}

function finish(): void {
  for (const one of threads) {
    writeFileSync(join(dir, `result-${one.thread}.bin`), serialize(one.result()));
  }
  Atomics.store(control, DONE, 1);
  Atomics.notify(control, DONE);
}
