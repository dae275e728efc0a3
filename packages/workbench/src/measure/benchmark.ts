/**
 * How fast the student's code is: against the starter that was handed out, against the code of last
 * time, beside the solution; how its times are spread, and how they grow. Each comparison runs both
 * sides in turn, in processes of their own. Of the solution only its figure leaves this file.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RunRecord, runFile } from "@hpts/bench";
import {
  type Comparison,
  compare,
  type Fault,
  type Judgement,
  judgeSpeedup,
  SourceError,
} from "@hpts/bench/compare";
import type { Lab } from "@hpts/labkit/lab";
import { type Side, writeBenchFile } from "./bench-file.ts";
import { chartsOf } from "./benchmark-charts.ts";
import type { Report } from "./child-messages.ts";
import { keepCode, lastCode } from "./last-code.ts";
import { baselineOf, hasSolution, measuresOf, speedFile } from "./measurable.ts";
import { countOf, readMeasured, updateMeasured } from "./measured-file.ts";
import { changeFound } from "./prediction.ts";
import type { BenchmarkResult, Guess, SpeedCase } from "./results.ts";
import { solutionFigure } from "./solution-figure.ts";
import { handedOutStage, makeStage, type Stage } from "./stage.ts";
import { syntaxTrouble, troubleOfFault } from "./trouble.ts";

const MAX_SECONDS = 10;
/** Sums of many coordinates; ways that differ in the last bits are the same. */
const TOLERANCE = 1e-8;
const SIZES = [10, 30, 100, 300, 1000];
const QUICK_SIZES = [10, 20, 40, 80];

/** @param options case: its name; guess: "faster", "same" or "slower" than the rival; isQuick for tests */
export async function benchmark(
  lab: Lab,
  options: Readonly<Record<string, unknown>>,
  report: Report,
): Promise<BenchmarkResult> {
  const speedCase = caseIn(options, lab);
  const stages: Stage[] = [];
  try {
    return await new Benchmark(lab, speedCase, options, report, stages).run();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { name, tiers } = speedCase;
    const baseline = baselineOf(lab.dir, tiers);
    const message = error.message.replaceAll(`${lab.dir}/`, "");
    return { case: name, baseline, trouble: syntaxTrouble(message), charts: {} };
  } finally {
    for (const stage of stages) stage.remove();
  }
}

function caseIn(options: Readonly<Record<string, unknown>>, lab: Lab): SpeedCase {
  const { cases } = measuresOf(lab);
  const wanted = options["case"] ?? cases[0]?.name;
  const found = cases.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const known = cases.map(({ name }) => name).join(", ") || "none";
  throw new Error(`lab ${lab.manifest.id} has no case "${String(wanted)}"; it has: ${known}`);
}

class Benchmark {
  readonly #lab: Lab;
  readonly #case: SpeedCase;
  readonly #guess: Guess | undefined;
  readonly #isQuick: boolean;
  readonly #report: Report;
  readonly #stages: Stage[];
  readonly #hasSizes: boolean;
  #found: BenchmarkResult;
  #done = 0;

  constructor(
    lab: Lab,
    speedCase: SpeedCase,
    { guess, isQuick }: Readonly<Record<string, unknown>>,
    report: Report,
    stages: Stage[],
  ) {
    this.#lab = lab;
    this.#case = speedCase;
    this.#guess = guess === "faster" || guess === "same" || guess === "slower" ? guess : undefined;
    this.#isQuick = isQuick === true;
    this.#report = report;
    this.#stages = stages;
    this.#hasSizes = /export (?:function|const) ofSize\b/.test(readFileSync(this.#own, "utf8"));
    const baseline = baselineOf(lab.dir, speedCase.tiers);
    this.#found = { case: speedCase.name, baseline, charts: {} };
  }

  async run(): Promise<BenchmarkResult> {
    const { tiers } = this.#case;
    const handedOut = tiers === undefined ? undefined : this.#staged(handedOutStage(this.#lab.dir));
    if (tiers !== undefined && handedOut !== undefined) {
      this.#say("your code against the starter as it was handed out");
      const you = await judgeSpeedup({
        ...this.#options,
        baseline: { file: handedOut },
        candidate: { file: this.#own },
        minRatio: tiers.bronze,
      });
      if (!this.#take(you)) return this.#found;
      if (hasSolution(this.#lab.dir)) await this.#addSolution(handedOut);
      else this.#add({ isSolutionKept: true });
    } else if (this.#found.baseline !== "none") {
      this.#say("your code beside the solution, of which you see the figure");
      const you = await compare(
        { file: this.#own, conditions: ["solution"] },
        { file: this.#own },
        this.#options,
      );
      if (!this.#take(you)) return this.#found;
    } else if (await this.#hasTrouble()) return this.#found;
    await this.#compareWithLast();
    this.#remember();
    await this.#draw(handedOut);
    return this.#found;
  }

  /** Without anything to stand beside, the code is tried against itself: does it run at all? */
  async #hasTrouble(): Promise<boolean> {
    this.#say("your code, without the solution, which has not been handed out");
    const own = { file: this.#own };
    const rule = { minGenerations: 1, maxGenerations: 1 };
    const tried = await compare(own, own, { ...this.#options, rule });
    if ("ratio" in tried) return false;
    this.#add({ trouble: troubleOfFault({ ...tried, side: "candidate" }, this.#lab.manifest) });
    return true;
  }

  async #addSolution(handedOut: string): Promise<void> {
    this.#say("the solution, of which you see the figure");
    const solution = await solutionFigure(this.#lab.dir, this.#case.name, handedOut, this.#options);
    this.#add({ ...(solution !== undefined && { solution }) });
  }

  get #own(): string {
    return speedFile(this.#lab.dir, this.#case.name);
  }

  get #options() {
    const rule = this.#isQuick
      ? {
          rule: { minGenerations: 1, maxGenerations: 4 },
          roundsPerGeneration: 14,
          limitMs: 1500,
        }
      : {};
    return { tolerance: TOLERANCE, maxSeconds: MAX_SECONDS, ...rule };
  }

  #staged(stage: Stage | undefined): string | undefined {
    if (stage === undefined) return undefined;
    this.#stages.push(stage);
    return speedFile(stage.dir, this.#case.name);
  }

  /** @returns whether there are figures */
  #take(you: Judgement | Comparison): boolean {
    if ("ratio" in you) {
      this.#add({ you });
      return true;
    }
    this.#add({ trouble: troubleOfFault(you satisfies Fault, this.#lab.manifest) });
    return false;
  }

  async #compareWithLast(): Promise<void> {
    const code = lastCode(this.#lab.dir, this.#case.name);
    const last = code && this.#staged(makeStage(this.#lab.dir, code));
    if (last === undefined) return;
    this.#say("your code now against your code of last time");
    const options = { ...this.#options, isVerified: false };
    const found = await compare({ file: last }, { file: this.#own }, options);
    if ("ratio" in found) this.#add({ sinceLast: found });
  }

  #remember(): void {
    const { dir } = this.#lab;
    const { name, rival } = this.#case;
    const { you, sinceLast } = this.#found;
    const at = new Date().toISOString();
    const ratio = you !== undefined && "ratio" in you ? you.ratio : 0;
    const compared = rival === "last" ? sinceLast : you;
    const found = compared !== undefined && "ratio" in compared ? changeFound(compared) : "unclear";
    const guess = this.#guess;
    const isGuess = guess !== undefined && rival !== "none";
    const prediction = isGuess ? { rival, guess, found } : undefined;
    updateMeasured(dir, ({ best, predictions }) => ({
      best: ratio > (best[name]?.ratio ?? 0) ? { ...best, [name]: { ratio, at } } : best,
      predictions:
        prediction === undefined
          ? predictions
          : [...predictions, { ...prediction, case: name, at }],
    }));
    keepCode(dir, name);
    const { best, predictions } = readMeasured(dir);
    const kept = best[name];
    const earlier = this.#case.best;
    this.#add({
      predictions: countOf(predictions),
      ...(prediction !== undefined && { prediction }),
      ...(kept !== undefined && {
        best: { ...kept, isNew: earlier !== undefined && kept.at === at },
      }),
    });
  }

  async #draw(handedOut: string | undefined): Promise<void> {
    const sides: Side[] = [
      ...(handedOut === undefined ? [] : [{ name: "as handed out", file: handedOut }]),
      { name: "you", file: this.#own },
    ];
    const dir = this.#stages[0]?.dir ?? this.#ownStage();
    this.#say("how your times are spread");
    const spread = await this.#runs(writeBenchFile(dir, sides), { timeMs: 300, generations: 3 });
    this.#add({ charts: chartsOf(this.#case, this.#found, { spread }) });
    if (!this.#hasSizes) return;
    this.#say("how the time grows with the number of particles");
    const file = writeBenchFile(dir, sides, this.#isQuick ? QUICK_SIZES : SIZES);
    const sizes = await this.#runs(file, { timeMs: 60, generations: 1, warmupMs: 300 });
    this.#add({ charts: chartsOf(this.#case, this.#found, { spread, sizes }) });
  }

  #runs(
    file: string,
    options: { timeMs: number; generations: number; warmupMs?: number },
  ): Promise<RunRecord> {
    const quick = { timeMs: 20, generations: 1, warmupMs: 50 };
    return runFile(file, this.#isQuick ? quick : options);
  }

  #ownStage(): string {
    const stage = makeStage(this.#lab.dir, join(this.#lab.dir, "starter"));
    this.#stages.push(stage);
    return stage.dir;
  }

  #add(more: Partial<BenchmarkResult>): void {
    this.#found = { ...this.#found, ...more };
  }

  #say(step: string): void {
    const isWithoutSolution = !hasSolution(this.#lab.dir);
    const steps = [
      true, // beside a baseline, or whether it runs at all
      this.#case.tiers !== undefined && !isWithoutSolution,
      this.#case.rival === "last",
      true, // how times are spread
      this.#hasSizes,
    ];
    const all = steps.filter((isTaken) => isTaken).length;
    this.#report({ step, done: this.#done++, all, partial: this.#found });
  }
}
