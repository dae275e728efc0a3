/** The workbench's canvas: your evolve, or your jump, with as many particles as it can move. */
import type { Live, LiveRun } from "@hpts/labkit/live";
import { evolve as stepping } from "#lab/evolve";
import { evolve as jumping } from "#lab/jump";

const live: Live = {
  about:
    "Your code (red), and where it should be (gray). With more particles it falls behind: see the " +
    "steps a second, and make them more.",
  choices: [
    { id: "evolve", label: "evolve.ts (P4)" },
    { id: "jump", label: "jump.ts (P8)" },
  ],
  start({ particles, choice }): LiveRun {
    const evolve = choice === "jump" ? jumping : stepping;
    const own = particles.map(({ x, y, angVel }) => ({ x, y, angVel }));
    return { evolve: (dt) => evolve(own, dt), places: () => own };
  },
};

export default live;
