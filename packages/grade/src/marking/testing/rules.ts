/**
 * What the lab testing's test files are judged for. The lab's own checks ask the public set; these
 * ask the marking set, and are easier to satisfy: it is smaller, and nobody could practise on it.
 */
import { AssertionError } from "node:assert";
import type { Mutant } from "@hpts/labkit/arena";
import type { ArenaReport } from "@hpts/labkit/arena-report";

export interface MarkingCheck {
  readonly exercise: string;
  /**
   * @param report by the marking set
   * @param own by the lab's own
   * @throws AssertionError; what it says is shown to nobody
   */
  readonly check: (report: ArenaReport, own: ArenaReport) => void;
}

const SUITE = ["evolve.spec", "edge-cases.spec", "properties.spec", "hunt.spec"];
const EDGE_FAMILIES = ["special values", "duplicates"];
const MANY_ASSERTIONS = 20;
/** What T4 and T5 ask for: of the lab's own set by tests/T4 and tests/T5, of the marking set here. */
const ENOUGH = { lab: { atTheEdge: 8, byALaw: 8 }, marking: { atTheEdge: 4, byALaw: 2 } } as const;
/**
 * T6 asks for 60 % of the public set. Suites put together at random from the reference's tests that
 * find 60 to 75 % there find 40 to 71 % here, and hardly one is 30 % behind; a suite that knows the
 * public ones by their answers is, or finds too little (test/support/fingerprints.ts).
 */
const LEAST_SHARE = 0.42;
const MOST_BEHIND = 0.3;

/** The files that the lab's checks of an exercise send into the arena. */
export const suites: Readonly<Record<string, readonly string[]>> = {
  T2: ["evolve.spec"],
  T3: ["evolve.spec"],
  T4: ["edge-cases.spec"],
  T5: ["properties.spec"],
  T6: SUITE,
};

/**
 * Whether the lab asks what this file finds by itself in that mutant, after what is known so far. If
 * not, the file is only run as a part of the suite: on what the files before it have not found.
 */
export function isAskedAlone(
  spec: string,
  { family }: Mutant,
  set: keyof typeof ENOUGH,
  soFar: ArenaReport,
): boolean {
  const { atTheEdge, byALaw } = ENOUGH[set];
  if (spec === "edge-cases.spec") {
    return EDGE_FAMILIES.includes(family) && edgesIn(soFar) < atTheEdge;
  }
  if (spec === "properties.spec") return lawsIn(soFar, byALaw) < 2;
  return spec !== "hunt.spec";
}

const edgesIn = ({ killed }: ArenaReport): number =>
  killed.filter(({ family }) => EDGE_FAMILIES.includes(family)).length;

const lawsIn = ({ tests }: ArenaReport, leastKills: number): number =>
  tests.filter(({ assertions, kills }) => assertions >= MANY_ASSERTIONS && kills >= leastKills)
    .length;

export const checks: readonly MarkingCheck[] = [
  {
    exercise: "T2",
    check: ({ survivors }) => demand(!survivors.some(({ isGross }) => isGross), "gross mistakes"),
  },
  {
    exercise: "T4",
    check: (report) => demand(edgesIn(report) >= ENOUGH.marking.atTheEdge, "mistakes at the edge"),
  },
  {
    exercise: "T5",
    check: (report) => demand(lawsIn(report, ENOUGH.marking.byALaw) >= 2, "two laws"),
  },
  {
    exercise: "T6",
    check({ killedShare }, own) {
      const least = Math.max(LEAST_SHARE, own.killedShare - MOST_BEHIND);
      demand(killedShare >= least, "enough mistakes");
    },
  },
];

function demand(holds: boolean, message: string): void {
  if (!holds) throw new AssertionError({ message });
}
