/** What was odd about the deck's text, a line each, on stderr. */
import type { Warning } from "../compiler/slide.ts";

export function printWarnings(warnings: readonly Warning[]): void {
  for (const { file, line, rule, message } of warnings) {
    console.error(`${file}:${line} ${rule}: ${message}`);
  }
}
