/**
 * The exact trajectory of explicit Euler in O(1), two particles an instruction. The mathematics is
 * explained in ../src/exact/angle.ts. With q = d / r, n steps and t = n q^2 there are two forms:
 *
 *   near   q^2 < 2^-24, t < 2^-13, |angle| < pi/4: what an animation's frame does to nearly every
 *          particle. growth - 1 = t (1/2 - t (1/8 - t/16)), 2 / (1 + growth) = 1 - t (1/4 - t (1/8
 *          - 5t/64)), angle = n q (2 / (1 + growth) - q^2 (1/12 - t/16)). One square root, one
 *          division, no quarter turns. What is left out is below 2e-17 of the result.
 *   far    q^2 < 2^-24, |angle| < 2^19: two square roots, two divisions, the quarter turns taken
 *          off. What is left out of the angle is below 5e-17 of it.
 *
 * The work is two passes over a chunk that stays in a near cache, not one: a pass is short enough
 * for several of its iterations to be in flight at once, and square roots, divisions and polynomials
 * overlap (one pass took 1.5 times as long). Both passes are free of branches for near
 * particles; far ones are listed in the first and done between the two.
 */

import { add, both, constant, div, mul, setConstant, sqrt, sub } from "./vector";

/** Constants of the angle and the growth. */
const GROWTH: usize = memory.data(12 * 16, 16);
const ONE: i32 = 0;
const HALF: i32 = 1;
const QUARTER: i32 = 2;
const EIGHTH: i32 = 3;
const TWELFTH: i32 = 4;
const SIXTEENTH: i32 = 5;
const FIVE_64THS: i32 = 6;
const LARGEST_SQUARE: i32 = 7;
const NEAR_GROWTH: i32 = 8;
const NEAR_ANGLE: i32 = 9;
const LARGEST_ANGLE: i32 = 10;

/** Constants of the turn: of the reduction, then of the two polynomials. */
const WAVES: usize = memory.data(16 * 16, 16);
const QUARTERS: i32 = 0;
const ROUND: i32 = 1;
const QUARTER_HIGH: i32 = 2;
const QUARTER_LOW: i32 = 3;
const SIN: i32 = 4;
const COS: i32 = 10;

/** Fills the tables; must run once before `jump`. */
export function prepareJump(): void {
  setConstant(GROWTH, ONE, 1.0);
  setConstant(GROWTH, HALF, 1.0 / 2.0);
  setConstant(GROWTH, QUARTER, 1.0 / 4.0);
  setConstant(GROWTH, EIGHTH, 1.0 / 8.0);
  setConstant(GROWTH, TWELFTH, 1.0 / 12.0);
  setConstant(GROWTH, SIXTEENTH, 1.0 / 16.0);
  setConstant(GROWTH, FIVE_64THS, 5.0 / 64.0);
  setConstant(GROWTH, LARGEST_SQUARE, 1.0 / 16777216.0);
  setConstant(GROWTH, NEAR_GROWTH, 1.0 / 8192.0);
  setConstant(GROWTH, NEAR_ANGLE, Math.PI / 4.0);
  setConstant(GROWTH, LARGEST_ANGLE, 524288.0);

  setConstant(WAVES, QUARTERS, 2.0 / Math.PI);
  // Adding and subtracting 3 * 2^51 rounds to a whole number, which then is in the low bits.
  setConstant(WAVES, ROUND, 6755399441055744.0);
  // pi / 2 = the first 33 bits, whose product with 20 bits is exact, and the rest.
  setConstant(WAVES, QUARTER_HIGH, 1.5707963267341256);
  setConstant(WAVES, QUARTER_LOW, 6.077100506506192e-11);
  // Minimax polynomials on [-pi/4, pi/4], by Remez: golden/make_sincos.py. Relative errors
  // 2^-58 and 2^-64.
  setConstant(WAVES, SIN, -0.16666666666666632);
  setConstant(WAVES, SIN + 1, 0.008333333333322425);
  setConstant(WAVES, SIN + 2, -0.00019841269829816934);
  setConstant(WAVES, SIN + 3, 2.7557313695219353e-6);
  setConstant(WAVES, SIN + 4, -2.5050758651931325e-8);
  setConstant(WAVES, SIN + 5, 1.5896827839522188e-10);
  setConstant(WAVES, COS, 0.0416666666666666);
  setConstant(WAVES, COS + 1, -0.0013888888888874138);
  setConstant(WAVES, COS + 2, 2.4801587289491776e-5);
  setConstant(WAVES, COS + 3, -2.7557314355226616e-7);
  setConstant(WAVES, COS + 4, 2.087572368231632e-9);
  setConstant(WAVES, COS + 5, -1.135966975530035e-11);
}

/** a + b z + z^2 (c + d z) + z^4 (e + f z): three short chains instead of one long one. */
@inline function polynomial(first: i32, z: v128, z2: v128, z4: v128): v128 {
  const low = add(constant(WAVES, first), mul(z, constant(WAVES, first + 1)));
  const middle = add(constant(WAVES, first + 2), mul(z, constant(WAVES, first + 3)));
  const high = add(constant(WAVES, first + 4), mul(z, constant(WAVES, first + 5)));
  return add(add(low, mul(z2, middle)), mul(z4, high));
}

@inline function is(a: v128, limit: i32): v128 {
  return f64x2.lt(a, constant(GROWTH, limit));
}

/** Stores angle and growth by the near form; true bits where that is right. */
@inline function nearAngle(
  x: v128, y: v128, d: v128, n: v128, pAngle: usize, pGrowth: usize,
): v128 {
  const q = div(d, sqrt(add(mul(x, x), mul(y, y))));
  const q2 = mul(q, q);
  const t = mul(n, q2);
  const outer = sub(constant(GROWTH, EIGHTH), mul(t, constant(GROWTH, SIXTEENTH)));
  const more = mul(t, sub(constant(GROWTH, HALF), mul(t, outer)));
  const inner = sub(constant(GROWTH, EIGHTH), mul(t, constant(GROWTH, FIVE_64THS)));
  const chord = mul(t, sub(constant(GROWTH, QUARTER), mul(t, inner)));
  const arc = mul(q2, sub(constant(GROWTH, TWELFTH), mul(t, constant(GROWTH, SIXTEENTH))));
  const angle = mul(mul(n, q), sub(constant(GROWTH, ONE), add(chord, arc)));
  v128.store(pAngle, angle);
  v128.store(pGrowth, add(constant(GROWTH, ONE), more));
  return v128.and(
    v128.and(is(q2, LARGEST_SQUARE), is(t, NEAR_GROWTH)),
    is(f64x2.abs(angle), NEAR_ANGLE),
  );
}

@inline function sineOf(a: v128, z: v128, z2: v128, z4: v128): v128 {
  return add(a, mul(mul(a, z), polynomial(SIN, z, z2, z4)));
}

@inline function cosineOf(z: v128, z2: v128, z4: v128): v128 {
  const parabola = sub(constant(GROWTH, ONE), mul(z, constant(GROWTH, HALF)));
  return add(parabola, mul(z2, polynomial(COS, z, z2, z4)));
}

/** Turns (x, y) by the angle with this sine and cosine and grows it by the factor. */
@inline function place(px: usize, py: usize, growth: v128, sine: v128, cosine: v128): void {
  const x = mul(growth, v128.load(px)), y = mul(growth, v128.load(py));
  v128.store(px, sub(mul(x, cosine), mul(y, sine)));
  v128.store(py, add(mul(x, sine), mul(y, cosine)));
}

/** Turns by an angle up to an eighth of a turn and grows. */
@inline function turnNear(px: usize, py: usize, a: v128, growth: v128): void {
  const z = mul(a, a);
  const z2 = mul(z, z), z4 = mul(z2, z2);
  place(px, py, growth, sineOf(a, z, z2, z4), cosineOf(z, z2, z4));
}

/** Turns by any angle below 2^19 and grows: the quarter turns are taken off first. */
@inline function turnFar(px: usize, py: usize, angle: v128, growth: v128): void {
  const shifted = add(mul(angle, constant(WAVES, QUARTERS)), constant(WAVES, ROUND));
  const quarters = sub(shifted, constant(WAVES, ROUND));
  const nearly = sub(angle, mul(quarters, constant(WAVES, QUARTER_HIGH)));
  const a = sub(nearly, mul(quarters, constant(WAVES, QUARTER_LOW)));
  const z = mul(a, a);
  const z2 = mul(z, z), z4 = mul(z2, z2);
  const sine = sineOf(a, z, z2, z4), cosine = cosineOf(z, z2, z4);
  // Odd quarters swap the two; the second and third turn the sine, the first and second the cosine.
  const one = i64x2.splat(1), two = i64x2.splat(2);
  const isOdd = i64x2.neg(v128.and(shifted, one));
  const sineSign = i64x2.shl(v128.and(shifted, two), 62);
  const cosineSign = i64x2.shl(v128.and(i64x2.add(shifted, one), two), 62);
  place(
    px, py, growth,
    v128.xor(v128.bitselect(cosine, sine, isOdd), sineSign),
    v128.xor(v128.bitselect(sine, cosine, isOdd), cosineSign),
  );
}

/** Moves a pair by the far form, in place, or answers false and leaves it where it is. */
function moveFar(px: usize, py: usize, d: v128, n: v128): bool {
  const x = v128.load(px), y = v128.load(py);
  const square = add(mul(x, x), mul(y, y));
  const d2 = mul(d, d);
  const nd = mul(n, d);
  const r = sqrt(square), rAfter = sqrt(add(square, mul(nd, d)));
  const reciprocal = div(constant(GROWTH, ONE), mul(r, rAfter));
  const half = div(nd, add(r, rAfter));
  const leading = add(half, half);
  const angle = sub(leading, mul(leading, mul(mul(d2, reciprocal), constant(GROWTH, TWELFTH))));
  // r_n / r_0 = 1 + (r_n - r_0) / r_0: exactly 1 for a particle that does not move.
  const growth = add(constant(GROWTH, ONE), mul(mul(half, d), mul(rAfter, reciprocal)));
  const isInside = v128.and(
    f64x2.lt(d2, mul(square, constant(GROWTH, LARGEST_SQUARE))),
    is(f64x2.abs(angle), LARGEST_ANGLE),
  );
  if (!i64x2.all_true(isInside)) return false;
  turnFar(px, py, angle, growth);
  return true;
}

/**
 * Moves `pairs` pairs of particles by `steps` steps of `timestep`, in place. A pair of which a
 * particle is outside the domain of the far form stays where it is.
 *
 * @param px address of the x of the first particle; py, pw: of y and of the tangential speed
 * @param pAngle address of room for a double a particle; pGrowth: another
 * @param pOutside address of room for a 32-bit number a pair: there go the pairs outside
 * @returns how many pairs are outside
 */
export function jump(
  px: usize, py: usize, pw: usize, pAngle: usize, pGrowth: usize, pOutside: usize,
  pairs: i32, timestep: f64, steps: f64,
): i32 {
  const h = both(timestep), n = both(steps);
  const end: usize = <usize>pairs << 4;
  let far: usize = 0;
  for (let at: usize = 0; at < end; at += 16) {
    const d = mul(h, v128.load(pw + at));
    const isNear = nearAngle(
      v128.load(px + at), v128.load(py + at), d, n, pAngle + at, pGrowth + at,
    );
    if (!i64x2.all_true(isNear)) {
      store<i32>(pOutside + (far << 2), <i32>(at >> 4));
      ++far;
    }
  }
  let outside: usize = 0;
  for (let i: usize = 0; i < far; ++i) {
    const pair = load<i32>(pOutside + (i << 2));
    const at = <usize>pair << 4;
    if (!moveFar(px + at, py + at, mul(h, v128.load(pw + at)), n)) {
      store<i32>(pOutside + (outside << 2), pair);
      ++outside;
    }
    // The second pass leaves it where it is.
    v128.store(pAngle + at, both(0.0));
    v128.store(pGrowth + at, both(1.0));
  }
  if (far == <usize>pairs) return <i32>outside;
  for (let at: usize = 0; at < end; at += 16) {
    turnNear(px + at, py + at, v128.load(pAngle + at), v128.load(pGrowth + at));
  }
  return <i32>outside;
}
