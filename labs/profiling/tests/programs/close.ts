/** How many of 500 particles are close to each other: for P6, nothing to change here. */
import { type Particle, randomParticles } from "@hpts/core";

/** Pairs of particles whose distance is at most `reach`. */
function closePairs(particles: readonly Particle[], reach: number): number {
  let pairs = 0;
  for (const [i, a] of particles.entries()) {
    for (const b of particles.slice(0, i)) {
      const dx = Math.abs(a.x - b.x);
      if (dx <= reach) {
        const dy = Math.abs(a.y - b.y);
        if (dy <= reach) {
          if (Math.hypot(dx, dy) <= reach) {
            pairs++;
          }
        }
      }
    }
  }
  return pairs;
}

let found = 0;
for (let tenths = 1; tenths <= 9; tenths++) {
  found += closePairs(randomParticles(500, tenths), tenths / 10);
}
console.log("%d pairs", found);
