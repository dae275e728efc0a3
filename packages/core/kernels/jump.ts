/**
 * The exact trajectory of explicit Euler in O(1), two particles an instruction. The mathematics is
 * explained in ../src/exact/angle.ts. With q = d / r, n steps, p = n q and t = n q^2 = p^2 / n there
 * are two forms:
 *
 *   near   t < 2^-13 and q < 2^-12. Both square roots of the formula but one, and its divisions but
 *          one, turn into short series in t, whose coefficients depend on n alone:
 *              growth - 1 = t (1/2 - t (1/8 - t/16))
 *              angle      = p (1 - t (1/4 + 1/(12 n) - t (1/8 + 1/(16 n) - 5t/64)))
 *          What is left out is below 2e-17 of the result.
 *   far    q < 2^-12: two square roots, two divisions. What is left out is below 5e-17 of the angle.
 *
 * Both need an angle below 2^19. In a frame of an animation nearly every particle is near; t is the
 * share by which the squared distance grows.
 *
 * The work is two passes over a chunk that stays in a near cache, not one: a pass is short enough
 * for several of its iterations to be in flight at once, and square roots, divisions and polynomials
 * overlap (one pass took 1.5 times as long). No pass has a branch that depends on the angle, so the
 * time does not depend on it. Far pairs are listed by the first pass and get their angle and growth
 * between the two.
 */

import { add, both, constant, div, mul, setConstant, sqrt, sub } from "./vector";

/** Constants of the two forms; slots 4 to 9 are set for each call, since they depend on n. */
const FORMS: usize = memory.data(11 * 16, 16);
const ONE: i32 = 0;
const TWELFTH: i32 = 1;
const LARGEST_SQUARE: i32 = 2;
const LARGEST_ANGLE: i32 = 3;
const GROWTH_1: i32 = 4;
const GROWTH_2: i32 = 5;
const GROWTH_3: i32 = 6;
const ANGLE_1: i32 = 7;
const ANGLE_2: i32 = 8;
const ANGLE_3: i32 = 9;
const LARGEST_NEAR: i32 = 10;

/** Constants of the turn: of the reduction, then of the two polynomials. */
const WAVES: usize = memory.data(20 * 16, 16);
const HALF_TURNS: i32 = 0;
const ROUND: i32 = 1;
const PI_HIGH: i32 = 2;
const PI_LOW: i32 = 3;
const HALF: i32 = 4;
const SIN: i32 = 5;
const COS: i32 = 13;

/** Fills the tables; must run once before `jump`. */
export function prepareJump(): void {
  setConstant(FORMS, ONE, 1.0);
  setConstant(FORMS, TWELFTH, 1.0 / 12.0);
  setConstant(FORMS, LARGEST_SQUARE, 1.0 / 16777216.0);
  setConstant(FORMS, LARGEST_ANGLE, 524288.0);

  setConstant(WAVES, HALF_TURNS, 1.0 / Math.PI);
  // Adding and subtracting 3 * 2^51 rounds to a whole number, which then is in the low bits.
  setConstant(WAVES, ROUND, 6755399441055744.0);
  // pi = the first 33 bits, whose product with 20 bits is exact, and the rest.
  setConstant(WAVES, PI_HIGH, 3.1415926534682512);
  setConstant(WAVES, PI_LOW, 1.2154201013012384e-10);
  setConstant(WAVES, HALF, 0.5);
  // Minimax polynomials on [-pi/2, pi/2], made by golden/make_sincos.py: of (sin a - a) / a^3 and
  // (cos a - 1 + a^2 / 2) / a^4 in a^2. Errors 2^-62 of a and 2^-57.
  setConstant(WAVES, SIN, -0.16666666666666666);
  setConstant(WAVES, SIN + 1, 0.008333333333333212);
  setConstant(WAVES, SIN + 2, -0.0001984126984121535);
  setConstant(WAVES, SIN + 3, 2.755731921214349e-6);
  setConstant(WAVES, SIN + 4, -2.505210696127984e-8);
  setConstant(WAVES, SIN + 5, 1.605894398715794e-10);
  setConstant(WAVES, SIN + 6, -7.64309896356377e-13);
  setConstant(WAVES, SIN + 7, 2.7222686032892867e-15);
  setConstant(WAVES, COS, 0.04166666666666583);
  setConstant(WAVES, COS + 1, -0.001388888888883005);
  setConstant(WAVES, COS + 2, 2.480158728578385e-5);
  setConstant(WAVES, COS + 3, -2.7557317068504587e-7);
  setConstant(WAVES, COS + 4, 2.087659259213844e-9);
  setConstant(WAVES, COS + 5, -1.1463635426686692e-11);
  setConstant(WAVES, COS + 6, 4.6161349239265014e-14);
}

/** The series in t as series in p^2, and up to which |p| they hold. */
function prepareSteps(n: f64): void {
  setConstant(FORMS, GROWTH_1, 1.0 / (2.0 * n));
  setConstant(FORMS, GROWTH_2, 1.0 / (8.0 * n * n));
  setConstant(FORMS, GROWTH_3, 1.0 / (16.0 * n * n * n));
  setConstant(FORMS, ANGLE_1, (1.0 / 4.0 + 1.0 / (12.0 * n)) / n);
  setConstant(FORMS, ANGLE_2, (1.0 / 8.0 + 1.0 / (16.0 * n)) / (n * n));
  setConstant(FORMS, ANGLE_3, 5.0 / (64.0 * n * n * n));
  // t = p^2 / n < 2^-13, q = p / n < 2^-12, |p| < 2^19.
  const byGrowth = Math.sqrt(n / 8192.0);
  const bySquare = n / 4096.0;
  setConstant(FORMS, LARGEST_NEAR, Math.min(Math.min(byGrowth, bySquare), 524288.0));
}

/** Stores angle and growth by the near form, and answers with true bits where that is right. */
@inline function nearForm(
  x: v128, y: v128, w: v128, nh: v128, pAngle: usize, pGrowth: usize,
): v128 {
  const p = div(mul(nh, w), sqrt(add(mul(x, x), mul(y, y))));
  const p2 = mul(p, p);
  const growth2 = sub(constant(FORMS, GROWTH_2), mul(p2, constant(FORMS, GROWTH_3)));
  const growth1 = sub(constant(FORMS, GROWTH_1), mul(p2, growth2));
  const angle2 = sub(constant(FORMS, ANGLE_2), mul(p2, constant(FORMS, ANGLE_3)));
  const angle1 = sub(constant(FORMS, ANGLE_1), mul(p2, angle2));
  v128.store(pAngle, sub(p, mul(p, mul(p2, angle1))));
  v128.store(pGrowth, add(constant(FORMS, ONE), mul(p2, growth1)));
  return f64x2.lt(f64x2.abs(p), constant(FORMS, LARGEST_NEAR));
}

/** Stores angle and growth by the far form; false, and (0, 1), if a particle is outside. */
function farForm(x: v128, y: v128, d: v128, n: v128, pAngle: usize, pGrowth: usize): bool {
  const one = constant(FORMS, ONE);
  const square = add(mul(x, x), mul(y, y));
  const d2 = mul(d, d);
  const nd = mul(n, d);
  const r = sqrt(square), rAfter = sqrt(add(square, mul(nd, d)));
  const reciprocal = div(one, mul(r, rAfter));
  const half = div(nd, add(r, rAfter));
  const leading = add(half, half);
  const angle = sub(leading, mul(leading, mul(mul(d2, reciprocal), constant(FORMS, TWELFTH))));
  // r_n / r_0 = 1 + (r_n - r_0) / r_0: exactly 1 for a particle that does not move.
  const growth = add(one, mul(mul(half, d), mul(rAfter, reciprocal)));
  const isInside = i64x2.all_true(v128.and(
    f64x2.lt(d2, mul(square, constant(FORMS, LARGEST_SQUARE))),
    f64x2.lt(f64x2.abs(angle), constant(FORMS, LARGEST_ANGLE)),
  ));
  v128.store(pAngle, isInside ? angle : both(0.0));
  v128.store(pGrowth, isInside ? growth : one);
  return isInside;
}

/** a + b z + z^2 (c + d z): short chains side by side instead of one long one. */
@inline function cubic(first: i32, z: v128, z2: v128): v128 {
  const low = add(constant(WAVES, first), mul(z, constant(WAVES, first + 1)));
  const high = add(constant(WAVES, first + 2), mul(z, constant(WAVES, first + 3)));
  return add(low, mul(z2, high));
}

/** Turns (x, y) by the angle and grows it. */
@inline function turn(px: usize, py: usize, angle: v128, growth: v128): void {
  // Half turns are taken off; an odd number of them turns the signs of sine and cosine.
  const shifted = add(mul(angle, constant(WAVES, HALF_TURNS)), constant(WAVES, ROUND));
  const halfTurns = sub(shifted, constant(WAVES, ROUND));
  const nearly = sub(angle, mul(halfTurns, constant(WAVES, PI_HIGH)));
  const a = sub(nearly, mul(halfTurns, constant(WAVES, PI_LOW)));
  const signed = v128.xor(growth, i64x2.shl(shifted, 63));
  const z = mul(a, a);
  const z2 = mul(z, z), z4 = mul(z2, z2);
  const sinTail = add(cubic(SIN, z, z2), mul(z4, cubic(SIN + 4, z, z2)));
  const sine = add(a, mul(mul(a, z), sinTail));
  const cosHigh = add(
    add(constant(WAVES, COS + 4), mul(z, constant(WAVES, COS + 5))),
    mul(z2, constant(WAVES, COS + 6)),
  );
  const cosTail = add(cubic(COS, z, z2), mul(z4, cosHigh));
  const cosine = add(sub(constant(FORMS, ONE), mul(z, constant(WAVES, HALF))), mul(z2, cosTail));
  const x = mul(signed, v128.load(px)), y = mul(signed, v128.load(py));
  v128.store(px, sub(mul(x, cosine), mul(y, sine)));
  v128.store(py, add(mul(x, sine), mul(y, cosine)));
}

/**
 * Moves `pairs` pairs of particles by `steps` steps of `timestep`, in place. A pair of which a
 * particle is outside the domain of the far form stays where it is.
 *
 * @param px address of the x of the first particle; py, pw: of y and of the tangential speed
 * @param pAngle address of room for a double a particle; pGrowth: another
 * @param pList address of room for a 32-bit number a pair: there go the pairs outside
 * @param steps 1 or more
 * @returns how many pairs are outside
 */
export function jump(
  px: usize, py: usize, pw: usize, pAngle: usize, pGrowth: usize, pList: usize,
  pairs: i32, timestep: f64, steps: f64,
): i32 {
  prepareSteps(steps);
  const h = both(timestep), n = both(steps), nh = both(steps * timestep);
  const end: usize = <usize>pairs << 4;
  let far: usize = 0;
  for (let at: usize = 0; at < end; at += 16) {
    const w = v128.load(pw + at);
    const isNear = nearForm(
      v128.load(px + at), v128.load(py + at), w, nh, pAngle + at, pGrowth + at,
    );
    // Stored always, counted if far: a branch would often be guessed wrong.
    store<i32>(pList + (far << 2), <i32>(at >> 4));
    far += i64x2.bitmask(isNear) == 3 ? 0 : 1;
  }
  let outside: usize = 0;
  for (let i: usize = 0; i < far; ++i) {
    const pair = load<i32>(pList + (i << 2));
    const at = <usize>pair << 4;
    const d = mul(h, v128.load(pw + at));
    const isInside = farForm(
      v128.load(px + at), v128.load(py + at), d, n, pAngle + at, pGrowth + at,
    );
    store<i32>(pList + (outside << 2), pair);
    outside += isInside ? 0 : 1;
  }
  for (let at: usize = 0; at < end; at += 16) {
    turn(px + at, py + at, v128.load(pAngle + at), v128.load(pGrowth + at));
  }
  return <i32>outside;
}

/** What `survey` found. */
const OUT_OF_RANGE: i32 = 0;
const NEXT_TO_ORIGIN: i32 = 1;
const IN_RANGE: i32 = 2;

/** Squares below this are rounded to fewer than 53 bits; ../src/state.ts. */
const SMALLEST_EXACT_SQUARE: f64 = 8.900295434028806e-308;

/**
 * Looks at all particles before any of them moves.
 *
 * @returns 0 if the square of a last distance, x^2 + y^2 + steps d^2, is not finite or is NaN;
 * 1 if a particle is so near the origin that the square of its distance has lost bits (or is 0);
 * 2 otherwise
 */
export function survey(
  px: usize, py: usize, pw: usize, pairs: i32, timestep: f64, steps: f64,
): i32 {
  const h = both(timestep), n = both(steps);
  const largest = both(f64.MAX_VALUE), smallest = both(SMALLEST_EXACT_SQUARE);
  const end: usize = <usize>pairs << 4;
  let inRange = i64x2.splat(-1), exact = i64x2.splat(-1);
  for (let at: usize = 0; at < end; at += 16) {
    const x = v128.load(px + at), y = v128.load(py + at), d = mul(h, v128.load(pw + at));
    const square = add(mul(x, x), mul(y, y));
    inRange = v128.and(inRange, f64x2.le(add(square, mul(mul(n, d), d)), largest));
    exact = v128.and(exact, f64x2.ge(square, smallest));
  }
  if (!i64x2.all_true(inRange)) return OUT_OF_RANGE;
  return i64x2.all_true(exact) ? IN_RANGE : NEXT_TO_ORIGIN;
}
