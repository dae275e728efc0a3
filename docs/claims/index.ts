/** Every claim, by topic, in the order of the course. */
import { ARRAYS } from "./arrays.ts";
import { BORDERS } from "./borders.ts";
import { COLLECTIONS } from "./collections.ts";
import { COURSE } from "./course.ts";
import { JIT } from "./jit.ts";
import { MEASURING } from "./measuring.ts";
import { MEMORY } from "./memory.ts";
import { MEMORY_ORDER } from "./memory-order.ts";
import { NUMBERS } from "./numbers.ts";
import { PROFILING } from "./profiling.ts";
import { QUEUES } from "./queues.ts";
import { SIMULATOR } from "./simulator.ts";
import { STRINGS } from "./strings.ts";
import type { Topic } from "./tool/claim.ts";
import { WORKERS } from "./workers.ts";

export const TOPICS: readonly Topic[] = [
  SIMULATOR,
  MEASURING,
  PROFILING,
  JIT,
  NUMBERS,
  ARRAYS,
  MEMORY_ORDER,
  STRINGS,
  COLLECTIONS,
  QUEUES,
  MEMORY,
  WORKERS,
  BORDERS,
  COURSE,
];
