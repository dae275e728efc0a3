/**
 * The lab's arena with a wall in it: a student's tests run in a sandbox, and the programs that they
 * test run here. The tests say what they found; what they were to find is nowhere near them.
 *
 * Every program gets a sandbox of its own, so that nothing tells one run from another but how the
 * program behaves: correct ones first, in random order, then broken ones in random order. There are
 * two sets: the lab's own, which students can read, and the marking set.
 */
import { randomInt } from "node:crypto";
import type { Catalogue, Mutant, SpecRun } from "@hpts/labkit/arena";
import { ArenaReport } from "@hpts/labkit/arena-report";
import type { Marking } from "../marking/marking.ts";
import { type SpecHost, SpecSandbox, type SpecTask } from "./spec-runs.ts";
import { Stopwatch } from "./stopwatch.ts";

export interface ArenaHost extends SpecHost {
  /** Test files, such as "hunt.spec"; those of a suite come in the order of the suite. */
  readonly specs: readonly string[];
  readonly marking?: Marking | undefined;
  giveTodos(todos: readonly string[]): void;
}

/** What the lab's tests use of labkit's arena, and what only grading asks. */
export interface WalledArena {
  judge(names: readonly string[]): Promise<ArenaReport>;
  /** The same by the marking set; whoever is rejected by the lab's own has found nothing here. */
  judgeByMarking(names: readonly string[]): Promise<ArenaReport>;
  tryOut(name: string, options?: { deaf?: boolean }): Promise<SpecRun>;
  close(): void;
}

type SpecRuns = ConstructorParameters<typeof ArenaReport>[1][number];

/** Of each correct program; another one where tests have failed, for some of them throw dice. */
const CORRECT_RUNS = 2;
const MARKING_RUNS = 1;
/** Of processor time, as all limits here. */
const CORRECT_LIMIT_MS = 6_000;
const MUTANT_PATIENCE = 5;
const LEAST_MUTANT_LIMIT_MS = 1_500;

export function openWalledArena(catalogue: Catalogue, host: ArenaHost): WalledArena {
  const files = host.specs.map((name) => new SpecFile(name));
  const arena = new Judging(host, files);
  const own = once(() => arena.judge(catalogue, "lab", CORRECT_RUNS));
  const marking = once(async () => {
    await own();
    return arena.judge(host.marking?.catalogue ?? NOTHING, "marking", MARKING_RUNS);
  });
  const report = (of: Catalogue, runs: ReadonlyMap<string, SpecRuns>, names: readonly string[]) => {
    const wanted = names.map((name) => name.replace(/\.ts$/, ""));
    host.giveTodos(files.flatMap(({ name, todos }) => (wanted.includes(name) ? todos : [])));
    return new ArenaReport(
      of,
      wanted.map((name) => runs.get(name)!),
    );
  };
  return {
    async judge(names) {
      return report(catalogue, await own(), names);
    },
    async judgeByMarking(names) {
      return report(host.marking?.catalogue ?? NOTHING, await marking(), names);
    },
    async tryOut(name, { deaf = false } = {}) {
      const task = { subject: catalogue.correct[0]!.create(), limitMs: CORRECT_LIMIT_MS };
      const sandbox = arena.open(catalogue, { ...task, isDeaf: deaf });
      const run = await sandbox.run(name.replace(/\.ts$/, ""));
      host.giveTodos(run.todos.map(({ message }) => message));
      return run;
    },
    close() {},
  };
}

const NOTHING: Catalogue = { specifier: "", correct: [], mutants: [] };

/** What is known of one test file. */
class SpecFile {
  readonly name: string;
  /** It cannot be run, or is not written: it will be so everywhere. */
  isHopeless = false;
  isRejected = false;
  slowestMs = 0;
  readonly todos: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  takeCorrect({ crash, tests, todos, durationMs }: SpecRun): void {
    this.slowestMs = Math.max(this.slowestMs, durationMs);
    this.todos.push(...todos.map(({ message }) => message));
    if (crash !== undefined || todos.length > 0) this.isHopeless = true;
    if (this.isHopeless || tests.some(({ passed }) => !passed)) this.isRejected = true;
  }
}

class Judging {
  readonly #host: ArenaHost;
  readonly #files: readonly SpecFile[];
  readonly #stopwatch = new Stopwatch();

  constructor(host: ArenaHost, files: readonly SpecFile[]) {
    this.#host = host;
    this.#files = files;
  }

  open(
    { specifier }: Catalogue,
    task: Pick<SpecTask, "subject" | "limitMs" | "isDeaf">,
  ): SpecSandbox {
    return new SpecSandbox(this.#host, { ...task, specifier, stopwatch: this.#stopwatch });
  }

  async judge(
    catalogue: Catalogue,
    set: "lab" | "marking",
    correctRuns: number,
  ): Promise<Map<string, SpecRuns>> {
    const { correct, mutants } = catalogue;
    const runs = new Map<string, Taken>(
      this.#files.map(({ name }) => [name, { correct: [], mutants: [] }]),
    );
    this.#stopwatch.isLearning = true;
    for (let round = 0; round < correctRuns; round++) await this.#runCorrect(catalogue, runs);
    // Where dice are thrown, one more makes it likelier that some fall otherwise.
    const isRejecting = this.#files.some(({ isRejected, isHopeless }) => isRejected && !isHopeless);
    if (isRejecting && correct.length > 0) await this.#runCorrect(catalogue, runs);
    this.#stopwatch.isLearning = false;
    const accepted = this.#files.filter(({ isRejected }) => !isRejected);
    for (const { name } of accepted) runs.get(name)!.mutants = nothing(mutants.length);
    for (const index of accepted.length === 0 ? [] : shuffled(mutants.length)) {
      const mutant = mutants[index]!;
      const { isAskedAlone = () => true } = this.#host.marking ?? {};
      const isAsked = ({ name }: SpecFile): boolean =>
        isAskedAlone(name, mutant, set, new ArenaReport(catalogue, [runs.get(name)!]));
      for (const [name, run] of await this.#runMutant(catalogue, mutant, accepted, isAsked)) {
        runs.get(name)!.mutants[index] = run;
      }
    }
    return runs;
  }

  /** Each of them once. */
  async #runCorrect(catalogue: Catalogue, runs: Map<string, Taken>): Promise<void> {
    const { correct } = catalogue;
    const from = Math.max(0, ...Array.from(runs.values(), (one) => one.correct.length));
    for (const one of runs.values()) one.correct.push(...nothing(correct.length));
    for (const index of shuffled(correct.length)) {
      const files = this.#files.filter(({ isHopeless }) => !isHopeless);
      if (files.length === 0) return;
      const subject = correct[index]!.create();
      const sandbox = this.open(catalogue, { subject, limitMs: CORRECT_LIMIT_MS });
      for (const file of files) {
        const run = await sandbox.run(file.name);
        file.takeCorrect(run);
        runs.get(file.name)!.correct[from + index] = run;
      }
    }
  }

  /** First what is asked of each file, then the rest of the suite until one of them finds it. */
  async #runMutant(
    catalogue: Catalogue,
    mutant: Mutant,
    files: readonly SpecFile[],
    isAskedAlone: (file: SpecFile) => boolean,
  ): Promise<Map<string, SpecRun>> {
    const slowestMs = Math.max(...files.map((file) => file.slowestMs));
    const limitMs = Math.max(LEAST_MUTANT_LIMIT_MS, MUTANT_PATIENCE * slowestMs);
    const sandbox = this.open(catalogue, { subject: mutant.create(), limitMs });
    const found = new Map<string, SpecRun>();
    const [alone, rest] = [files.filter(isAskedAlone), files.filter((one) => !isAskedAlone(one))];
    for (const { name } of alone) found.set(name, await sandbox.run(name));
    for (const { name } of rest) {
      if (Array.from(found.values()).some(isFault)) break;
      found.set(name, await sandbox.run(name));
    }
    return found;
  }
}

interface Taken {
  readonly correct: (SpecRun | null)[];
  mutants: (SpecRun | null)[];
}

const isFault = ({ crash, tests }: SpecRun): boolean =>
  crash !== undefined || tests.some(({ passed }) => !passed);

const nothing = (length: number): null[] => new Array<null>(length).fill(null);

function once<T>(compute: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= compute();
    return made;
  };
}

/** 0 to n - 1 in an order that nobody can foresee. */
function shuffled(n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
