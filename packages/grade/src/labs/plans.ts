/** What each lab asks for. */
import type { LabPlan } from "../judge/lab-plan.ts";

const NOTHING = { given: {}, exposed: {}, replaced: {}, notGraded: {} } as const;

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
  },
];

/** Of a lab that has none, the plan allows the course's own packages. */
export function planOf(id: string): LabPlan {
  const found = PLANS.find((plan) => plan.id === id);
  return found ?? { ...NOTHING, id, libraries: ["@hpts/core", "@hpts/labkit"] };
}
