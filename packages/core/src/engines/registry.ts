/**
 * The engines by name, what each promises, and the one entrance to all of them.
 *
 * Every engine but `continuous` computes the same trajectory. `errorBound` says how closely, and
 * test/accuracy.test.ts holds them to it against 50 digits.
 */

import { jumpAt } from "../exact/trajectory.ts";
import { checkLengths, checkRange, type ParticleState, SMALLEST_EXACT_SQUARE } from "../state.ts";
import { checkTimestep } from "../steps.ts";
import { threadsProblem } from "../threads/pool.ts";
import { wasmProblem } from "../wasm/module.ts";
import { chooseEngine } from "./auto.ts";
import { blocked } from "./blocked.ts";
import { continuous } from "./continuous.ts";
import type { Engine } from "./engine.ts";
import { hoisted } from "./hoisted.ts";
import { incremental } from "./incremental.ts";
import { jump } from "./jump.ts";
import { jumpSimd } from "./jump-simd.ts";
import { reference } from "./reference.ts";
import { soa } from "./soa.ts";
import { threads } from "./threads.ts";
import { wasmSimd } from "./wasm-simd.ts";

export type EngineName =
  | "reference"
  | "hoisted"
  | "soa"
  | "blocked"
  | "incremental"
  | "wasm-simd"
  | "threads"
  | "jump"
  | "jump-simd"
  | "auto"
  | "continuous";

const ENGINES: Record<Exclude<EngineName, "auto">, Engine> = {
  reference,
  hoisted,
  soa,
  blocked,
  incremental,
  "wasm-simd": wasmSimd,
  threads,
  jump,
  "jump-simd": jumpSimd,
  continuous,
};

/** All names, the defining engine first. */
export const ENGINE_NAMES: readonly EngineName[] = [
  ...(Object.keys(ENGINES) as EngineName[]),
  "auto",
];

/** Those that compute the trajectory of the slides' steps: all but `continuous`. */
export const EULER_ENGINE_NAMES: readonly EngineName[] = ENGINE_NAMES.filter(
  (name) => name !== "continuous",
);

const EPS = 2 ** -52;

/**
 * The promised distance from the exact trajectory, as a share of the distance from the origin.
 *
 * A step rounds its result, and what it gets wrong of the distance turns all later steps by a
 * little more or less: (steps + 4) eps (1 + |angle|). A jump rounds once.
 *
 * @param angle the angle turned in all, in radians
 */
export function errorBound(engine: EngineName, steps: number, angle: number): number {
  const once = EPS * (1 + Math.abs(angle));
  if (engine === "continuous") return Number.POSITIVE_INFINITY;
  if (engine === "jump" || engine === "jump-simd") return 2 * once;
  const stepped = (steps + 4) * once;
  return engine === "auto" ? Math.min(stepped, 8 * once) : stepped;
}

/**
 * Why this machine cannot run the engine as it is meant, in a sentence; null if it can. The engine
 * works all the same: `wasm-simd` and `threads` as `incremental`, `jump-simd` as `jump`, `threads`
 * without a second core as `wasm-simd`.
 */
export function fallbackReason(engine: EngineName): string | null {
  if (engine === "wasm-simd" || engine === "jump-simd") return wasmProblem();
  if (engine === "threads") return wasmProblem() ?? threadsProblem();
  return null;
}

/** @throws RangeError for a name that no engine has; it lists those there are */
export function checkEngineName(name: string): asserts name is EngineName {
  if (!(ENGINE_NAMES as readonly string[]).includes(name)) {
    throw new RangeError(`engine must be one of ${ENGINE_NAMES.join(", ")}, got ${name}`);
  }
}

/**
 * Moves every particle of `state` by `steps` steps of `timestep`, in place.
 * Zero steps or no particles change nothing.
 *
 * @throws RangeError before anything has changed: for a step count that is not a whole number, a
 * timestep that is not positive, arrays of different lengths, a value that is not finite, or a
 * particle so far out that the square of its distance overflows
 */
export function evolve(
  state: ParticleState,
  steps: number,
  timestep: number,
  engine: EngineName = "reference",
): void {
  if (!Number.isSafeInteger(steps) || steps < 0) {
    throw new RangeError(`steps must be a whole number, 0 or more, got ${steps}`);
  }
  checkTimestep(timestep);
  checkEngineName(engine);
  checkLengths(state);
  const chosen = engine === "auto" ? chooseEngine(state.x.length, steps) : engine;
  const { evolve: move, checksRange = false } = ENGINES[chosen];
  if (checksRange && steps > 0) {
    move(state, steps, timestep);
    return;
  }
  const { smallestSquare } = checkRange(state, steps, timestep);
  if (steps === 0) return;
  const isExact = smallestSquare >= SMALLEST_EXACT_SQUARE;
  const rescued = isExact ? [] : rescue(state, steps, timestep);
  move(state, steps, timestep);
  for (const { i, x, y } of rescued) {
    state.x[i] = x;
    state.y[i] = y;
  }
}

/**
 * The end of each particle so near the origin that a double holds too few bits of the square of its
 * distance: no engine is right there that squares it, so `jump` answers for all of them.
 */
function rescue(
  state: ParticleState,
  steps: number,
  timestep: number,
): { i: number; x: number; y: number }[] {
  const rescued: { i: number; x: number; y: number }[] = [];
  for (let i = 0; i < state.x.length; i++) {
    const square = state.x[i]! ** 2 + state.y[i]! ** 2;
    if (square === 0 || square >= SMALLEST_EXACT_SQUARE) continue;
    const x = state.x.slice(i, i + 1);
    const y = state.y.slice(i, i + 1);
    jumpAt(x, y, 0, timestep * state.angVel[i]!, steps);
    rescued.push({ i, x: x[0]!, y: y[0]! });
  }
  return rescued;
}
