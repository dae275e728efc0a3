/**
 * The marking set of the lab testing: simulators that students never see. Who can read the public
 * ones (labs/testing/tests/arena) can write tests that know these by their answers, instead of tests
 * that know what is right; such tests find little here. For that, what goes wrong here goes wrong by other
 * amounts than there: not by one step, not by half, and hardly ever does nothing move.
 */
import type { Catalogue } from "@hpts/labkit/arena";
import { companyMutants } from "./company.ts";
import { correct } from "./correct.ts";
import { ordinaryMutants } from "./ordinary.ts";
import { specialMutants } from "./special.ts";

const mutants = [...ordinaryMutants, ...companyMutants, ...specialMutants];

export const catalogue: Catalogue = { specifier: "#simulator", correct, mutants };
