/**
 * What the lab's arena runs a student's tests against. Students may read it, though it spoils the
 * hunt. Grading uses others besides, which students are not given: a suite has to find these as well.
 */
import type { Catalogue } from "@hpts/labkit/arena";
import { correct } from "./correct.ts";
import { directionMutants } from "./mutants/direction.ts";
import { memoryMutants } from "./mutants/memory.ts";
import { numberMutants } from "./mutants/numbers.ts";
import { particleMutants } from "./mutants/particles.ts";
import { specialMutants } from "./mutants/special.ts";
import { speedMutants } from "./mutants/speed.ts";
import { stepMutants } from "./mutants/steps.ts";

export const catalogue: Catalogue = {
  specifier: "#simulator",
  correct,
  mutants: [
    ...directionMutants,
    ...speedMutants,
    ...stepMutants,
    ...particleMutants,
    ...memoryMutants,
    ...numberMutants,
    ...specialMutants,
  ],
};
