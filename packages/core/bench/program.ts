/**
 * One engine or pitfall in a process of its own, under the contract that every peer keeps too:
 *
 *     arguments   variant, data file, result file, steps, repeats
 *     data file   x of all particles, then y, then the speeds: doubles, lowest byte first
 *     does        `repeats` times: take the particles of the data file, take `steps` steps
 *     result      x of all particles, then y, as in the data file
 *     prints      {"seconds": [...]}: how long the steps took, each time
 */
import { readFileSync, writeFileSync } from "node:fs";
import { DEFAULT_TIMESTEP, type EngineName, evolve, type ParticleState } from "../src/index.ts";
import { PITFALLS } from "../src/pitfalls/index.ts";

const [variant = "", data = "", result = "", steps = "", repeats = ""] = process.argv.slice(2);

const numbers = new Float64Array(Uint8Array.from(readFileSync(data)).buffer);
const n = numbers.length / 3;
const seconds: number[] = [];

/** A run shorter than this is repeated: a clock's step and a call of it must not count. */
const SHORTEST_MS = 1;

const pitfall = PITFALLS.find(({ id }) => `pitfall:${id}` === variant);

for (let repeat = 0; repeat < Number(repeats); repeat++) {
  const state = {
    x: numbers.slice(0, n),
    y: numbers.slice(n, 2 * n),
    angVel: numbers.slice(2 * n),
  };
  seconds.push(pitfall ? runPitfall(state) : runEngine(state));
  writeFileSync(result, state.x);
  writeFileSync(result, state.y, { flag: "a" });
}
console.log(JSON.stringify({ seconds }));

function runEngine(state: ParticleState): number {
  const run = (): void => evolve(state, Number(steps), DEFAULT_TIMESTEP, variant as EngineName);
  const begin = performance.now();
  run();
  const took = performance.now() - begin;
  if (took > SHORTEST_MS) return took / 1000;
  // Too short for the clock: the same again from where the particles are, many times.
  const answer = { x: state.x.slice(), y: state.y.slice() };
  const calls = Math.ceil((2 * SHORTEST_MS) / took);
  const beginMany = performance.now();
  for (let call = 0; call < calls; call++) run();
  const each = (performance.now() - beginMany) / calls;
  state.x.set(answer.x);
  state.y.set(answer.y);
  return each / 1000;
}

function runPitfall(state: ParticleState): number {
  const particles = Array.from(state.x, (x, i) => ({
    x,
    y: state.y[i]!,
    angVel: state.angVel[i]!,
  }));
  const simulation = pitfall!.create(particles);
  const begin = performance.now();
  simulation.evolve(Number(steps), DEFAULT_TIMESTEP);
  const took = (performance.now() - begin) / 1000;
  for (const [i, { x, y }] of simulation.positions().entries()) {
    state.x[i] = x;
    state.y[i] = y;
  }
  return took;
}
