/**
 * Stepping, two particles an instruction and six instructions at a time: the `incremental` method.
 *
 * One step turns (x, y) into (x - k y, y + k x) with k = d / r, d = timestep * angVel. The radius
 * law makes k predictable, so the square root and the division leave the loop:
 *
 *   k after m steps     k_m = k / sqrt(1 + m k^2) = k (1 - c/2 + 3 c^2/8 - 5 c^3/16 ...), c = m k^2
 *   held for M steps    k of the middle of the M; the mean of the M values differs from it by a
 *                       relative (M^2 - 1) k^4 / 32, which bounds how large k may be
 *
 *   |k| < 1e-4     M = 16   8e-16 of the angle
 *   |k| < 3.8e-4   M = 4    1e-14
 *   otherwise      a square root and a division a step, as the slides do
 *
 * k is made from the position again every 4096 steps, so that its own rounding never adds up.
 *
 * Twelve particles are a block. Every one of their steps is taken, each a rounding of its own; what
 * bounds the time is 2 multiplications and 2 additions a step. Six chains in flight hide their
 * latency (three chains: 0.42 ns a particle and step, four 0.37, six 0.31).
 */

import { add, both, div, mul, sqrt, sub } from "./vector";

/** Particles a block; the caller pads with particles that do not move. */
export const BLOCK: i32 = 12;
const BLOCK_BYTES: usize = 96;

const STEPS_A_SEED: i64 = 4096;
const HELD_16_LIMIT: f64 = 1e-4;
const HELD_4_LIMIT: f64 = 3.8e-4;

/** k some steps later: `m` may be a half. */
@inline function later(k: v128, m: v128): v128 {
  const c = mul(m, mul(k, k));
  const tail = sub(both(3.0 / 8.0), mul(c, both(5.0 / 16.0)));
  return sub(k, mul(k, mul(c, sub(both(0.5), mul(c, tail)))));
}

@inline function squareOf(x: v128, y: v128): v128 {
  return add(mul(x, x), mul(y, y));
}

/** Is |d| / r below the limit for all twelve? Never where r = 0. */
function isBelow(limit: f64, px: usize, py: usize, pw: usize, h: v128): bool {
  const squaredLimit = both(limit * limit);
  let all = i64x2.splat(-1);
  for (let at: usize = 0; at < BLOCK_BYTES; at += 16) {
    const d = mul(h, v128.load(pw + at));
    const square = squareOf(v128.load(px + at), v128.load(py + at));
    all = v128.and(all, f64x2.lt(mul(d, d), mul(squaredLimit, square)));
  }
  return i64x2.all_true(all);
}

@inline function seed(x: v128, y: v128, d: v128): v128 {
  return div(d, sqrt(squareOf(x, y)));
}

/** Takes `steps` steps with k held for `hold` of them at a time; `steps` is a multiple of it. */
function takeHeldSteps(
  px: usize, py: usize, pw: usize, h: v128, steps: i64, hold: i32,
): void {
  const whole = both(<f64>hold);
  const toTheMiddle = both((<f64>hold - 1) * 0.5);
  let x0 = v128.load(px, 0), y0 = v128.load(py, 0);
  let x1 = v128.load(px, 16), y1 = v128.load(py, 16);
  let x2 = v128.load(px, 32), y2 = v128.load(py, 32);
  let x3 = v128.load(px, 48), y3 = v128.load(py, 48);
  let x4 = v128.load(px, 64), y4 = v128.load(py, 64);
  let x5 = v128.load(px, 80), y5 = v128.load(py, 80);
  while (steps > 0) {
    const run = steps < STEPS_A_SEED ? steps : STEPS_A_SEED;
    steps -= run;
    let k0 = later(seed(x0, y0, mul(h, v128.load(pw, 0))), toTheMiddle);
    let k1 = later(seed(x1, y1, mul(h, v128.load(pw, 16))), toTheMiddle);
    let k2 = later(seed(x2, y2, mul(h, v128.load(pw, 32))), toTheMiddle);
    let k3 = later(seed(x3, y3, mul(h, v128.load(pw, 48))), toTheMiddle);
    let k4 = later(seed(x4, y4, mul(h, v128.load(pw, 64))), toTheMiddle);
    let k5 = later(seed(x5, y5, mul(h, v128.load(pw, 80))), toTheMiddle);
    for (let holds = <i32>run / hold; holds > 0; --holds) {
      for (let step = hold; step > 0; --step) {
        const x00 = x0; x0 = sub(x0, mul(k0, y0)); y0 = add(y0, mul(k0, x00));
        const x10 = x1; x1 = sub(x1, mul(k1, y1)); y1 = add(y1, mul(k1, x10));
        const x20 = x2; x2 = sub(x2, mul(k2, y2)); y2 = add(y2, mul(k2, x20));
        const x30 = x3; x3 = sub(x3, mul(k3, y3)); y3 = add(y3, mul(k3, x30));
        const x40 = x4; x4 = sub(x4, mul(k4, y4)); y4 = add(y4, mul(k4, x40));
        const x50 = x5; x5 = sub(x5, mul(k5, y5)); y5 = add(y5, mul(k5, x50));
      }
      k0 = later(k0, whole);
      k1 = later(k1, whole);
      k2 = later(k2, whole);
      k3 = later(k3, whole);
      k4 = later(k4, whole);
      k5 = later(k5, whole);
    }
  }
  v128.store(px, x0, 0); v128.store(py, y0, 0);
  v128.store(px, x1, 16); v128.store(py, y1, 16);
  v128.store(px, x2, 32); v128.store(py, y2, 32);
  v128.store(px, x3, 48); v128.store(py, y3, 48);
  v128.store(px, x4, 64); v128.store(py, y4, 64);
  v128.store(px, x5, 80); v128.store(py, y5, 80);
}

/**
 * Takes `steps` steps with a square root and a division each. The inner loop goes over the
 * particles, so that their chains overlap. A particle at the origin stays: its k is masked.
 */
function takePlainSteps(px: usize, py: usize, pw: usize, h: v128, steps: i64): void {
  for (; steps > 0; --steps) {
    for (let at: usize = 0; at < BLOCK_BYTES; at += 16) {
      const x = v128.load(px + at), y = v128.load(py + at);
      const moves = f64x2.ne(squareOf(x, y), both(0));
      const k = v128.and(seed(x, y, mul(h, v128.load(pw + at))), moves);
      v128.store(px + at, sub(x, mul(k, y)));
      v128.store(py + at, add(y, mul(k, x)));
    }
  }
}

/**
 * Moves `blocks` blocks of twelve particles by `steps` steps of `timestep`, in place.
 *
 * @param px address of the x of the first particle; py, pw: of y and of the tangential speed
 */
export function step(
  px: usize, py: usize, pw: usize, blocks: i32, timestep: f64, steps: f64,
): void {
  const h = both(timestep);
  for (; blocks > 0; --blocks) {
    let hold = 1;
    if (isBelow(HELD_16_LIMIT, px, py, pw, h)) hold = 16;
    else if (isBelow(HELD_4_LIMIT, px, py, pw, h)) hold = 4;
    const all = <i64>steps;
    const rest = all % hold;
    if (hold > 1) takeHeldSteps(px, py, pw, h, all - rest, hold);
    takePlainSteps(px, py, pw, h, hold > 1 ? rest : all);
    px += BLOCK_BYTES;
    py += BLOCK_BYTES;
    pw += BLOCK_BYTES;
  }
}
