/** Writes a file of benchmarks out of a speed file: one case, or one for each size. */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

export interface Side {
  /** As the charts call it. */
  readonly name: string;
  /** Its speed file. */
  readonly file: string;
}

/** @returns the file, in `dir`; its cases have `params.n` if sizes are given */
export function writeBenchFile(
  dir: string,
  sides: readonly Side[],
  sizes?: readonly number[],
): string {
  const bench = createRequire(import.meta.url).resolve("@hpts/bench");
  const quoted = JSON.stringify;
  const parts = sides.map(({ name, file }, i) => {
    const speed = `speed${i}`;
    const head = `import * as ${speed} from ${quoted(file)};`;
    if (sizes === undefined) {
      return `${head}
export const case${i} = bench(${quoted(name)}, { inputs: ${speed}.inputs, fn: ${speed}.default });`;
    }
    // The function of a size is made with the inputs, which are not timed.
    return `${head}
export const case${i} = bench(${quoted(name)}, {
  params: { n: ${quoted(sizes)} },
  inputs: ({ n }) => {
    const run = ${speed}.ofSize(n);
    return ${speed}.inputs.map((input) => () => run(input));
  },
  fn: (call) => call(),
});`;
  });
  const file = join(dir, sizes === undefined ? "spread.bench.ts" : "sizes.bench.ts");
  writeFileSync(file, `import { bench } from ${quoted(bench)};\n${parts.join("\n")}\n`);
  return file;
}
