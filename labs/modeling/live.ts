/** The workbench's canvas: your simulator, and as soon as there is one, your own animation of it. */
import { Todo } from "@hpts/labkit";
import type { Live, LiveRun } from "@hpts/labkit/live";
import type { FuncAnimation } from "@hpts/viz";
import { Particle } from "#lab/particle";
import { ParticleSimulator, TIMESTEP } from "#lab/simulator";
import { visualize } from "#lab/visualize";

const live: Live = {
  about: "Your simulator (red), and where its particles should be (gray).",
  start({ particles }): LiveRun {
    const simulator = new ParticleSimulator(
      particles.map(({ x, y, angVel }) => new Particle(x, y, angVel)),
    );
    simulator.evolve(0); // a Todo shows at once, and not when it first plays
    const places = (): readonly Particle[] => simulator.particles;
    const animation = unlessTodo(() => visualize(simulator));
    if (animation === undefined) return { evolve: (dt) => simulator.evolve(dt), places };
    return { ...framesOf(animation, simulator), places, figure: animation.figure, isWhole: true };
  },
};

/** Each frame asks for as much time as the animation does, which is for it to say. */
function framesOf(animation: FuncAnimation, simulator: ParticleSimulator): Pick<LiveRun, "evolve"> {
  let steps = 0;
  const evolve = simulator.evolve.bind(simulator);
  simulator.evolve = (dt) => {
    evolve(dt);
    steps += Math.round(dt / TIMESTEP);
  };
  animation.init();
  let frame = 0;
  return {
    evolve() {
      steps = 0;
      animation.animate(frame++);
      return steps;
    },
  };
}

function unlessTodo<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Todo) return undefined;
    throw error;
  }
}

export default live;
