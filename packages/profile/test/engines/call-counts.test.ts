import { expect, test } from "vitest";
import { instrument } from "../../src/instrument/instrument.ts";
import { parse } from "../../src/instrument/syntax.ts";
import { ThreadSampler } from "../../src/runtime/sampler.ts";
import { createTables } from "../../src/runtime/shared.ts";

test.each(["function f() {}", "const f = () => 0;"])(
  "a count that comes round to 0 is told of, in %s",
  (text) => {
    let id = 0;
    const next = (): number => id++;
    const { code } = instrument(text, parse("main.js", text), {
      engine: "count",
      numbering: { function: next, line: next },
      isModule: false,
      header: () => "",
    });
    const n = new Int32Array(8).fill(-1);
    const told: number[] = [];
    const [f] = Function(
      "__hpts_n",
      "__hpts_w",
      `${code}; return [f];`,
    )(n, (which: number) => told.push(which));
    told.length = 0;

    n.fill(-2);
    for (let call = 0; call < 3; call++) f();

    expect(told).toHaveLength(1);
    expect(n[told[0]!]).toBe(1);
  },
);

test("calls above 2 ** 32 are counted, and those above 2 ** 31", () => {
  const tables = createTables("count");
  tables.counters[0] = 2;
  tables.counts.set([7, 3e9 | 0, 5]);
  tables.countRounds.set([0, 0, 2]);

  const { counts } = new ThreadSampler("main", "count", tables).result();

  expect([...counts!]).toEqual([7, 3e9, 2 * 2 ** 32 + 5]);
});
