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

const job = await new Promise((resolve) => process.once("message", resolve));
const stop = new AbortController();
for (const event of ["SIGINT", "disconnect"]) process.on(event, () => stop.abort());
process.channel.unref(); // whoever waits for what never comes is to end

let frame = 0;
let frames = 0;
let isRunning = false;
function tell(message) {
  if (process.connected) process.send(message);
}
function tellAlive() {
  tell({ type: "alive", frame, frames });
}
setInterval(tellAlive, 200).unref();
tellAlive();

class UsageError extends Error {}

try {
  const animation = watched(await animationOf(await import(pathToFileURL(job.file).href)));
  frames = job.frames ?? animation.frames;
  const { signal } = stop;
  if (job.output === undefined) await animation.show({ frames, signal });
  else await animation.save(job.output, { frames, signal, ...(job.fps && { fps: job.fps }) });
  tell(signal.aborted ? { type: "stopped" } : { type: "done", frames });
} catch (error) {
  if (stop.signal.aborted && error === stop.signal.reason) tell({ type: "stopped" });
  else
    tell({ type: "failed", kind: kindOf(error), message: messageOf(error), stack: error?.stack });
}
if (process.connected) process.disconnect();

async function animationOf(module) {
  const found = module.animation ?? module.visualize ?? module.default;
  if (found === undefined) {
    throw new UsageError(
      `${job.name} must export visualize() or an animation, and exports neither`,
    );
  }
  const animation =
    typeof found === "function" ? await found(...(await argumentsOf(found))) : found;
  if (job.particlesAreRandom && (typeof found !== "function" || found.length === 0)) {
    throw new UsageError(`--seed is of no use: ${job.name} takes no simulator with particles`);
  }
  if (typeof animation?.animate === "function" && typeof animation.save === "function") {
    return animation;
  }
  const got = animation === null ? "null" : typeof animation;
  const expected = "give back an animation, as funcAnimation() makes it";
  if (typeof found === "function") throw new TypeError(`visualize() must ${expected}, got ${got}`);
  throw new UsageError(`what ${job.name} exports is no animation, as funcAnimation() makes it`);
}

/** visualize(simulator) gets one of the modules beside it. */
async function argumentsOf(visualize) {
  if (visualize.length === 0) return [];
  const { Particle } = await beside("particle");
  const { ParticleSimulator } = await beside("simulator");
  const particles = job.particles.map(([x, y, angVel]) => new Particle(x, y, angVel));
  return [new ParticleSimulator(particles)];
}

async function beside(name) {
  const files = [".ts", ".js", ".mjs"].map((suffix) => join(dirname(job.file), name + suffix));
  const file = files.find(existsSync);
  if (file !== undefined) return import(pathToFileURL(file).href);
  throw new UsageError(
    `visualize() of ${job.name} takes a simulator: there must be ${name}.ts beside it`,
  );
}

/** Counts frames, and notices when the code begins to run. */
function watched(animation) {
  const init = animation.init.bind(animation);
  const animate = animation.animate.bind(animation);
  animation.init = () => {
    isRunning = true;
    return init();
  };
  animation.animate = (index) => {
    frame = index + 1;
    tellAlive(); // before each one: it may be the one that does not end
    return animate(index);
  };
  return animation;
}

function kindOf(error) {
  if (error?.code === "HPTS_LABKIT_TODO") return "todo";
  if (error?.code === "HPTS_VIZ_NO_FFMPEG") return "missing";
  if (error instanceof UsageError || error?.code === "HPTS_VIZ_FILE_KIND") return "usage";
  // Before the code runs, these are about what save was given.
  const isEarly =
    !isRunning && job.output !== undefined && /^(fps|frames) must/.test(error?.message);
  return isEarly ? "usage" : "code";
}

function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
