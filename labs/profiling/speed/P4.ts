/**
 * The evolve of P4: 600 steps with 50 particles.
 *
 * Also for `hpts bench calibrate-lab profiling`: which speed-up P4 can ask for.
 */
import { evolve } from "#lab/evolve";
import { caseOf } from "../tests/bench/evolve-case.ts";

export { inputs } from "../tests/bench/evolve-case.ts";

export const ofSize = (n: number): ((dt: number) => number) => caseOf(evolve, n);
export default ofSize(50);
