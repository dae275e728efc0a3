/** Which of 400 particles are close to each other: for P6, nothing to change here. */
import { type Particle, randomParticles } from "@hpts/core";

/** Pairs of particles whose distance is at most `reach`, as text. */
function closePairs(particles: readonly Particle[], reach: number): string[] {
  const pairs: string[] = [];
  for (const [i, a] of particles.entries()) {
    for (const b of particles.slice(0, i)) {
      const dx = Math.abs(a.x - b.x);
      if (dx <= reach) {
        const dy = Math.abs(a.y - b.y);
        if (dy <= reach && dx * dx + dy * dy <= reach * reach) {
          pairs.push(`${a.x.toFixed(3)} ${a.y.toFixed(3)}, ${b.x.toFixed(3)} ${b.y.toFixed(3)}`);
        }
      }
    }
  }
  return pairs;
}

let found = 0;
for (let tenths = 1; tenths <= 9; tenths++) {
  found += closePairs(randomParticles(400, tenths), tenths / 10).length;
}
console.log("%d pairs", found);
