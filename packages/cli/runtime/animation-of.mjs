/**
 * The animation that a student's module exports: an animation, or a function visualize() that gives one.
 * Runs in a process (animate-child.mjs) and in a page alike, and knows neither.
 */

/** The call makes no sense; the student's code is not at fault. */
export class WrongUse extends Error {}

/**
 * @param module the module's exports
 * @param job name: the module's in messages; particles: x, y and speed of each; particlesAreRandom
 * @param beside gives the exports of a module in the same folder by its name, or undefined
 */
export async function animationOf(module, job, beside) {
  const found = module.animation ?? module.visualize ?? module.default;
  if (found === undefined) {
    throw new WrongUse(`${job.name} must export visualize() or an animation, and exports neither`);
  }
  const animation =
    typeof found === "function" ? await found(...(await argumentsOf(found, job, beside))) : found;
  if (job.particlesAreRandom && (typeof found !== "function" || found.length === 0)) {
    throw new WrongUse(`--seed is of no use: ${job.name} takes no simulator with particles`);
  }
  if (typeof animation?.animate === "function" && typeof animation.save === "function") {
    return animation;
  }
  const got = animation === null ? "null" : typeof animation;
  const expected = "give back an animation, as funcAnimation() makes it";
  if (typeof found === "function") throw new TypeError(`visualize() must ${expected}, got ${got}`);
  throw new WrongUse(`what ${job.name} exports is no animation, as funcAnimation() makes it`);
}

/** visualize(simulator) gets one of the modules beside it. */
async function argumentsOf(visualize, job, beside) {
  if (visualize.length === 0) return [];
  const [particle, simulator] = await Promise.all(
    ["particle", "simulator"].map(found(job, beside)),
  );
  const particles = job.particles.map(([x, y, angVel]) => new particle.Particle(x, y, angVel));
  return [new simulator.ParticleSimulator(particles)];
}

function found(job, beside) {
  return async (name) => {
    const module = await beside(name);
    if (module !== undefined) return module;
    throw new WrongUse(
      `visualize() of ${job.name} takes a simulator: there must be ${name}.ts beside it`,
    );
  };
}

/** Runs something; what it throws says of unwritten work that it is that. */
export async function sayingTodo(run) {
  try {
    return await run();
  } catch (error) {
    if (error?.code === "HPTS_LABKIT_TODO") error.message = `not written yet: ${error.message}`;
    throw error;
  }
}

/** The same animation, for a page: with so many frames, and words for unwritten work. */
export function forPage(animation, frames = undefined) {
  const run = animation.run.bind(animation);
  return Object.assign(animation, {
    frameCount: frames ?? animation.frameCount,
    async *run() {
      const steps = run(frames);
      try {
        for (;;) {
          const { done, value } = await sayingTodo(() => steps.next());
          if (done) return;
          yield value;
        }
      } finally {
        await steps.return();
      }
    },
  });
}
