/**
 * The process in which `hpts animate` runs a student's code. What it is to do is the parent's first
 * message; what happens is told to the parent:
 *
 *     { type: "alive", frame, frames }    at least every 200 ms, unless the code holds the process
 *     { type: "done", frames }
 *     { type: "stopped" }                 by Ctrl+C
 *     { type: "failed", kind, message, stack }
 *
 * kind: "todo", "usage" (the call makes no sense), "missing" (a program), "code" (the student's code).
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { animationOf, WrongUse } from "./animation-of.mjs";

const job = await new Promise((resolve) => process.once("message", resolve));
const stop = new AbortController();
for (const event of ["SIGINT", "disconnect"]) process.on(event, () => stop.abort());
process.channel.unref(); // whoever waits for what never comes is to end

let frame = 0;
let frames; // undefined where it is not known
let isRunning = false;
function tell(message) {
  if (process.connected) process.send(message);
}
function tellAlive() {
  tell({ type: "alive", frame, frames });
}
setInterval(tellAlive, 200).unref();
tellAlive();

try {
  const module = await import(pathToFileURL(job.file).href);
  const animation = watched(await animationOf(module, job, beside));
  frames = job.frames ?? animation.frameCount;
  const { signal } = stop;
  const options = { signal, ...(job.frames && { frames: job.frames }) };
  if (job.output === undefined) await animation.show(options);
  else await animation.save(job.output, { ...options, ...(job.fps && { fps: job.fps }) });
  tell(signal.aborted ? { type: "stopped" } : { type: "done", frames: frame });
} catch (error) {
  if (stop.signal.aborted && error === stop.signal.reason) tell({ type: "stopped" });
  else
    tell({ type: "failed", kind: kindOf(error), message: messageOf(error), stack: error?.stack });
}
if (process.connected) process.disconnect();
// Only what the code has left behind still keeps the process; nobody waits for that.
setTimeout(() => process.exit(), 100).unref();

async function beside(name) {
  const files = [".ts", ".js", ".mjs"].map((suffix) => join(dirname(job.file), name + suffix));
  const file = files.find(existsSync);
  return file && import(pathToFileURL(file).href);
}

/** Counts frames, and notices when the code begins to run. */
function watched(animation) {
  const init = animation.init.bind(animation);
  const animate = animation.animate.bind(animation);
  animation.init = () => {
    isRunning = true;
    frame = 0;
    return init();
  };
  animation.animate = (item) => {
    frame++;
    tellAlive(); // before each one: it may be the one that does not end
    return animate(item);
  };
  return animation;
}

function kindOf(error) {
  if (error?.code === "HPTS_LABKIT_TODO") return "todo";
  if (error?.code === "HPTS_VIZ_NO_FFMPEG") return "missing";
  if (error instanceof WrongUse || error?.code === "HPTS_VIZ_FILE_KIND") return "usage";
  // Before the code runs, these are about what save was given.
  const isEarly =
    !isRunning && job.output !== undefined && /^(fps|frames) must/.test(error?.message);
  return isEarly ? "usage" : "code";
}

function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
