/** What every measurement of the repository's own tools has in common: order statistics, machine. */
import { writeFileSync } from "node:fs";
import { cpus, release, type } from "node:os";
import { join } from "node:path";
import { ROOT } from "../src/sources.ts";

/** A column of samples in ms, as a row of a Markdown table. */
export function row(name: string, samplesMs: readonly number[]): string {
  const sorted = samplesMs.toSorted((a, b) => a - b);
  const at = (share: number): string => {
    const index = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
    return String(Math.round(sorted[index] ?? Number.NaN));
  };
  return `| ${name} | ${at(0.5)} | ${at(0)} | ${at(0.9)} | ${at(1)} | ${sorted.length} |`;
}

export const TABLE_HEAD = [
  "| | median ms | min | 90 % | max | samples |",
  "|---|---|---|---|---|---|",
].join("\n");

/** The machine, the versions and the day: without them no figure means anything. */
export function conditions(): string {
  const [cpu] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return (
    `Measured on ${day}: ${cpus().length} cores (${cpu?.model.trim()}, shared and noisy), ` +
    `${type()} ${release().split("-")[0]}, Node ${process.versions.node}.`
  );
}

/** Replaces docs/measurements/<name>.md and shows it. */
export function publish(name: string, text: string): void {
  writeFileSync(join(ROOT, "docs", "measurements", `${name}.md`), text);
  console.log(text);
}
