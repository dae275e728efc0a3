/**
 * Nothing to write here: a trail of 2000 frames, or of as many as you say. To be profiled:
 *
 *     pnpm hpts memory -f trailOf labs/profiling/starter/run-trail.ts 1000
 */
import { trailOf } from "./trail.ts";

const frames = Number(process.argv[2] ?? 2000);
const angles = Float64Array.from({ length: frames }, (_, i) => i / 100);
const { points } = trailOf(angles.map(Math.cos), angles.map(Math.sin));
console.log("%d points", points.length);
