/**
 * Ours of what saving.ts measures.
 *
 *     tsx save.ts <file> <points> <frames>      prints the seconds that save() took
 */
import { circles } from "./circles.ts";

const [file = "", points = "", frames = ""] = process.argv.slice(2);
const animation = circles(Number(points), { frames: Number(frames), interval: 40 });
const before = performance.now();
await animation.save(file, { fps: 25 });
console.log((performance.now() - before) / 1000);
