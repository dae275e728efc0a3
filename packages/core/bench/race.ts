/** Runs contestants in turn, checks what they answer, and keeps their times. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createRandom,
  DEFAULT_TIMESTEP,
  exactPlace,
  type ParticleState,
  randomParticles,
  stateOf,
} from "../src/index.ts";
import type { Contestant } from "./contestants.ts";

/** Times of one contestant, a sample a round, ns per particle and step. */
export interface Result {
  readonly contestant: Contestant;
  readonly samplesNs: number[];
  /** Largest distance from the exact place, as a share of the distance from the origin. */
  worstError: number;
}

/** What an answer may be away from the exact one; one that is further away is not timed. */
const TOLERANCE = 1e-11;

export class WrongAnswerError extends Error {}

/**
 * `rounds` rounds, each contestant once a round in a process of its own, in an order that changes.
 *
 * @param particles how many; a multiple of 16 fills every vector
 * @throws WrongAnswerError when a contestant that should be right is not
 */
export function race(
  contestants: readonly Contestant[],
  particles: number,
  rounds: number,
  folder: string,
  say: (text: string) => void,
): Result[] {
  const state = stateOf(randomParticles(particles, 1));
  const data = join(folder, "particles.bin");
  writeFileSync(data, new Float64Array([...state.x, ...state.y, ...state.angVel]));
  const results = contestants.map((contestant) => ({
    contestant,
    samplesNs: [] as number[],
    worstError: 0,
  }));
  const random = createRandom(7);
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    const order = results.map((result) => ({ result, at: random.next() }));
    for (const { result } of order.toSorted((a, b) => a.at - b.at)) {
      runOnce(result, state, data, join(folder, "result.bin"));
    }
  }
  return results;
}

function runOnce(result: Result, state: ParticleState, data: string, answer: string): void {
  const { id, command, steps, repeats, isRight, env } = result.contestant;
  const [program, ...args] = command;
  const { status, stdout, stderr } = spawnSync(
    program!,
    [...args, data, answer, String(steps), String(repeats)],
    { encoding: "utf8", env: { ...process.env, ...env } },
  );
  if (status !== 0) throw new Error(`${id} ended with ${status}: ${stderr}`);
  const { seconds } = JSON.parse(stdout) as { seconds: number[] };
  result.samplesNs.push((Math.min(...seconds) * 1e9) / (state.x.length * steps));
  result.worstError = Math.max(result.worstError, errorOf(state, answer, steps));
  if (isRight && !(result.worstError <= TOLERANCE)) {
    throw new WrongAnswerError(`${id}: an error of ${result.worstError}, allowed are ${TOLERANCE}`);
  }
}

function errorOf(state: ParticleState, answer: string, steps: number): number {
  const n = state.x.length;
  const places = new Float64Array(Uint8Array.from(readFileSync(answer)).buffer);
  if (places.length !== 2 * n) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < n; i++) {
    const start = { x: state.x[i]!, y: state.y[i]! };
    const { x, y } = exactPlace(start, DEFAULT_TIMESTEP * state.angVel[i]!, steps);
    const error = Math.hypot(places[i]! - x, places[n + i]! - y) / Math.hypot(x, y);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

/** Median of the ratios a / b, round by round: both met the same load. */
export function ratio(a: Result, b: Result): { median: number; low: number; high: number } {
  const ratios = a.samplesNs.map((ns, round) => ns / b.samplesNs[round]!);
  const sorted = ratios.toSorted((p, q) => p - q);
  return { median: median(ratios), low: sorted[0]!, high: sorted.at(-1)! };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[upper]! : (sorted[upper - 1]! + sorted[upper]!) / 2;
}
