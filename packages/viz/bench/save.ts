/**
 * Ours of what saving.ts measures.
 *
 *     tsx save.ts <file> <points> <frames> [ffmpeg]     prints the seconds that save() took
 */
import { circles } from "./circles.ts";

const [file = "", points = "", frames = "", ffmpeg] = process.argv.slice(2);
const animation = circles(Number(points), { frames: Number(frames), interval: 40 });
const before = performance.now();
await animation.save(file, { fps: 25, ...(ffmpeg !== undefined && { ffmpeg }) });
console.log((performance.now() - before) / 1000);
