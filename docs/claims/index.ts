/** Every claim, by topic, in the order of the course. */
import { SIMULATOR } from "./simulator.ts";
import type { Topic } from "./tool/claim.ts";

export const TOPICS: readonly Topic[] = [SIMULATOR];
