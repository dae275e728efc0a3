/** A run's files become one Profile: each thread by its engine, then all together. */
import { mergeProfiles } from "../model/merge.ts";
import type { Engine, Meta, Profile } from "../model/profile.ts";
import { linesProfile } from "./lines-profile.ts";
import { readRun, type ThreadFiles } from "./run-files.ts";
import { treeProfile } from "./tree-profile.ts";
import { v8Profile } from "./v8-profile.ts";

export interface RunFacts {
  readonly engine: Engine;
  readonly cwd: string;
  readonly command: readonly string[];
  readonly startedAt: string;
  readonly intervalUs: number;
  readonly exit: number | string;
  readonly notes: readonly string[];
}

/** The sampler's nap, microseconds. */
const SAMPLER_US = 100;

/** @returns undefined if nothing was measured */
export function profileOfRun(dir: string, facts: RunFacts): Profile | undefined {
  const threads = readRun(dir).map((files) => threadProfile(files, facts));
  const [main, ...others] = threads;
  if (main === undefined) return undefined;
  if (others.length === 0) return main;
  const { wallUs } = main.meta;
  const merged = others.reduce(mergeProfiles, main);
  const { runs: _, ...meta } = merged.meta;
  return { ...merged, meta: { ...meta, wallUs, threads: threads.length } };
}

function threadProfile(files: ThreadFiles, facts: RunFacts): Profile {
  const meta = metaOf(files, facts);
  if (files.v8 !== undefined) return v8Profile(files, files.v8, meta);
  if (files.result.lines !== undefined) return linesProfile(files, files.result.lines, meta);
  return treeProfile(files, meta);
}

function metaOf({ result }: ThreadFiles, facts: RunFacts): Meta {
  const { engine, cwd, command, startedAt, exit } = facts;
  const usesV8 = engine === "sample" || engine === "count";
  const notes = [...facts.notes];
  if (result.isFolded) {
    notes.push(
      "too many different paths of calls: recursion was folded, and fewer calls are primitive than shown",
    );
  }
  return {
    engine,
    node: process.versions.node,
    command,
    cwd,
    startedAt,
    exit,
    wallUs: result.wallUs,
    notes,
    ...(engine !== "clock" && {
      intervalUs: usesV8 ? facts.intervalUs : SAMPLER_US,
      samples: result.samples,
    }),
  };
}
