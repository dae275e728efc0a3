/** What engine `count` needs in the program. */
import { tables } from "./own-thread.ts";

export const n: Int32Array = tables.counts;

/** The count of a function has come round to 0. */
export function w(id: number): void {
  tables.countRounds[id]!++;
}
