/** What each lab asks for. */
import type { LabPlan } from "../judge/lab-plan.ts";

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
    libraries: ["@hpts/core", "@hpts/labkit"],
    inside: {
      "tests/bench/counts.ts": "inside-counts",
      "tests/bench/allocated.ts": "inside-allocated",
    },
    notGraded: {
      P2: "it starts a program of its own, which no sandbox allows: ask hpts test",
    },
    races: {
      P4: { baseline: "tests/bench/planted.ts", particles: 1_500 },
      P8: { baseline: "tests/bench/stepped.ts", particles: 20_000 },
    },
    patience: 4,
  },
  {
    ...NOTHING,
    id: "testing",
    libraries: ["@hpts/core", "@hpts/labkit", "#simulator", "fast-check"],
    patience: 10, // some 85 sandboxes, one after the other
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
