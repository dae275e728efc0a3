/** Every claim, by topic, in the order of the course. */
import { ARRAYS } from "./arrays.ts";
import { COLLECTIONS } from "./collections.ts";
import { COURSE } from "./course.ts";
import { JIT } from "./jit.ts";
import { MEASURING } from "./measuring.ts";
import { MEMORY } from "./memory.ts";
import { PROFILING } from "./profiling.ts";
import { SIMULATOR } from "./simulator.ts";
import { STRINGS } from "./strings.ts";
import type { Topic } from "./tool/claim.ts";
import { WORKERS } from "./workers.ts";

export const TOPICS: readonly Topic[] = [
  SIMULATOR,
  MEASURING,
  PROFILING,
  JIT,
  ARRAYS,
  STRINGS,
  COLLECTIONS,
  MEMORY,
  WORKERS,
  COURSE,
];
