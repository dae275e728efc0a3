/**
 * The evolve of P8: 600 steps with 100 particles, taken at once.
 *
 * Also for `hpts bench calibrate-lab profiling`: which speed-up P8 can ask for.
 */
import { evolve } from "#lab/jump";
import { caseOf } from "../tests/bench/evolve-case.ts";

export { inputs } from "../tests/bench/evolve-case.ts";

export const ofSize = (n: number): ((dt: number) => number) => caseOf(evolve, n);
export default ofSize(100);
