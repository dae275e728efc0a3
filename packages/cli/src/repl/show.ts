/** A result as text: of long arrays the beginning, as much as a screen holds. */
import { inspect } from "node:util";

const MOST_OBJECTS = 5;
const MOST_NUMBERS = 100;

export function resultText(value: unknown, hasColours: boolean): string {
  try {
    return inspect(value, {
      colors: hasColours,
      breakLength: 80,
      // Objects take a line for each field, numbers a fraction of one.
      maxArrayLength: hasObjects(value) ? MOST_OBJECTS : MOST_NUMBERS,
      maxStringLength: 10_000,
    });
  } catch (error) {
    return `<a value that cannot be shown: ${error instanceof Error ? error.message : "it threw"}>`;
  }
}

/** Whether there is an array of objects in it, or in one of its fields. */
function hasObjects(value: unknown): boolean {
  const isList = (one: unknown): boolean =>
    Array.isArray(one) && typeof one[0] === "object" && one[0] !== null && !Array.isArray(one[0]);
  if (typeof value !== "object" || value === null) return false;
  return isList(value) || Object.values(value).some(isList);
}
