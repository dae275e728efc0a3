/** The workbench's canvas: the simulator under test, or one of those that the arena has broken. */
import type { Variant } from "@hpts/labkit/arena";
import type { Live, LiveParticle, LiveRun } from "@hpts/labkit/live";
import { correct } from "./tests/arena/correct.ts";
import { directionMutants } from "./tests/arena/mutants/direction.ts";
import { particleMutants } from "./tests/arena/mutants/particles.ts";
import { speedMutants } from "./tests/arena/mutants/speed.ts";
import type { Particle, Simulator } from "./tests/arena/parts.ts";

/** Mistakes that can be seen; most of the arena's cannot. */
const SEEN = [
  "clockwise",
  "sign-of-x",
  "no-norm",
  "speed-ignored",
  "coarse-steps",
  "only-the-first",
];
const broken = [...directionMutants, ...speedMutants, ...particleMutants].filter(({ id }) =>
  SEEN.includes(id),
);

/** What a variant makes. */
interface Classes {
  readonly Particle: new (x: number, y: number, angVel: number) => Particle;
  readonly ParticleSimulator: new (
    particles: Particle[],
  ) => Simulator & { evolve(dt: number): void };
}

const live: Live = {
  about:
    "A simulator that your tests meet (red), and where its particles should be (gray). What would a " +
    "test have to look at to tell them apart?",
  choices: [
    { id: "right", label: "one that is right" },
    ...broken.map(({ id, behaviour }) => ({ id, label: `broken: ${behaviour}` })),
  ],
  mostParticles: 300,
  start({ particles, choice }): LiveRun {
    const variant: Variant = broken.find(({ id }) => id === choice) ?? correct[0]!;
    const { Particle, ParticleSimulator } = variant.create() as unknown as Classes;
    const own = particles.map(({ x, y, angVel }: LiveParticle) => new Particle(x, y, angVel));
    const simulator = new ParticleSimulator(own);
    return { evolve: (dt) => simulator.evolve(dt), places: () => own };
  },
};

export default live;
