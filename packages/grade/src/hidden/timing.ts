/** Hidden cases of the lab timing. Clocks and work are ours; nothing here looks at a real clock. */
import type { Asked, HiddenCase } from "./hidden-cases.ts";
import { near, same } from "./near.ts";
import type { Draw } from "./random.ts";
import { workbenchCases } from "./timing-workbench.ts";

interface Usage {
  readonly realS: number;
  readonly userS: number;
  readonly sysS: number;
}

const seconds = (draw: Draw, most: number): number => draw.integer(1, most * 1000) / 1000;

/** "1m2.500s", "62.50" and "1:02.50", as bash, time -p and zsh write 62.5. */
const asBash = (s: number): string => `${Math.floor(s / 60)}m${(s % 60).toFixed(3)}s`;
const asZsh = (s: number): string =>
  s < 60 ? s.toFixed(3) : `${Math.floor(s / 60)}:${(s % 60).toFixed(2).padStart(5, "0")}`;

function drawnUsages(draw: Draw): [text: string, usage: Usage][] {
  const short = { realS: seconds(draw, 50), userS: seconds(draw, 50), sysS: seconds(draw, 5) };
  const hundredths = (s: number): number => Math.round(100 * s) / 100;
  const minutes = 60 * draw.integer(1, 9) + hundredths(draw.uniform(0, 59));
  return [
    [bash(short), short],
    [bash({ ...short, realS: minutes }), { ...short, realS: minutes }],
    [`real ${short.realS}\nuser ${short.userS}\nsys ${short.sysS}\n`, short],
    [zsh({ ...short, realS: minutes }), { ...short, realS: minutes }],
    [`real life ${draw.integer(1, 9)}\n${bash(short)}`, short],
  ];
}

const bash = ({ realS, userS, sysS }: Usage): string =>
  `\nreal\t${asBash(realS)}\nuser\t${asBash(userS)}\nsys\t${asBash(sysS)}\n`;

const zsh = ({ realS, userS, sysS }: Usage): string =>
  `node x.js  ${userS}s user ${sysS}s system 99% cpu ${asZsh(realS)} total`;

/** Work that takes so many ns on a clock of its own. */
function machine(): { now: () => number; work: (ns: number) => () => void } {
  let passedNs = 0;
  const work = (ns: number) => (): void => {
    passedNs += ns;
  };
  return { now: () => passedNs, work };
}

/** As Python's "%.3g". */
function threeDigits(value: number): string {
  const [digits = "", exponent] = value.toPrecision(3).split("e");
  const short = digits.includes(".") ? digits.replace(/0+$/, "").replace(/\.$/, "") : digits;
  return exponent === undefined ? short : `${short}e${exponent.replace(/^([+-])(\d)$/, "$10$2")}`;
}

function withUnit(ns: number, units: readonly [string, string, string, string]): string {
  const scale = [1e9, 1e6, 1e3, 1].findIndex((least) => ns >= least);
  const at = scale < 0 ? 3 : scale;
  return `${threeDigits(ns / [1e9, 1e6, 1e3, 1][at]!)} ${units[at]}`;
}

const plural = (n: number): string => (n === 1 ? "" : "s");

export function timingCases(lab: Asked, helper: Asked): HiddenCase[] {
  return [
    {
      exercise: "B1",
      description: "what other programs took, as bash, time -p and zsh print it",
      check(draw) {
        for (const [text, usage] of drawnUsages(draw)) {
          const read = lab("usage").parseTime(text);
          for (const field of ["realS", "userS", "sysS"] as const) {
            near(read[field], usage[field], 1e-9);
          }
        }
        const usage = { realS: draw.uniform(1, 9), userS: draw.uniform(1, 9), sysS: 1 };
        near(lab("usage").cpuShare(usage), (usage.userS + 1) / usage.realS, 1e-12);
      },
    },
    {
      exercise: "B2",
      description: "work of other lengths, timed in other numbers",
      async check(draw) {
        const { now, work } = machine();
        const ns = draw.integer(50, 5000);
        const number = draw.integer(2, 40);
        const repeat = draw.integer(2, 6);
        const timing = await lab("timeit").timeit(work(ns), { number, repeat, now });
        same(timing.loops, number);
        same(timing.perLoopNs.length, repeat);
        near(timing.bestNs, ns, 1e-6);
      },
    },
    {
      exercise: "B2",
      description: "two that are timed at once: who waits between calls lets the other one go on",
      async check(draw) {
        const number = draw.integer(100, 300);
        const order: string[] = [];
        const { now } = machine();
        const timed = ["a", "b"].map((name) =>
          lab("timeit").timeit(() => void order.push(name), { number, repeat: 1, now }),
        );
        await Promise.all(timed);
        same(order.length, 2 * number);
        const changes = order.filter((name, i) => i > 0 && name !== order[i - 1]).length;
        same(changes < number / 10, true);
      },
    },
    {
      exercise: "B3",
      description: "lines of other timings",
      check(draw) {
        for (const scale of [1, 1e3, 1e6, 1e9]) {
          const runs = draw.integer(1, 9);
          const perLoopNs = Array.from({ length: runs }, () => scale * draw.uniform(1, 900));
          const loops = draw.pick([1, 7, 1000, 1_000_000]);
          const bestNs = Math.min(...perLoopNs);
          const mean = perLoopNs.reduce((sum, ns) => sum + ns, 0) / runs;
          const squares = perLoopNs.reduce((sum, ns) => sum + (ns - mean) ** 2, 0);
          const ipython = ["s", "ms", "µs", "ns"] as const;
          const spread = withUnit(Math.sqrt(squares / runs), ipython);
          const many = `${runs} run${plural(runs)}, ${loops.toLocaleString("en-US")} loop${plural(loops)}`;
          const line = `${withUnit(mean, ipython)} ± ${spread} per loop (mean ± std. dev. of ${many} each)`;
          same(lab("report").ipythonLine({ loops, perLoopNs, bestNs }), line);
          const best = withUnit(bestNs, ["sec", "msec", "usec", "nsec"]);
          const python = `${loops} loop${plural(loops)}, best of ${runs}: ${best} per loop`;
          same(lab("report").pythonLine({ loops, perLoopNs, bestNs }), python);
        }
      },
    },
    {
      exercise: "B4",
      description: "functions of other ratios",
      check(draw) {
        const slow = draw.uniform(1.2, 4);
        for (const [ratio, verdict] of [
          [1 / slow, "faster"],
          [slow, "slower"],
          [1, "can't tell"],
        ] as const) {
          const { now, work } = machine();
          const ns = draw.integer(1_000, 9_000);
          const found = lab("compare").compare(work(ns), work(ns * ratio), { now });
          near(found.ratio, ratio, 1e-6);
          same(found.verdict, verdict);
        }
      },
    },
    ...workbenchCases(helper),
  ];
}
