/** How a place in the code is written. */
import { join } from "node:path";
import type { Place } from "./result.ts";

/** "labs/modeling/starter/motion.ts:31:3", which terminals and editors open on a click. */
export function placeText(place: Place, pathPrefix: string): string {
  return `${join(pathPrefix, place.file)}:${place.line}:${place.column}`;
}
