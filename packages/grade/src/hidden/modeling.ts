/** Hidden cases of the lab modeling. The oracle is the slides' loop, written plainly. */
import type { Asked, HiddenCase } from "./hidden-cases.ts";
import { near, same, throwsRangeError } from "./near.ts";
import type { Draw } from "./random.ts";

const TIMESTEP = 0.00001;

interface Place {
  x: number;
  y: number;
  angVel: number;
}

/** One of every kind: right, left, above and below, near and far, fast, slow and not at all. */
function places(draw: Draw): Place[] {
  const speed = (): number => draw.uniform(0.2, 3) * draw.pick([1, -1]);
  return [
    { x: draw.uniform(0.2, 2), y: 0, angVel: speed() },
    { x: 0, y: -draw.uniform(0.2, 2), angVel: speed() },
    { x: -draw.uniform(0.1, 1), y: draw.uniform(0.1, 1), angVel: speed() },
    { x: draw.uniform(20, 50), y: -draw.uniform(20, 50), angVel: speed() },
    { x: draw.uniform(0.02, 0.05), y: draw.uniform(0.02, 0.05), angVel: speed() },
    { x: draw.uniform(0.1, 1), y: draw.uniform(0.1, 1), angVel: 0 },
  ];
}

function tangent({ x, y }: Place): { x: number; y: number } {
  const norm = Math.sqrt(x * x + y * y);
  return norm === 0 ? { x: 0, y: 0 } : { x: -y / norm, y: x / norm };
}

function evolved(all: readonly Place[], steps: number): Place[] {
  return all.map((one) => {
    const place = { ...one };
    for (let step = 0; step < steps; step++) {
      const { x, y } = tangent(place);
      place.x += x * TIMESTEP * place.angVel;
      place.y += y * TIMESTEP * place.angVel;
    }
    return place;
  });
}

export function modelingCases(lab: Asked): HiddenCase[] {
  const own = (all: readonly Place[]): Place[] => {
    const { Particle } = lab("particle");
    return all.map(({ x, y, angVel }) => new Particle(x, y, angVel));
  };
  const simulator = (particles: readonly Place[]) => {
    const { ParticleSimulator } = lab("simulator");
    return new ParticleSimulator(particles);
  };
  const comparePlaces = (got: readonly Place[], wanted: readonly Place[], eps: number): void => {
    for (const [i, { x, y }] of wanted.entries()) {
      near(got[i]?.x, x, eps);
      near(got[i]?.y, y, eps);
    }
  };

  return [
    {
      exercise: "M1",
      description: "particles at other places keep what they are given",
      check(draw) {
        const wanted = places(draw);
        for (const [i, { x, y, angVel }] of own(wanted).entries()) {
          same(x, wanted[i]!.x);
          same(y, wanted[i]!.y);
          same(angVel, wanted[i]!.angVel);
        }
      },
    },
    {
      exercise: "M2",
      description: "the direction at other places, near and far",
      check(draw) {
        const all = places(draw);
        for (const [i, particle] of own(all).entries()) {
          const { x, y } = lab("motion").direction(particle);
          near(x, tangent(all[i]!).x, 1e-14);
          near(y, tangent(all[i]!).y, 1e-14);
        }
      },
    },
    {
      exercise: "M3",
      description: "the displacement for other speeds and timesteps",
      check(draw) {
        const all = places(draw);
        const timestep = draw.uniform(0.001, 0.1);
        for (const [i, particle] of own(all).entries()) {
          const { x, y } = lab("motion").displacement(particle, timestep);
          const way = all[i]!.angVel * timestep;
          near(x, tangent(all[i]!).x * way, 1e-13);
          near(y, tangent(all[i]!).y * way, 1e-13);
        }
      },
    },
    {
      exercise: "M4",
      description: "other particles for other times",
      check(draw) {
        const all = places(draw);
        const particles = own(all);
        // Half a step more, so that the count does not depend on how the quotient is rounded.
        const steps = draw.integer(50, 300);
        simulator(particles).evolve((steps + 0.5) * TIMESTEP);
        comparePlaces(particles, evolved(all, steps), 1e-11);
      },
    },
    {
      exercise: "M5",
      description: "counts for other times and timesteps, and refusals",
      check(draw) {
        const { stepsFor } = lab("steps");
        for (const timestep of [0.00001, 0.001, 0.1, 0.25]) {
          const steps = draw.integer(1, 5000);
          same(stepsFor(steps * timestep, timestep), steps);
          same(stepsFor((steps + draw.uniform(0.1, 0.9)) * timestep, timestep), steps);
        }
        same(stepsFor(draw.uniform(0.1, 0.9) * 0.01, 0.01), 0);
        const negative = -draw.uniform(1e-9, 5);
        throwsRangeError(() => stepsFor(negative, 0.001));
      },
    },
    {
      exercise: "M6",
      description: "films of other lengths and frame times",
      check(draw) {
        const all = places(draw);
        // Lengths of each kind: one draw alone would often hit one that the lab's tests show.
        for (const n of [2, 4, draw.integer(6, 9)]) {
          const steps = draw.integer(20, 60);
          const film: Place[][] = [
            ...lab("frames").frames(simulator(own(all)), n, (steps + 0.5) * TIMESTEP),
          ];
          same(film.length, n);
          for (const [k, frame] of film.entries()) {
            same(frame.length, all.length);
            comparePlaces(frame, evolved(all, k * steps), 1e-11);
          }
        }
      },
    },
    {
      exercise: "M7",
      description: "an animation of other particles",
      check(draw) {
        const all = places(draw);
        const particles = own(all);
        const animation = lab("visualize").visualize(simulator(particles));
        animation.init();
        const frames = draw.integer(1, 3);
        for (let frame = 0; frame < frames; frame++) animation.animate(frame);
        const { xs, ys } = animation.figure.allAxes[0].artists[0];
        const wanted = evolved(all, 1000 * frames);
        for (const [i, { x, y }] of wanted.entries()) {
          near(xs[i], x, 1e-9);
          near(ys[i], y, 1e-9);
        }
      },
    },
  ];
}
