/** Your makeParticles: 100 particles from a seed. */
import { makeParticles } from "#lab/benchmark";

/** Seeds; another one each time. */
export const inputs: readonly number[] = Array.from({ length: 64 }, (_, i) => i + 1);

/** For `n` particles; gives a number out of the result. */
export function ofSize(n: number): (seed: number) => number {
  return (seed) => {
    let sum = 0;
    for (const { x, y, angVel } of makeParticles(n, seed)) sum += x + y + angVel;
    return Math.round(sum * 1e9) / 1e9;
  };
}

export default ofSize(100);
