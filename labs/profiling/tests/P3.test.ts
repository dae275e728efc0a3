import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { byTottime, ncallsText, percallUs, type Row, rowsOf } from "#lab/stats";
import { script } from "./bench/events.ts";

function rowIn(text: string, name: string): Row {
  const row = rowsOf(script(text)).find((one) => one.name === name);
  demand(row !== undefined, `${text}: there must be a row for ${name}`);
  return row;
}

const MAIN = "main(1 load(4) 2 work(3 load(5) 1) 1)";

exercise("tottime: what a function does itself", () => {
  const why = `${MAIN}: main runs 1, then 2, then 1 µs itself; what it calls is not its tottime`;
  expect(rowIn(MAIN, "main").tottimeUs, why).toBe(4);
  expect(rowIn(MAIN, "work").tottimeUs, `${MAIN}: work runs 3 and 1 µs itself`).toBe(4);
  const both = `${MAIN}: load is called twice, from two functions, 4 and 5 µs: one row for both`;
  expect(rowIn(MAIN, "load").tottimeUs, both).toBe(9);
});

exercise("cumtime: from start to end, with all that is called", () => {
  expect(rowIn(MAIN, "main").cumtimeUs, `${MAIN}: from the first to the last µs`).toBe(17);
  expect(rowIn(MAIN, "work").cumtimeUs, `${MAIN}: 3 and 1 µs, and load's 5 in between`).toBe(9);
  expect(rowIn(MAIN, "load").cumtimeUs, `${MAIN}: calls nobody, so cumtime is tottime`).toBe(9);
});

exercise("the tottimes of all rows add up to the whole time", () => {
  const all = rowsOf(script(MAIN));
  const sum = all.reduce((total, row) => total + row.tottimeUs, 0);

  expect(all.length, "three functions: three rows").toBe(3);
  expect(sum, "every µs belongs to exactly one function").toBe(17);
});

const DOWN = "fact(1 fact(1 fact(1) 1) 1)";

exercise("recursion: cumtime counts only the outermost call", () => {
  const { tottimeUs, cumtimeUs } = rowIn(DOWN, "fact");

  expect(tottimeUs, `${DOWN}: 5 µs, all in fact itself`).toBe(5);
  const why = `${DOWN} takes 5 µs from start to end. Who adds the cumtime of the inner calls counts them again, and gets more than there was: they are already inside of the outer one`;
  demand(cumtimeUs === 5, `${why}. Yours: ${cumtimeUs}`);
});

exercise("recursion: all calls, and those that are primitive", () => {
  const twice = `main(${DOWN} ${DOWN})`;
  const { calls, primitiveCalls, cumtimeUs } = rowIn(twice, "fact");

  expect(calls, `${twice}: six calls of fact in all`).toBe(6);
  expect(primitiveCalls, `${twice}: main calls fact twice, the others come from fact`).toBe(2);
  expect(cumtimeUs, `${twice}: two outermost calls of 5 µs each`).toBe(10);
});

exercise("recursion through another function is recursion", () => {
  const text = "even(1 odd(2 even(3 odd(4))))";
  const even = rowIn(text, "even");

  const why = `${text}: the second even is called by odd, but from within even all the same: it is on the stack`;
  expect(even.primitiveCalls, why).toBe(1);
  expect(even.cumtimeUs, `${why}; cumtime is the outermost call, 10 µs`).toBe(10);
  expect(rowIn(text, "odd").cumtimeUs, `${text}: the outer odd takes 2 + 3 + 4 µs`).toBe(9);
});

exercise("no time between two calls belongs to nobody", () => {
  const events = [...script("a(3)"), ...script("a(2)").map((e) => ({ ...e, atUs: e.atUs + 50 }))];
  const [row] = rowsOf(events);

  const why = "a(3), then 47 µs in which nothing is open, then a(2): the pause is nobody's time";
  expect(row?.tottimeUs, why).toBe(5);
  expect(row?.cumtimeUs, why).toBe(5);
});

exercise("sorts by tottime, the largest first", () => {
  const rows = rowsOf(script("main(1 b(5) c(9) a(10))"));
  const names = rows.map(({ name }) => name);

  const sorted = byTottime(rows).map(({ name }) => name);
  expect(sorted, "10, 9, 5, 1 µs: compare numbers, not texts").toEqual(["a", "c", "b", "main"]);
  const left = rows.map(({ name }) => name);
  expect(left, "the rows that were given stay in their order: sort a copy").toEqual(names);
});

exercise("ncalls and percall as cProfile shows them", () => {
  const factorial = { name: "factorial", calls: 188_000, primitiveCalls: 750 };
  const row: Row = { ...factorial, tottimeUs: 94_000, cumtimeUs: 94_500 };

  expect(ncallsText(row), "all calls, a stroke, primitive calls").toBe("188000/750");
  const once = ncallsText({ ...row, calls: 5, primitiveCalls: 5 });
  expect(once, "without recursion both are the same, and there is one number").toBe("5");
  expect(percallUs(row).tottime, "94,000 µs in 188,000 calls").toBe(0.5);
  const why =
    "cumtime is the time of the 750 primitive calls: 94,500 / 750. Divided by all 188,000 it would be the time of nothing";
  expect(percallUs(row).cumtime, why).toBe(126);
});
