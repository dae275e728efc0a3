/** For `hpts bench calibrate-lab profiling`: which speed-up P8 can ask for. */
import { evolve } from "#lab/jump";
import { caseOf } from "../tests/bench/evolve-case.ts";

export { inputs } from "../tests/bench/evolve-case.ts";
export default caseOf(evolve, 100);
