/**
 * A thread beside the student's code that notices a loop without end and says where it is.
 *
 * The main thread cannot do that itself: while a loop runs, no timer fires. So it writes "this is
 * what I start now, and by when it must end" into shared memory, and this thread waits. When the
 * time is up it pauses the main thread through the inspector, reads the call stack, maps it to the
 * source, puts it into shared memory and lets the main thread go on. A loop in a synchronous check
 * is then ended by the main thread itself (the time limit of `node:vm`). Whatever still runs after
 * a grace period (a loop while a file is loaded, or after an `await`) ends with the process: this
 * thread reports it on file descriptor 2, one line that starts with MARK, and kills the process.
 *
 * Plain JavaScript, so that Node can start it from the source tree as well as from a package.
 * Layout of the shared memory: see `src/exercise/monitor.ts`.
 */
import { writeSync } from "node:fs";
import { Session } from "node:inspector";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { workerData } from "node:worker_threads";

const { memory, mark, textOffset } = workerData;
const control = new Int32Array(memory, 0, 4);
const clock = new Float64Array(memory, 16, 1);
const text = new Uint8Array(memory, textOffset);

const [TURN, MODE, LABEL_LENGTH, STACK_LENGTH] = [0, 1, 2, 3];
const [IDLE, CHECK] = [0, 1];
const GRACE_MS = 1000;
/**
 * How long to wait for the main thread to pause. A check is about to be ended by itself; while a
 * file is loaded there is time, and a heap full of console output makes for long collections.
 */
const PAUSE_WAIT_MS = { check: 400, load: 5000 };
const MOST_FRAMES = 30;
/** A function that has not returned after this long is taken for the one with the loop. */
const RETURN_WAIT_MS = 100;
/** So many functions are left on the way to it; deeper ones are blamed as they were found. */
const MOST_RETURNS = 8;

for (;;) {
  const turn = Atomics.load(control, TURN);
  if (Atomics.load(control, MODE) === IDLE) {
    Atomics.wait(control, TURN, turn);
    continue;
  }
  const left = clock[0] - Date.now();
  if (left > 0 && Atomics.wait(control, TURN, turn, left) !== "timed-out") continue;
  if (Atomics.load(control, TURN) === turn) await expired(turn);
}

async function expired(turn) {
  const label = new TextDecoder().decode(text.slice(0, Atomics.load(control, LABEL_LENGTH)));
  const isCheck = Atomics.load(control, MODE) === CHECK;
  const stack = await stackOfMainThread(isCheck ? PAUSE_WAIT_MS.check : PAUSE_WAIT_MS.load);
  if (Atomics.load(control, TURN) !== turn) return;
  const { written } = new TextEncoder().encodeInto(stack, text);
  Atomics.store(control, STACK_LENGTH, written);
  if (Atomics.load(control, MODE) === CHECK) {
    Atomics.wait(control, TURN, turn, GRACE_MS);
    if (Atomics.load(control, TURN) !== turn) return;
  }
  writeSync(2, `\n${mark}${JSON.stringify({ label, stack })}\n`);
  process.kill(process.pid, "SIGKILL");
}

/**
 * The main thread's stack as V8 would print it, mapped to the source; empty if it cannot be had.
 *
 * Where the thread is paused need not be where the loop is: the loop may call a function, even in
 * another file, and that one is on top of the stack. So functions are let return, one by one; the
 * first that does not is the one that never ends.
 */
async function stackOfMainThread(waitMs) {
  const session = new Session();
  const scripts = new Map();
  let onPause = () => {};
  const pausedWithin = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms, undefined);
      onPause = (frames) => {
        clearTimeout(timer);
        onPause = () => {};
        resolve(frames);
      };
    });
  session.connectToMainThread();
  session.on("Debugger.scriptParsed", ({ params }) => scripts.set(params.scriptId, params));
  session.on("Debugger.paused", ({ params }) => onPause(params.callFrames));
  session.post("Debugger.enable");
  session.post("Debugger.pause");
  let frames = await pausedWithin(waitMs);
  for (let i = 0; i < MOST_RETURNS && isInnerCall(frames, scripts); i++) {
    session.post("Debugger.stepOut");
    const outer = await pausedWithin(RETURN_WAIT_MS);
    if (outer === undefined) break;
    frames = outer;
  }
  session.post("Debugger.resume");
  session.post("Debugger.disable");
  await sleep(0);
  session.disconnect();
  return (frames ?? [])
    .slice(0, MOST_FRAMES)
    .map((frame) => stackLine(frame, scripts))
    .join("\n");
}

/** Whether the function on top was called by code of the same folder: the student's by the student's. */
function isInnerCall(frames, scripts) {
  const [top, caller] = (frames ?? []).map(({ location }) => folderOf(location, scripts));
  return top !== undefined && top === caller;
}

function folderOf({ scriptId }, scripts) {
  const url = scripts.get(scriptId)?.url;
  return url && dirname(url);
}

function stackLine({ functionName, location }, scripts) {
  const script = scripts.get(location.scriptId);
  const map = sourceMapOf(script);
  const entry = map?.findEntry(location.lineNumber, location.columnNumber ?? 0);
  const line = (entry?.originalLine ?? location.lineNumber) + 1;
  const column = (entry?.originalColumn ?? location.columnNumber ?? 0) + 1;
  const file = sourceFile(entry?.originalSource, script?.url ?? "");
  return `    at ${functionName || "<anonymous>"} (${file}:${line}:${column})`;
}

/** A map names its sources relative to the script, which is a path or a file URL. */
function sourceFile(source, script) {
  if (source === undefined) return script;
  const path = script.startsWith("file:") ? fileURLToPath(script) : script;
  return source.startsWith("file:") ? fileURLToPath(source) : resolve(dirname(path), source);
}

function sourceMapOf(script) {
  const [, base64] =
    /^data:application\/json;[^,]*base64,(.*)$/s.exec(script?.sourceMapURL ?? "") ?? [];
  if (base64 === undefined) return null;
  try {
    return new SourceMap(JSON.parse(Buffer.from(base64, "base64").toString("utf8")));
  } catch {
    return null;
  }
}
