/**
 * Nothing to write here: which function of trail.ts allocates how much, and how that grows.
 *
 *     pnpm tsx labs/profiling/starter/show-allocations.ts
 */
import { allocatedBy } from "../tests/bench/allocated.ts";
import { trailOf } from "./trail.ts";

for (const frames of [500, 1000, 2000]) {
  const angles = Float64Array.from({ length: frames }, (_, i) => i / 100);
  const [xs, ys] = [angles.map(Math.cos), angles.map(Math.sin)];
  const found = allocatedBy("trail.ts", () => void trailOf(xs, ys));
  const parts = found.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1000)} kB`);
  console.log("%d frames: %s", frames, parts.join(", "));
}
