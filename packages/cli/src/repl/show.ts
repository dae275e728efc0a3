/** A result as text. */
import { inspect } from "node:util";

export function resultText(value: unknown, hasColours: boolean): string {
  try {
    return inspect(value, { colors: hasColours, breakLength: 80, maxStringLength: 10_000 });
  } catch (error) {
    return `<a value that cannot be shown: ${error instanceof Error ? error.message : "it threw"}>`;
  }
}
