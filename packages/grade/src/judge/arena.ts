/**
 * The lab's arena with a wall in it: a student's tests run in a sandbox, and the programs that they
 * test run here. The tests say what they found; what they were to find is nowhere near them.
 *
 * Every program gets a sandbox of its own, so that nothing tells one run from another but how the
 * program behaves: correct ones three times each, in random order, then broken ones in random order.
 */
import { randomInt } from "node:crypto";
import { Script } from "node:vm";
import type { Catalogue, SpecRun, Subject } from "@hpts/labkit/arena";
import { ArenaReport } from "@hpts/labkit/arena-report";
import type { SpecClaim } from "../inside/arena.ts";
import type { Guard } from "../wall/wall.ts";
import type { Session } from "./session.ts";

export interface ArenaHost {
  /** Test files, such as "hunt.spec"; those of a suite come in the order of the suite. */
  readonly specs: readonly string[];
  /** A new sandbox with the student's tests in it. */
  open(given: Readonly<Record<string, object>>, guard: Guard): Session;
  /** What was met in the meantime that is still to be written. */
  takeTodos(): string[];
  giveTodos(todos: readonly string[]): void;
  setDeadline(limitMs: number): void;
}

/** What the lab's tests use of labkit's arena. */
export interface WalledArena {
  judge(names: readonly string[]): Promise<ArenaReport>;
  tryOut(name: string, options?: { deaf?: boolean }): Promise<SpecRun>;
  close(): void;
}

type SpecRuns = ConstructorParameters<typeof ArenaReport>[1][number];

const CORRECT_RUNS = 3;
const CORRECT_LIMIT_MS = 20_000;
const MUTANT_PATIENCE = 10;
const LEAST_MUTANT_LIMIT_MS = 3_000;
/** Of a single call of a program; broken ones may loop. */
const CALL_LIMIT_MS = 1_500;

export function openWalledArena(catalogue: Catalogue, host: ArenaHost): WalledArena {
  let judged: Promise<Map<string, Judged>> | undefined;
  const judgeAll = (): Promise<Map<string, Judged>> => {
    judged ??= judgeSpecs(catalogue, host);
    return judged;
  };
  return {
    async judge(names) {
      const all = await judgeAll();
      const runs = names.map((name) => all.get(name.replace(/\.ts$/, ""))!);
      host.giveTodos(runs.flatMap(({ todos }) => todos));
      return new ArenaReport(
        catalogue,
        runs.map(({ spec }) => spec),
      );
    },
    async tryOut(name, { deaf = false } = {}) {
      const spec = name.replace(/\.ts$/, "");
      const subject = catalogue.correct[0]!.create();
      const [one] = await runSpecs([spec], subject, CORRECT_LIMIT_MS, catalogue, host, deaf);
      host.giveTodos(one!.run.todos.map(({ message }) => message));
      return one!.run;
    },
    close() {},
  };
}

interface Judged {
  readonly spec: SpecRuns;
  readonly todos: readonly string[];
}

async function judgeSpecs(catalogue: Catalogue, host: ArenaHost): Promise<Map<string, Judged>> {
  const { correct, mutants } = catalogue;
  const files = new Map(
    host.specs.map((name) => [name, new SpecJudge(correct.length * CORRECT_RUNS, mutants.length)]),
  );
  const open = (): string[] => host.specs.filter((name) => !files.get(name)!.isHopeless);
  for (const index of shuffled(correct.length * CORRECT_RUNS)) {
    const subject = correct[index % correct.length]!.create();
    for (const { name, run } of await runSpecs(
      open(),
      subject,
      CORRECT_LIMIT_MS,
      catalogue,
      host,
    )) {
      files.get(name)!.takeCorrect(index, run);
    }
  }
  const right = (): string[] => host.specs.filter((name) => !files.get(name)!.isRejected);
  const limitMs = Math.max(
    LEAST_MUTANT_LIMIT_MS,
    MUTANT_PATIENCE * Math.max(0, ...[...files.values()].map(({ slowestMs }) => slowestMs)),
  );
  for (const index of right().length === 0 ? [] : shuffled(mutants.length)) {
    const subject = mutants[index]!.create();
    for (const { name, run } of await runSpecs(right(), subject, limitMs, catalogue, host)) {
      files.get(name)!.mutants[index] = run;
    }
  }
  return new Map([...files].map(([name, file]) => [name, file.judged()]));
}

/** What is known of one test file. */
class SpecJudge {
  readonly correct: (SpecRun | null)[];
  readonly mutants: (SpecRun | null)[];
  isHopeless = false;
  isRejected = false;
  slowestMs = 0;

  constructor(correctRuns: number, mutants: number) {
    this.correct = new Array<SpecRun | null>(correctRuns).fill(null);
    this.mutants = new Array<SpecRun | null>(mutants).fill(null);
  }

  takeCorrect(index: number, run: SpecRun): void {
    this.correct[index] = run;
    this.slowestMs = Math.max(this.slowestMs, run.durationMs);
    const isOver = run.crash !== undefined || run.todos.length > 0;
    if (isOver) this.isHopeless = true;
    if (isOver || run.tests.some(({ passed }) => !passed)) this.isRejected = true;
  }

  judged(): Judged {
    const { correct, isRejected } = this;
    const todos = correct.flatMap((run) => run?.todos.map(({ message }) => message) ?? []);
    return { spec: { correct, mutants: isRejected ? [] : this.mutants }, todos };
  }
}

/** Runs test files against one program, in one sandbox, which is gone afterwards. */
async function runSpecs(
  specs: readonly string[],
  subject: Subject,
  limitMs: number,
  { specifier }: Catalogue,
  host: ArenaHost,
  isDeaf = false,
): Promise<{ name: string; run: SpecRun }[]> {
  if (specs.length === 0) return [];
  const counter = { made: 0 };
  const found: { name: string; run: SpecRun }[] = [];
  host.setDeadline(limitMs);
  const session = attempt(() => host.open({ [specifier]: { ...subject } }, guarded(counter)));
  for (const name of specs) {
    const begun = performance.now();
    counter.made = 0;
    host.takeTodos();
    host.setDeadline(limitMs);
    const claim = await claimOf(session, `${name}.mjs`, isDeaf);
    const todos = host.takeTodos().map((message) => ({ message, stack: "" }));
    const durationMs = performance.now() - begun;
    found.push({ name, run: { ...claim, todos, made: counter.made, durationMs } });
  }
  return found;
}

type Claim = Pick<SpecRun, "tests" | "late" | "crash">;

async function claimOf(
  session: Session | undefined,
  file: string,
  isDeaf: boolean,
): Promise<Claim> {
  try {
    if (session === undefined) throw new Error("the sandbox did not start");
    const run = session.exported("inside-arena", "runSpec") as (
      file: string,
      isDeaf: boolean,
    ) => Promise<SpecClaim>;
    return readClaim(await run(file, isDeaf));
  } catch (error) {
    const message = `the tests ended their process: ${(error as Error).message}`;
    return { tests: [], late: [], crash: { message, stack: "" } };
  }
}

/** What comes from the sandbox is a claim, and may be of any shape. */
function readClaim({ tests, crash, late }: SpecClaim): Claim {
  if (!Array.isArray(tests) || !Array.isArray(late)) throw new Error("they report nothing");
  return {
    tests: tests.slice(0, MOST_TESTS).map((one) => ({
      name: String(one.name).slice(0, 200),
      passed: one.passed === true,
      message: String(one.message ?? "").slice(0, 2_000),
      assertions: Number.isSafeInteger(one.assertions) ? one.assertions : 0,
      expectsFailure: one.expectsFailure === true,
      ...(one.timedOut === true && { timedOut: true as const }),
      ...(one.isLeftOut === true && { isLeftOut: true as const }),
    })),
    late: late.slice(0, 20).map((text) => String(text).slice(0, 500)),
    ...(crash && { crash: { message: String(crash.message).slice(0, 2_000), stack: "" } }),
  };
}

const MOST_TESTS = 500;

const CALL_KEY = "hpts.grade.guarded";
const script = new Script(`globalThis[Symbol.for("${CALL_KEY}")]()`);

/** Counts what is asked of the program, and ends what does not end. */
function guarded(counter: { made: number }): Guard {
  return (run, kind) => {
    counter.made++;
    // Starting a clock takes longer than making a particle.
    if (kind !== "method" && kind !== "call") return run();
    (globalThis as Record<symbol, unknown>)[Symbol.for(CALL_KEY)] = run;
    return script.runInThisContext({ timeout: CALL_LIMIT_MS });
  };
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
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
