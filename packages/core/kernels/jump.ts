/**
 * The exact trajectory of explicit Euler in O(1), two particles an instruction. The mathematics is
 * explained in ../src/exact/angle.ts; this is its three-term form, for r > 256 |d| (relative error
 * of the angle below 1e-20), with sines and cosines of its own for |angle| < 2^19.
 *
 * The work is two passes over a chunk that stays in the first-level cache, not one: a pass is short
 * enough for several of its iterations to be in flight at once, and square roots, divisions and
 * polynomials overlap (one pass took 1.5 times as long).
 */

import { add, both, constant, div, mul, setConstant, sqrt, sub } from "./vector";

/** Constants of the first pass. */
const GROWTH: usize = memory.data(6 * 16, 16);

/** Constants of the second pass: reduction in slots 0-4, then the two polynomials. */
const WAVES: usize = memory.data(17 * 16, 16);
const SIN: i32 = 5;
const COS: i32 = 11;

/** Adding and subtracting 3 * 2^51 rounds to a whole number, which then is in the low bits. */
const TO_WHOLE: f64 = 6755399441055744.0;

/** Fills the tables; must run once before `jump`. */
export function prepareJump(): void {
  setConstant(GROWTH, 0, 1.0 / 12.0);
  setConstant(GROWTH, 1, 1.0 / 240.0);
  setConstant(GROWTH, 2, 65536.0);
  setConstant(GROWTH, 3, 524288.0);
  setConstant(GROWTH, 4, 1.0);
  setConstant(GROWTH, 5, 0.5);

  setConstant(WAVES, 0, 2.0 / Math.PI);
  setConstant(WAVES, 1, TO_WHOLE);
  // pi / 2 = the first 33 bits, whose product with 20 bits is exact, and the rest.
  setConstant(WAVES, 2, 1.5707963267341256);
  setConstant(WAVES, 3, 6.077100506506192e-11);
  setConstant(WAVES, 4, 0.5);
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

/** The angle turned and the factor by which the radius grows; true bits where both are good. */
@inline function anglesOf(
  x: v128, y: v128, d: v128, n: v128, pAngle: usize, pGrowth: usize,
): v128 {
  const square = add(mul(x, x), mul(y, y));
  const d2 = mul(d, d);
  const nd = mul(n, d);
  const squareAfter = add(square, mul(nd, d));
  const r = sqrt(square), rAfter = sqrt(squareAfter);
  const product = mul(r, rAfter);
  const reciprocal = div(constant(GROWTH, 4), product);
  const first = div(add(nd, nd), add(r, rAfter));
  const squares = add(add(square, product), squareAfter);
  const fourth = mul(mul(mul(d2, constant(GROWTH, 1)), squares), mul(reciprocal, reciprocal));
  const small = mul(mul(d2, reciprocal), sub(constant(GROWTH, 0), fourth));
  const angle = sub(first, mul(first, small));
  v128.store(pAngle, angle);
  // r_n / r_0 = 1 + (r_n - r_0) / r_0: exactly 1 for a particle that does not move.
  const half = mul(mul(first, d), constant(GROWTH, 5));
  v128.store(pGrowth, add(constant(GROWTH, 4), mul(half, mul(rAfter, reciprocal))));
  return v128.and(
    f64x2.lt(mul(d2, constant(GROWTH, 2)), square),
    f64x2.lt(f64x2.abs(angle), constant(GROWTH, 3)),
  );
}

/** Turns by the angle and grows by the factor. */
@inline function turn(px: usize, py: usize, angle: v128, growth: v128): void {
  const shifted = add(mul(angle, constant(WAVES, 0)), constant(WAVES, 1));
  const quarter = sub(shifted, constant(WAVES, 1));
  const a = sub(
    sub(angle, mul(quarter, constant(WAVES, 2))),
    mul(quarter, constant(WAVES, 3)),
  );
  const z = mul(a, a);
  const z2 = mul(z, z), z4 = mul(z2, z2);
  const sine = add(a, mul(mul(a, z), polynomial(SIN, z, z2, z4)));
  const cosine = add(
    sub(constant(GROWTH, 4), mul(z, constant(WAVES, 4))),
    mul(z2, polynomial(COS, z, z2, z4)),
  );
  // Odd quarters swap the two; the second and third turn the sine, the first and second the cosine.
  const one = i64x2.splat(1), two = i64x2.splat(2);
  const isOdd = i64x2.neg(v128.and(shifted, one));
  const sineSign = i64x2.shl(v128.and(shifted, two), 62);
  const cosineSign = i64x2.shl(v128.and(i64x2.add(shifted, one), two), 62);
  const s = mul(growth, v128.xor(v128.bitselect(cosine, sine, isOdd), sineSign));
  const c = mul(growth, v128.xor(v128.bitselect(sine, cosine, isOdd), cosineSign));
  const x = v128.load(px), y = v128.load(py);
  v128.store(px, sub(mul(x, c), mul(y, s)));
  v128.store(py, add(mul(x, s), mul(y, c)));
}

/**
 * Moves `pairs` pairs of particles by `steps` steps of `timestep`, in place.
 *
 * @param px address of the x of the first particle; py, pw: of y and of the tangential speed
 * @param pAngle address of room for a double a particle; pGrowth: another
 * @returns 1 if every particle was in the domain; 0 if some was not, and then none has moved
 */
export function jump(
  px: usize, py: usize, pw: usize, pAngle: usize, pGrowth: usize,
  pairs: i32, timestep: f64, steps: f64,
): i32 {
  const h = both(timestep), n = both(steps);
  const end: usize = <usize>pairs << 4;
  let inside = i64x2.splat(-1);
  for (let at: usize = 0; at < end; at += 16) {
    const d = mul(h, v128.load(pw + at));
    const good = anglesOf(
      v128.load(px + at), v128.load(py + at), d, n, pAngle + at, pGrowth + at,
    );
    inside = v128.and(inside, good);
  }
  if (!i64x2.all_true(inside)) return 0;
  for (let at: usize = 0; at < end; at += 16) {
    turn(px + at, py + at, v128.load(pAngle + at), v128.load(pGrowth + at));
  }
  return 1;
}
