/**
 * Your parseTime of B1: what shells print, 30,000 times.
 *
 * @memory 500
 */
import { orTodo } from "@hpts/labkit";
import { explain, parseTime } from "#lab/usage";

const TEXTS = [
  "\nreal\t0m1.051s\nuser\t0m1.022s\nsys\t0m0.028s\n",
  "real 1.05\nuser 1.02\nsys 0.03\n",
  "node x.js  1.02s user 0.03s system 99% cpu 1.051 total\n",
];

await orTodo(() => {
  const rounds = Number(process.argv[2] ?? 10_000);
  const found = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const text of TEXTS) {
      const what = explain(parseTime(text));
      found.set(what, (found.get(what) ?? 0) + 1);
    }
  }
  console.log(found);
});
