/**
 * Property tests run on one seed, so that a run can be repeated; FC_SEED and FC_RUNS explore others:
 *
 *     FC_SEED=7 FC_RUNS=5000 pnpm --filter @hpts/core test
 */
import fc from "fast-check";

fc.configureGlobal({
  seed: Number(process.env["FC_SEED"] ?? 20240229),
  numRuns: Number(process.env["FC_RUNS"] ?? 100),
});
