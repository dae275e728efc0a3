/** Hidden cases of the lab profiling. */
import type { HiddenCase, HiddenTools } from "./hidden-cases.ts";
import { near, same } from "./near.ts";
import { fileCases } from "./profiling-files.ts";
import { workCases } from "./profiling-work.ts";
import { columnOf, type Draw } from "./random.ts";

interface CallEvent {
  readonly kind: "enter" | "exit";
  readonly name: string;
  readonly atUs: number;
}

interface Sums {
  calls: number;
  primitiveCalls: number;
  tottimeUs: number;
  cumtimeUs: number;
}

/** A random tree of calls, as events, and what is right for it, summed up on the way. */
function drawnCalls(draw: Draw): { events: CallEvent[]; sums: Map<string, Sums> } {
  const events: CallEvent[] = [];
  const sums = new Map<string, Sums>();
  let atUs = draw.integer(0, 100);
  const call = (name: string, above: readonly string[], depth: number): void => {
    const isPrimitive = !above.includes(name);
    const mine = sums.get(name) ?? { calls: 0, primitiveCalls: 0, tottimeUs: 0, cumtimeUs: 0 };
    sums.set(name, mine);
    mine.calls++;
    if (isPrimitive) mine.primitiveCalls++;
    const begunUs = atUs;
    const spend = (): void => {
      const us = draw.integer(1, 20);
      atUs += us;
      mine.tottimeUs += us;
    };
    events.push({ kind: "enter", name, atUs });
    spend();
    const below = depth === 0 ? 0 : draw.integer(0, 3);
    for (let i = 0; i < below; i++) {
      call(draw.pick(["a", "b", "c"]), [...above, name], depth - 1);
      spend();
    }
    events.push({ kind: "exit", name, atUs });
    if (isPrimitive) mine.cumtimeUs += atUs - begunUs;
  };
  call("main", [], 4);
  call("a", [], 3);
  return { events, sums };
}

const factorial = (n: number): number => (n === 0 ? 1 : n * factorial(n - 1));

export function profilingCases({ lab, helper, meter }: HiddenTools): HiddenCase[] {
  return [
    ...fileCases(helper),
    ...workCases(lab, meter),
    {
      exercise: "P3",
      description: "the rows of other programs, with recursion",
      check(draw) {
        for (let program = 0; program < 5; program++) {
          const { events, sums } = drawnCalls(draw);
          const rows = lab("stats").rowsOf(events);
          same(rows.length, sums.size);
          for (const row of rows) {
            const wanted = sums.get(row.name);
            for (const field of ["calls", "primitiveCalls", "tottimeUs", "cumtimeUs"] as const) {
              same(row[field], wanted?.[field]);
            }
          }
        }
      },
    },
    {
      exercise: "P5",
      description: "other numbers of terms, to the last bit",
      check(draw) {
        for (const n of [1, 2, draw.integer(3, 20), draw.integer(150, 400)]) {
          const [exp, sin] = [lab("taylor").taylorExp(n), lab("taylor").taylorSin(n)];
          same(exp.length, n);
          same(sin.length, n);
          for (let i = 0; i < n; i++) {
            same(exp[i], 1 / factorial(i));
            same(sin[i], i % 2 === 1 ? (-1) ** ((i - 1) / 2) / factorial(i) : 0);
          }
        }
      },
    },
    {
      exercise: "P7",
      description: "trails of other lengths through other places",
      check(draw) {
        for (const frames of [0, 1, draw.integer(2, 200)]) {
          const [xs, ys] = [columnOf(draw, frames, -2, 2), columnOf(draw, frames, -2, 2)];
          const { points, labels } = lab("trail").trailOf(xs, ys);
          same(points.length, frames);
          for (let i = 0; i < frames; i++) {
            near(points[i].x, xs[i]!, 0);
            near(points[i].y, ys[i]!, 0);
            same(labels[i], `frame ${i}: ${xs[i]!.toFixed(3)}, ${ys[i]!.toFixed(3)}`);
          }
        }
      },
    },
  ];
}
