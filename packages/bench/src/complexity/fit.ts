/**
 * Which growth class measured times follow.
 *
 * Relative least squares without intercept: with g_i = f(n_i) / t_i and c = sum(g) / sum(g^2), a class
 * is off by the root mean square of 1 - c g_i; the smallest wins. Relative, because sizes span decades
 * and absolute squares see only the largest; without intercept, because it would let n log n pass for
 * n. Of several samples at a size the fastest counts: noise only adds. Rates of right answers are in
 * docs/measurements/bench.md. What stays hard to tell apart are neighbours: 1 and log n, n and n log n.
 */
import { KLASSES, type Klass, shapeOf } from "./classes.ts";

export interface ComplexityFit {
  readonly best: Klass;
  /** Every class, best first; `relErr` is the root mean square of its relative errors. */
  readonly table: readonly { readonly klass: Klass; readonly relErr: number }[];
  /** How much worse the second best class fits: 1 = the same, 3 and more = no doubt. */
  readonly confidence: number;
  /** For drawing: the fastest time at each size, and the best class's curve there. */
  readonly points: readonly { readonly n: number; readonly ns: number; readonly fitNs: number }[];
  /**
   * Whether growth is at most that of a class: `unclear` if the best class is worse by one neighbour
   * that fits nearly as well.
   */
  atMost(klass: Klass): "yes" | "no" | "unclear";
}

const LEAST_SIZES = 4;
/** A class whose error is this many times the best one's, or less, cannot be ruled out. */
const RIVAL_RATIO = 2;

/**
 * @param ns sizes, at least 4 different ones; 7 or more in equal ratios are advised
 * @param samples times at each size, in any unit; the fastest of each counts
 * @throws RangeError for fewer sizes, for times that are not positive
 */
export function fitComplexity(
  ns: readonly number[],
  samples: readonly (readonly number[])[],
): ComplexityFit {
  const times = checkedTimes(ns, samples);
  const fits = KLASSES.map((klass) => ({ klass, ...fitOne(klass, ns, times) })).sort(
    (a, b) => a.relErr - b.relErr,
  );
  const [best, second] = [fits[0]!, fits[1]!];
  return {
    best: best.klass,
    table: fits.map(({ klass, relErr }) => ({ klass, relErr })),
    confidence: second.relErr / Math.max(best.relErr, 1e-9),
    points: ns.map((n, i) => ({ n, ns: times[i]!, fitNs: best.factor * shapeOf(best.klass, n) })),
    atMost(klass) {
      const over = KLASSES.indexOf(best.klass) - KLASSES.indexOf(klass);
      if (over <= 0) return "yes";
      const asked = fits.find((fit) => fit.klass === klass)!;
      return over === 1 && asked.relErr <= RIVAL_RATIO * best.relErr ? "unclear" : "no";
    },
  };
}

function checkedTimes(ns: readonly number[], samples: readonly (readonly number[])[]): number[] {
  if (ns.length !== samples.length) {
    throw new RangeError(`${ns.length} sizes need as many lists of times, got ${samples.length}`);
  }
  const sizes = new Set(ns).size;
  if (sizes < LEAST_SIZES) {
    throw new RangeError(`a fit needs ${LEAST_SIZES} different sizes or more, got ${sizes}`);
  }
  const badSize = ns.find((n) => !(n > 0 && n < Number.POSITIVE_INFINITY));
  if (badSize !== undefined) throw new RangeError(`sizes must be positive, got ${badSize}`);
  return samples.map((list, i) => {
    const fastest = Math.min(...list);
    if (fastest > 0 && fastest < Number.POSITIVE_INFINITY) return fastest;
    throw new RangeError(`the times for n = ${ns[i]} must be positive, got ${fastest}`);
  });
}

/** Scaled by the largest shape, so that 2^n does not overflow the squares. */
function fitOne(
  klass: Klass,
  ns: readonly number[],
  times: readonly number[],
): { factor: number; relErr: number } {
  const shapes = ns.map((n) => shapeOf(klass, n));
  const largest = Math.max(...shapes);
  if (!Number.isFinite(largest)) return { factor: 0, relErr: 1 };
  const gs = shapes.map((shape, i) => shape / largest / times[i]!);
  const sum = gs.reduce((total, g) => total + g, 0);
  const squares = gs.reduce((total, g) => total + g * g, 0);
  const c = sum / squares;
  const meanSquare = gs.reduce((total, g) => total + (1 - c * g) ** 2, 0) / gs.length;
  return { factor: c / largest, relErr: Math.sqrt(meanSquare) };
}
