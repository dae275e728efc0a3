/**
 * What is compared within one process: two things in turn, over and over, the median of the ratios.
 * Called by peers.ts, a fresh process for each question; prints JSON.
 *
 *     threads          one thread / all threads, 1e4 particles x 1e4 steps
 *     copy             jump-simd / copying its inputs and outputs, 1e6 particles
 *     steps <engine>   T(10 n) / T(n) for 1000 particles, n = 1e4
 *     size <engine>    ns a particle (jumps) or a particle and step, for 1e2 .. 1e7 particles
 *     auto             ns a call of wasm-simd, jump and jump-simd for few particles and steps
 */
import {
  type EngineName,
  evolve,
  type ParticleState,
  randomParticles,
  stateOf,
} from "../src/index.ts";
import { median } from "./race.ts";

const TIMESTEP = 1e-5;
const [question = "", engineName = ""] = process.argv.slice(2);
const engine = engineName as EngineName;

switch (question) {
  case "threads":
    print(threads());
    break;
  case "copy":
    print(copy());
    break;
  case "steps":
    print(steps());
    break;
  case "size":
    print(sizes());
    break;
  case "auto":
    print(breakEven());
    break;
  default:
    throw new Error(`expected threads, copy, steps, size or auto, got ${question}`);
}

function print(answer: unknown): void {
  console.log(JSON.stringify(answer));
}

function threads(): number {
  const state = stateOf(randomParticles(10_000, 1));
  const run = (name: EngineName) => () => evolve(state, 10_000, TIMESTEP, name);
  run("threads")(); // starts the workers
  return alternate(run("wasm-simd"), run("threads"), 25);
}

function copy(): { ratio: number; jumpNs: number; copyNs: number } {
  const n = 1_000_000;
  const state = stateOf(randomParticles(n, 1));
  const inputs = { x: new Float64Array(n), y: new Float64Array(n), angVel: new Float64Array(n) };
  const outputs = { x: new Float64Array(n), y: new Float64Array(n) };
  const jump = (): void => evolve(state, 10_000, TIMESTEP, "jump-simd");
  const copyAll = (): void => {
    inputs.x.set(state.x);
    inputs.y.set(state.y);
    inputs.angVel.set(state.angVel);
    outputs.x.set(inputs.x);
    outputs.y.set(inputs.y);
  };
  const ratio = alternate(jump, copyAll, 60);
  const perParticle = (run: () => void): number => (fastest(run, 40) * 1e6) / n;
  return { ratio, jumpNs: perParticle(jump), copyNs: perParticle(copyAll) };
}

function steps(): number {
  const state = stateOf(randomParticles(1000, 1));
  const times = (run: () => void) => () => {
    for (let i = 0; i < 50; i++) run();
  };
  const many = times(() => evolve(state, 100_000, TIMESTEP, engine));
  const few = times(() => evolve(state, 10_000, TIMESTEP, engine));
  return alternate(many, few, 60);
}

/** A jump takes 10,000 steps at once; a stepping engine as many as make some milliseconds. */
function sizes(): { particles: number; ns: number }[] {
  const isJump = engine.startsWith("jump");
  return [1e2, 1e3, 1e4, 1e5, 1e6, 1e7].map((particles) => {
    const state = someParticles(particles);
    const taken = isJump ? 10_000 : Math.max(2, Math.round(2e7 / particles));
    const calls = isJump ? Math.max(1, Math.round(1e5 / particles)) : 1;
    const run = (): void => {
      for (let i = 0; i < calls; i++) evolve(state, taken, TIMESTEP, engine);
    };
    const ms = fastest(run, particles > 1e6 ? 4 : 12);
    return { particles, ns: (ms * 1e6) / (particles * calls * (isJump ? 1 : taken)) };
  });
}

/** A million random particles, repeated: 1e7 objects would not fit everywhere. */
function someParticles(n: number): ParticleState {
  const some = stateOf(randomParticles(Math.min(n, 1e6), 1));
  const repeated = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => values[i % values.length]!);
  return { x: repeated(some.x), y: repeated(some.y), angVel: repeated(some.angVel) };
}

function breakEven(): { particles: number; steps: number; ns: Record<string, number> }[] {
  const rows = [];
  for (const particles of [1, 4, 8, 16, 64, 1000]) {
    for (const taken of [1, 4, 8, 16, 24, 32, 64]) {
      const state = stateOf(randomParticles(particles, 1));
      const calls = Math.max(20, Math.round(20_000 / particles));
      const ns: Record<string, number> = {};
      for (const name of ["wasm-simd", "jump", "jump-simd"] as const) {
        const run = (): void => {
          for (let i = 0; i < calls; i++) evolve(state, taken, TIMESTEP, name);
        };
        ns[name] = (fastest(run, 12) * 1e6) / calls;
      }
      rows.push({ particles, steps: taken, ns });
    }
  }
  return rows;
}

/** The median of the ratios a / b, each measured one after the other. */
function alternate(a: () => void, b: () => void, rounds: number): number {
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const first = ms(a);
    ratios.push(first / ms(b));
  }
  return median(ratios.slice(Math.floor(rounds / 5))); // the first fifth warms up
}

function fastest(run: () => void, rounds: number): number {
  return Math.min(...Array.from({ length: rounds }, () => ms(run)));
}

function ms(run: () => void): number {
  const begin = performance.now();
  run();
  return performance.now() - begin;
}
