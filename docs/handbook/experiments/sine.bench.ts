/** A benchmark to try: `pnpm hpts bench docs/handbook/experiments/sine.bench.ts`. */
import { bench } from "@hpts/bench";

const angles = Array.from({ length: 1024 }, (_, i) => i / 7);

export const sine = bench("sine", { inputs: angles, fn: (x: number) => Math.sin(x) });
