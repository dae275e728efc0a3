/** The workbench's canvas: what this lab times, with the engines of @hpts/core to choose from. */
import { type EngineName, Particle, ParticleSimulator } from "@hpts/core";
import type { Live, LiveRun } from "@hpts/labkit/live";

const live: Live = {
  about:
    "What you time: simulator.evolve(), here with an engine of your choice. Which is faster, and by " +
    "how much? Steps a second in a page are a guess; the lab is about better ways to know.",
  choices: [
    { id: "reference", label: "reference: the slides' loop" },
    { id: "hoisted", label: "hoisted: one root, one division a step" },
    { id: "soa", label: "soa: on arrays of numbers" },
    { id: "incremental", label: "incremental: without the root" },
    { id: "wasm-simd", label: "wasm-simd: two particles at once" },
    { id: "jump", label: "jump: all steps at once" },
  ],
  start({ particles, choice }): LiveRun {
    const own = particles.map(({ x, y, angVel }) => new Particle(x, y, angVel));
    const simulator = new ParticleSimulator(own, { engine: choice as EngineName });
    return { evolve: (dt) => simulator.evolve(dt), places: () => own };
  },
};

export default live;
