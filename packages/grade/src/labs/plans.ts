/** What each lab asks for. */
import type { LabPlan } from "../judge/lab-plan.ts";
import { OWN_PROGRAMS } from "./programs.ts";

const NOTHING = {
  given: {},
  exposed: {},
  inside: {},
  apart: {},
  standIns: {},
  helpers: [],
  patience: 1,
  notGraded: {},
} as const;

/** Node's own modules for files; the sandbox has a folder of its own. */
const FILES = ["node:fs", "node:fs/promises", "node:path", "fs", "fs/promises", "path"];

const PLANS: readonly LabPlan[] = [
  {
    ...NOTHING,
    id: "modeling",
    libraries: ["@hpts/core", "@hpts/labkit", "@hpts/viz"],
  },
  {
    ...NOTHING,
    id: "timing",
    libraries: ["@hpts/labkit", "tinybench"],
    given: { "#workbench": "tests/bench/workbench.ts" },
    exposed: { NotingBench: ["add"] },
    apart: { "tests/bench/scope.ts": "apart-scope" },
    helpers: [
      "tests/bench/drive-benchmarks.ts",
      "tests/bench/drive-suite.ts",
      "tests/bench/workbench.ts",
    ],
    patience: 4, // a clock is looked at 60,000 times
  },
  {
    ...NOTHING,
    id: "profiling",
    libraries: ["@hpts/core", "@hpts/labkit", ...FILES],
    // P2 has a program run: the judge gives its profile, and reads the files that are made from it.
    given: { "#programs": OWN_PROGRAMS },
    standIns: { "@hpts/profile": "inside-profile" },
    helpers: ["tests/bench/drive-profile.ts"],
    inside: {
      "tests/bench/written.ts": "inside-written",
      "tests/bench/counts.ts": "inside-counts",
      "tests/bench/hypot-calls.ts": "inside-hypot-calls",
      "tests/bench/allocated.ts": "inside-allocated",
    },
    races: {
      P4: { baseline: "tests/bench/planted.ts", particles: 150 },
      P8: { baseline: "tests/bench/stepped.ts", particles: 10_000 },
    },
    patience: 4,
  },
  {
    ...NOTHING,
    id: "testing",
    libraries: ["@hpts/core", "@hpts/labkit", "#simulator", "fast-check"],
    patience: 10, // some 120 sandboxes, one after the other
    arena: {
      specs: ["evolve.spec", "edge-cases.spec", "properties.spec", "hunt.spec"],
      subject: "#simulator",
    },
  },
];

/** Of a lab that has none, the plan allows the course's own packages. */
export function planOf(id: string): LabPlan {
  const found = PLANS.find((plan) => plan.id === id);
  return found ?? { ...NOTHING, id, libraries: ["@hpts/core", "@hpts/labkit"] };
}
