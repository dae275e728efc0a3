/**
 * How fast animations are saved, shown in a page and in a terminal; the first two against matplotlib,
 * in turn. Everything in fresh processes.
 *
 *     pnpm bench:viz                               some minutes; prints the tables
 *     pnpm bench:viz --write                       also writes docs/measurements/viz.md
 *     pnpm bench:viz --rounds 1 --frames 10        only whether it runs
 *     pnpm bench:viz --only page                   one of saving, page, terminal
 *
 * Needs a python3 with matplotlib and Pillow, ffmpeg, and Chromium (Debian: python3-matplotlib, ffmpeg,
 * chromium).
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg, release, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pageTable } from "./page.ts";
import { checkPrograms, chromiumVersion, matplotlibVersion } from "./programs.ts";
import { savingTable } from "./saving.ts";
import { terminalTable } from "./terminal.ts";

const { values } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string", default: "5" },
    frames: { type: "string", default: "60" },
    points: { type: "string", default: "1000" },
  },
});
const size = { rounds: count("rounds"), frames: count("frames") };
const TABLES: Readonly<Record<string, () => Promise<string>>> = {
  saving: () => savingTable(size, count("points")),
  page: () => pageTable(size),
  terminal: () => terminalTable(size),
};
const target = join(import.meta.dirname, "..", "..", "..", "docs", "measurements", "viz.md");

if (values.only !== undefined && (values.write || TABLES[values.only] === undefined)) {
  console.error(`--only must be one of ${Object.keys(TABLES).join(", ")}, without --write`);
  process.exit(2);
}
checkPrograms();
const text = await report();
console.log(text);
if (values.write) {
  writeFileSync(target, text);
  console.error(`written: ${target}`);
}

async function report(): Promise<string> {
  const before = loadavg()[0]!;
  const tables: string[] = [];
  for (const [name, table] of Object.entries(TABLES)) {
    if (values.only === undefined || values.only === name) tables.push(await table());
  }
  const day = new Date().toISOString().slice(0, 10);
  const load = `load ${before.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`;
  const machine = `${cpus().length} cores (${cpus()[0]?.model}; ${load})`;
  return `# Animations, against matplotlib

Measured on ${day}: ${machine}, ${type()} ${release()}, Node ${process.versions.node},
${chromiumVersion()}, matplotlib ${matplotlibVersion()}. Command: \`pnpm bench:viz --write\`.
Medians, with the lowest and the highest.

${tables.join("\n")}`;
}

function count(option: "rounds" | "frames" | "points"): number {
  const value = Number(values[option]);
  if (Number.isInteger(value) && value >= 1) return value;
  console.error(`--${option} must be a whole number, 1 or more, got ${values[option]}`);
  process.exit(2);
}
