/** The layout of memory_profiler. */
import { fixed } from "../stats/number-text.ts";

const MIB = 2 ** 20;

export interface MemoryRow {
  readonly line: number;
  /** In use after the line ran; absent if not measured. */
  readonly usedBytes?: number;
  /** By how much use grew in all runs of the line; can be negative. */
  readonly incrementBytes?: number;
  /** How often the line ran. */
  readonly occurrences?: number;
}

export interface MemoryBlock {
  /** As shown. */
  readonly file: string;
  /** Lines without a row are shown as well, from the first to the last of `source`. */
  readonly rows: readonly MemoryRow[];
  /** From 1. */
  readonly firstLine: number;
  readonly source: readonly string[];
}

const HEAD = row("Line #", "Mem usage", "Increment", "Occurrences", "Line Contents");

/** @param digits after the point of MiB */
export function memoryTableText(blocks: readonly MemoryBlock[], digits = 1): string {
  const mib = (bytes: number | undefined): string =>
    bytes === undefined ? "" : `${fixed(bytes / MIB, digits).padStart(digits + 4)} MiB`;
  return blocks
    .map(({ file, rows, firstLine, source }) => {
      const byLine = new Map(rows.map((one) => [one.line, one]));
      const lines = source.map((content, i) => {
        const one = byLine.get(firstLine + i);
        const { usedBytes, incrementBytes, occurrences } = one ?? {};
        const figures = [mib(usedBytes), mib(incrementBytes), String(occurrences ?? "")] as const;
        return row(String(firstLine + i), ...figures, content);
      });
      return [`Filename: ${file}`, "", HEAD, "=".repeat(HEAD.length), ...lines, "", "", ""].join(
        "\n",
      );
    })
    .join("");
}

function row(
  ...[at, used, increment, occurrences, content]: [string, string, string, string, string]
): string {
  const figures = `${at.padStart(6)} ${used.padStart(12)} ${increment.padStart(12)}`;
  return `${figures}  ${occurrences.padStart(10)}   ${content}`;
}
