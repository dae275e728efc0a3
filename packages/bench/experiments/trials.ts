/** The trials of the experiment: verdicts whose right answer is known, with hogs beside them. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Change,
  compare,
  decide,
  decideChange,
  judgeInProcess,
  judgeSpeedup,
  RULE,
} from "../src/compare.ts";
import { differences, type RunRecord, runFile } from "../src/index.ts";
import { splitMix } from "../src/stats/bootstrap.ts";

/** The candidate takes half of the baseline's steps; a call of it about 7 us. */
const STEPS = 3000;
export const TRUE_RATIO = 2;

export interface Trial {
  readonly outcome: "right" | "wrong" | "undecided";
  /** None for what was only drawn. */
  readonly seconds?: number;
}

/** d of each round of a generation, minus what it ought to be. */
export type Noise = readonly number[];

export interface Bench {
  /** A verdict of processes in lock step; noise goes into `pool`. */
  coProcess(margin: number, pool: Noise[]): Promise<Trial & { readonly waitRatio: number }>;
  inProcess(margin: number): Trial;
  /** The same code on both sides: right is "no change", wrong is "changed". Noise goes into `pool`. */
  identical(pool: Noise[]): Promise<Trial>;
  /** A run of `hpts bench` against the run before; none for the first. */
  against(): Promise<Trial | undefined>;
  remove(): void;
}

export function openBench(random: () => number): Bench {
  const dir = mkdtempSync(join(tmpdir(), "hpts-verdicts-"));
  const write = (name: string, steps: number): { file: string } => {
    const file = join(dir, name);
    writeFileSync(file, source(steps));
    return { file };
  };
  const baseline = write("baseline.ts", TRUE_RATIO * STEPS);
  const candidate = write("candidate.ts", STEPS);
  const twin = write("twin.ts", TRUE_RATIO * STEPS);
  const [slow, fast] = [worker(TRUE_RATIO * STEPS), worker(STEPS)];
  const inputs = Array.from({ length: 64 }, (_, i) => i);
  const cases = join(dir, "work.bench.ts");
  writeFileSync(
    cases,
    `import { bench } from "@hpts/bench";
import work, { inputs } from "./baseline.ts";
export const one = bench("work", { inputs, fn: work });
`,
  );
  let before: RunRecord | undefined;

  return {
    async coProcess(margin, pool) {
      const isReached = random() < 0.5;
      const judgement = await judgeSpeedup({
        baseline,
        candidate,
        minRatio: asked(margin, isReached),
        onGeneration: ({ rounds }) => pool.push(rounds.map((d) => d - Math.log(TRUE_RATIO))),
      });
      if (!("ratio" in judgement)) throw new Error(judgement.message);
      const { verdict, seconds, waitRatio } = judgement;
      return { outcome: outcomeOf(verdict, isReached), seconds, waitRatio };
    },
    inProcess(margin) {
      const isReached = random() < 0.5;
      const minRatio = asked(margin, isReached);
      const judgement = judgeInProcess({ baseline: slow, candidate: fast, inputs, minRatio });
      if (!("ratio" in judgement)) throw new Error(judgement.message);
      return { outcome: outcomeOf(judgement.verdict, isReached), seconds: judgement.seconds };
    },
    async identical(pool) {
      const comparison = await compare(baseline, twin, {
        onGeneration: ({ rounds }) => pool.push(rounds),
      });
      if (!("ratio" in comparison)) throw new Error(comparison.message);
      return { outcome: OF_IDENTICAL[comparison.change], seconds: comparison.seconds };
    },
    async against() {
      const start = performance.now();
      const run = await runFile(cases, { asNamed: "work.bench.ts" });
      const then = before;
      before = run;
      if (then === undefined) return undefined;
      const [difference] = differences(run, then, "wall");
      const judgement = difference?.judgement ?? "inconclusive";
      const outcome = OF_IDENTICAL[judgement === "inconclusive" ? "unclear" : judgement];
      return { outcome, seconds: (performance.now() - start) / 1000 };
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

const OF_IDENTICAL: Readonly<Record<Change, Trial["outcome"]>> = {
  same: "right",
  unclear: "undecided",
  faster: "wrong",
  slower: "wrong",
};

/** What has to be reached is `margin` below the true ratio, or that much above it. */
function asked(margin: number, isReached: boolean): number {
  return isReached ? TRUE_RATIO / (1 + margin) : TRUE_RATIO * (1 + margin);
}

function outcomeOf(
  verdict: "pass" | "fail" | "inconclusive",
  isReached: boolean,
): Trial["outcome"] {
  if (verdict === "inconclusive") return "undecided";
  return (verdict === "pass") === isReached ? "right" : "wrong";
}

/** Gradings of generations that are drawn from real ones, and their rounds from their rounds. */
export function resample(pool: readonly Noise[], margin: number, gradings: number): Trial[] {
  const random = splitMix(1);
  const draw = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: gradings }, (_, i) => {
    const isReached = i % 2 === 0;
    const logTheta = Math.log(asked(margin, isReached) / TRUE_RATIO);
    const generations: Noise[] = [];
    let decision = decide(generations, logTheta);
    while (decision === "undecided" && generations.length < RULE.maxGenerations) {
      const from = draw(pool);
      generations.push(from.map(() => draw(from)));
      decision = decide(generations, logTheta);
    }
    const verdict = decision === "undecided" ? "inconclusive" : decision;
    return { outcome: outcomeOf(verdict, isReached) };
  });
}

/** As `resample`, of comparisons of identical code: is it called changed by 5 %? */
export function resampleIdentical(pool: readonly Noise[], comparisons: number): Trial[] {
  const random = splitMix(2);
  const draw = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: comparisons }, () => {
    const generations: Noise[] = [];
    let change = decideChange(generations);
    while (change === "undecided" && generations.length < RULE.maxGenerations) {
      const from = draw(pool);
      generations.push(from.map(() => draw(from)));
      change = decideChange(generations);
    }
    return { outcome: change === "undecided" ? "undecided" : OF_IDENTICAL[change] };
  });
}

export interface Hogs {
  stop(): void;
}

/** Processes that do nothing but need a processor each. They end with us. */
export function startHogs(count: number): Hogs {
  const text =
    'process.on("disconnect", () => process.exit()); (function go() { const end = Date.now() + 50; while (Date.now() < end); setImmediate(go); })()';
  const hogs: ChildProcess[] = Array.from({ length: count }, () =>
    spawn(process.execPath, ["-e", text], { stdio: ["ignore", "ignore", "ignore", "ipc"] }),
  );
  return {
    stop: () => {
      for (const hog of hogs) hog.kill("SIGKILL");
    },
  };
}

function source(steps: number): string {
  return `export const inputs = Array.from({ length: 64 }, (_, i) => i);
export default function work(input: number): number {
  let x = (input + 1) | 0;
  for (let i = 0; i < ${steps}; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x === 0 ? -1 : input;
}
`;
}

/** The same work with a compilation of its own. */
function worker(steps: number): (input: number) => number {
  const text = source(steps).replaceAll(/: number|export const .*\n|export default /g, "");
  return new Function(`${text}; return work;`)() as (input: number) => number;
}
