/** The simulator's loop: its engines, and what V8 makes of ways to write it. */
import { type EngineName, evolve, type Particle, randomParticles, stateOf } from "@hpts/core";
import { PITFALLS } from "@hpts/core/pitfalls";
import type { Work } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { type Bounds, count, rangeOf, times } from "./tool/define.ts";
import { labModule } from "./tool/lab-module.ts";
import { ratioApart, time } from "./tool/measures.ts";
import { float32Loop, float64Loop, wholeArrayLoop } from "./variants/arrays-of-numbers.ts";
import { wasmSteps } from "./variants/wasm-step.ts";

const TIMESTEP = 1e-5;

/** One of the ways to write the loop in @hpts/core/pitfalls. */
function way(id: string, particles = 1000, steps = 5): Work {
  const { create } = PITFALLS.find((pitfall) => pitfall.id === id)!;
  const simulation = create(randomParticles(particles, 1));
  return () => simulation.evolve(steps, TIMESTEP);
}

function engine(name: EngineName, particles: number, steps: number): Work {
  const state = stateOf(randomParticles(particles, 1));
  return () => evolve(state, steps, TIMESTEP, name);
}

/** A way to write the loop, against the plain one; they share the function of a step. */
function written(id: string, pitfall: string, what: string, bounds: Bounds): Claim {
  return {
    id,
    sentence: `${what} the simulator's loop takes {} times as long.`,
    unit: "x",
    range: rangeOf(bounds),
    measure: ratioApart(() => ({ slow: way(pitfall), fast: way("clean") })),
  };
}

/** An engine against the slides' loop. */
function faster(id: string, name: EngineName, what: string, bounds: Bounds): Claim {
  return times(id, `${what} it is {} times as fast as the slides' loop.`, bounds, () => ({
    slow: engine("reference", 200, 2000),
    fast: engine(name, 200, 2000),
  }));
}

/** The solution of the lab profiling, P8, against the slides' loop; 50 particles. */
function solved(id: string, sentence: string, steps: number, bounds: Bounds): Claim {
  return times(id, sentence, bounds, () => {
    const particles = randomParticles(50, 1);
    const loop = way("clean", 50, steps);
    const { evolve: jump } = labModule<{ evolve(particles: Particle[], dt: number): void }>(
      "labs/profiling/solution/jump.ts",
    );
    return { slow: loop, fast: () => jump(particles, steps * TIMESTEP) };
  });
}

const loops: Claim[] = [
  {
    id: "evolve-ns",
    sentence: "The slides' loop takes {} ns for one step of one particle.",
    unit: "ns",
    range: { low: 2, high: 25 },
    measure: time(() => way("clean"), "ns", 5000),
  },
  {
    id: "evolve-swap-ns",
    sentence: "With each particle's steps one after the other it takes {} ns for a step.",
    unit: "ns",
    range: { low: 5, high: 60 },
    measure: time(() => way("swapped-loops", 100, 50), "ns", 5000),
  },
  times(
    "evolve-swap",
    "The slides' speed-up of 20 % in Python, the particle outside and its steps inside, makes the loop take {} times as long in V8.",
    [1.3, 6],
    () => ({ slow: way("swapped-loops", 100, 50), fast: way("clean", 100, 50) }),
  ),
  written("evolve-hypot", "hypot", "With `Math.hypot` in place of `Math.sqrt`", [2.5, 14]),
  written(
    "evolve-spread",
    "spread-copies",
    "With a copy `{ ...p, x, y }` of each particle in each step",
    {
      20: [25, 300],
      22: [2.5, 25],
      24: [2.5, 25],
    },
  ),
  written("evolve-proxy", "proxy-each", "With a Proxy around each particle", [60, 1500]),
  written("evolve-map", "map-each", "With a Map in place of each particle", [4, 40]),
  written(
    "evolve-key-orders",
    "key-orders",
    "With literals whose keys come in six orders",
    [3, 40],
  ),
  written(
    "evolve-class-each",
    "class-each",
    "With a class declared anew for each particle",
    [30, 1200],
  ),
  written(
    "evolve-deleted-field",
    "deleted-field",
    "After `delete` of a field of each particle",
    [3, 40],
  ),
  written("evolve-for-in", "for-in", "With `for (const i in particles)`", [2, 16]),
  written(
    "evolve-generator",
    "generator",
    "Over a generator that yields each particle,",
    [1.5, 16],
  ),
  written("evolve-tuples", "tuples", "With `[vx, vy]` returned and destructured", [0.8, 25]),
  written("evolve-for-each", "for-each", "With `forEach`, once warm,", [0.6, 3]),
  written("evolve-accessors", "accessors", "With getters and setters", [0.7, 1.4]),
  written("evolve-holey", "holey-array", "In `new Array(n)`, filled afterwards,", [0.7, 1.4]),
];

const engines: Claim[] = [
  faster("ladder-hoisted", "hoisted", "With one division a step in place of two", [1, 2.5]),
  faster(
    "ladder-soa",
    "soa",
    "With three Float64Arrays in place of objects, and one division,",
    [1, 2.5],
  ),
  faster(
    "ladder-blocked",
    "blocked",
    "With the loops swapped and four particles side by side",
    [0.7, 2.2],
  ),
  faster(
    "ladder-incremental",
    "incremental",
    "Step by step without square root and division",
    [3, 12],
  ),
  faster("ladder-wasm-simd", "wasm-simd", "In WebAssembly, two particles an instruction,", [6, 35]),
  solved(
    "jump-600",
    "At once by P8's formula, 600 steps are {} times as fast as by the slides' loop.",
    600,
    [50, 320],
  ),
  solved(
    "jump-6000",
    "With 6,000 steps the formula is {} times as fast: it takes no longer, the loop does.",
    6000,
    [500, 3200],
  ),
  times(
    "jump-growth",
    "Ten times the steps take the formula {} times as long.",
    [0.8, 1.5],
    () => ({ slow: engine("jump", 200, 100_000), fast: engine("jump", 200, 10_000) }),
  ),
  times(
    "wasm-scalar",
    "In WebAssembly without SIMD the slides' loop is {} times as fast: Python's \"compile it\" brings far more.",
    [0.8, 3],
    () => ({ slow: engine("reference", 200, 50), fast: wasmSteps(200, 50) }),
  ),
  times(
    "ladder-jump",
    "evolve(0.1), 10,000 steps, by the formula is {} times as fast as the slides' loop.",
    [500, 4000],
    () => ({ slow: engine("reference", 50, 10_000), fast: engine("jump", 50, 10_000) }),
  ),
  times(
    "whole-array",
    "In NumPy's style, an array operation after another, a step takes {} times as long as in one loop.",
    [1.5, 40],
    () => ({ slow: wholeArrayLoop(1000), fast: float64Loop(1000) }),
  ),
  times(
    "whole-array-10",
    "With 10 particles NumPy's style takes {} times as long as one loop.",
    [8, 300],
    () => ({ slow: wholeArrayLoop(10), fast: float64Loop(10) }),
  ),
  times(
    "evolve-float32",
    "Float32Arrays take {} times as long as Float64Arrays: half the bytes bring nothing here.",
    [0.7, 2],
    () => ({ slow: float32Loop(1000), fast: float64Loop(1000) }),
  ),
];

const steps: Claim[] = [
  count(
    "steps-truncated",
    "`Math.trunc(0.01 / 0.00001)`, the slides' count of steps, is {}.",
    999,
    "computed",
    () => Math.trunc(0.01 / 0.00001),
  ),
  count(
    "steps-lost",
    "Of the 1,000 durations 0.001, 0.002, … 1, as many as {} lose a step to truncation.",
    513,
    "each counted",
    () => {
      let lost = 0;
      for (let k = 1; k <= 1000; k++) if (Math.trunc(k / 1000 / 0.00001) < k * 100) lost++;
      return lost;
    },
  ),
];

export const SIMULATOR: Topic = { title: "Simulator", claims: [...loops, ...engines, ...steps] };
