/** Marking sets: what suites of tests are judged by besides what students can read. By lab. */
import { AssertionError } from "node:assert";
import type { Catalogue, Mutant } from "@hpts/labkit/arena";
import type { ArenaReport } from "@hpts/labkit/arena-report";
import { catalogue } from "./testing/catalogue.ts";
import { checks, isAskedAlone, type MarkingCheck, suites } from "./testing/rules.ts";

export interface Marking {
  readonly catalogue: Catalogue;
  readonly checks: readonly MarkingCheck[];
  /** Test files, such as "hunt.spec", that an exercise is judged by. */
  readonly suites: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether it matters what this file, such as "hunt.spec", finds by itself in that mutant.
   * @param soFar what it has found so far in that set
   */
  readonly isAskedAlone: (
    spec: string,
    mutant: Mutant,
    set: "lab" | "marking",
    soFar: ArenaReport,
  ) => boolean;
}

const MARKINGS: Readonly<Record<string, Marking>> = {
  testing: { catalogue, checks, suites, isAskedAlone },
};

export function markingOf(lab: string): Marking | undefined {
  return Object.hasOwn(MARKINGS, lab) ? MARKINGS[lab] : undefined;
}

/** A hidden case: of it, students are shown the name. */
export interface MarkingCase {
  readonly exercise: string;
  readonly name: string;
  readonly limitMs: number;
  readonly run: () => Promise<void>;
}

interface Arena {
  judge(names: readonly string[]): Promise<ArenaReport>;
  judgeByMarking(names: readonly string[]): Promise<ArenaReport>;
}

/** Dozens of sandboxes. */
const LIMIT_MS = 600_000;

/** @param arena where the lab's own tests have sent the suite; none, if they have not */
export function markingCasesOf(lab: string, arena: () => Arena | undefined): MarkingCase[] {
  return (markingOf(lab)?.checks ?? []).map(({ exercise, check }) => ({
    exercise,
    name: "other simulators than those of the lab, right and broken",
    limitMs: LIMIT_MS,
    async run() {
      const names = suites[exercise] ?? [];
      const [own, report] = [await arena()?.judge(names), await arena()?.judgeByMarking(names)];
      if (own === undefined || report === undefined) {
        throw new AssertionError({ message: "nothing was judged" });
      }
      if (report.rejections.length > 0) {
        throw new AssertionError({ message: report.describeRejection() });
      }
      check(report, own);
    },
  }));
}
