/**
 * The marking set of the lab testing: simulators that students never see. Who can read the public
 * ones (labs/testing/tests/arena) can write tests that know these by their answers, instead of tests
 * that know what is right; such tests find nothing here.
 */
import type { Catalogue } from "@hpts/labkit/arena";
import { companyMutants } from "./company.ts";
import { correct } from "./correct.ts";
import { ordinaryMutants } from "./ordinary.ts";
import { specialMutants } from "./special.ts";

export const catalogue: Catalogue = {
  specifier: "#simulator",
  correct,
  mutants: [...ordinaryMutants, ...companyMutants, ...specialMutants],
};
