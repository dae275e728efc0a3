/**
 * The shape of a violin: a density by Gaussian kernels, their width by Silverman's rule of thumb
 * (Density Estimation for Statistics and Data Analysis, 1986, section 3.4.2).
 */
import { deviation, quantileSorted } from "d3-array";

const STEPS = 48;

export interface DensityPoint {
  readonly at: number;
  /** 1 where the density is highest. */
  readonly height: number;
}

/** @param ascending sorted, at least one; a single value, or equal ones, are a narrow hill */
export function density(ascending: number[]): DensityPoint[] {
  const [low, high] = [ascending[0]!, ascending.at(-1)!];
  const width = bandwidth(ascending) || Math.max(Math.abs(low) * 0.005, Number.MIN_VALUE);
  const from = low - 2 * width;
  const step = (high - low + 4 * width) / STEPS;
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    const at = from + i * step;
    const height = ascending.reduce((sum, x) => sum + Math.exp(-0.5 * ((at - x) / width) ** 2), 0);
    return { at, height };
  });
  const most = points.reduce((a, { height }) => Math.max(a, height), 0) || 1;
  return points.map(({ at, height }) => ({ at, height: height / most }));
}

function bandwidth(ascending: number[]): number {
  const spread = (quantileSorted(ascending, 0.75) ?? 0) - (quantileSorted(ascending, 0.25) ?? 0);
  const sigma = deviation(ascending) ?? 0;
  const scale = spread > 0 ? Math.min(sigma, spread / 1.34) : sigma;
  return 0.9 * scale * ascending.length ** -0.2;
}
