/** `hpts memory --functions`: bytes by function, from V8's sampled allocations. */
import { mergeProfiles } from "../model/merge.ts";
import type { Meta, Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import type { Measured } from "./measure.ts";
import { heapProfile } from "./sampled-heap.ts";

const NOTE =
  "Bytes that were taken, collected ones too, estimated by V8 from samples. Buffers outside the heap \
are not in it.";

export interface FunctionFacts {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly startedAt: string;
}

/**
 * @returns all threads in one profile, whose costs are bytes
 * @throws ProfileError if nothing was sampled
 */
export function functionMemory(
  { heaps, tables, exitCode }: Measured,
  facts: FunctionFacts,
): Profile {
  const meta: Meta = {
    ...facts,
    engine: "sample",
    node: process.versions.node,
    wallUs: 0,
    unit: "bytes",
    exit: exitCode,
    notes: [NOTE],
  };
  const [first, ...others] = heaps.map(({ thread, head }) =>
    heapProfile(
      head,
      tables.filter((table) => table.thread === thread),
      meta,
    ),
  );
  if (first === undefined) {
    throw new ProfileError(
      "HPTS_PROFILE_PROGRAM",
      "nothing was measured: the program was killed, or ended before its first line",
    );
  }
  if (others.length === 0) return first;
  const merged = others.reduce(mergeProfiles, first);
  const { runs: _, ...rest } = merged.meta;
  return { ...merged, meta: { ...rest, wallUs: 0, threads: heaps.length } };
}
