/** What engine `count` needs in the program. */
import { tables } from "./own-thread.ts";

export const n: Float64Array = tables.counts;
