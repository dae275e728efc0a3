/**
 * Runs the checks of a submission, one after the other, and survives what its code does: after a
 * crash, a loop or a memory bomb the next check gets a new sandbox, a few times.
 */
import { AssertionError } from "node:assert";
import type { Catalogue } from "@hpts/labkit/arena";
import { chai } from "@vitest/expect";
import { hiddenCasesOf, type Meter } from "../hidden/hidden-cases.ts";
import { drawFrom, hashOf } from "../hidden/random.ts";
import { OWN_PROGRAMS, Programs } from "../labs/programs.ts";
import { markingCasesOf, markingOf } from "../marking/marking.ts";
import { type Calls, Foresight } from "../wall/foresight.ts";
import { Answerer, type AnswererHost } from "./answerer.ts";
import { openWalledArena, type WalledArena } from "./arena.ts";
import type { BindingState } from "./bindings.ts";
import { type Check, collect, type TestFile, withHooks } from "./checks.ts";
import type { Answer, CheckResult, Job, Usage } from "./messages.ts";
import { afterTimeout, describe, type Stop } from "./outcomes.ts";
import { Inconclusive, race } from "./race.ts";
import { SessionOver } from "./session.ts";
import type { SpecHost } from "./spec-runs.ts";
import { type SurveyPart, survey } from "./survey.ts";
import type { TestProgram } from "./test-bundle-types.ts";
import { LATE_MS, Late, within } from "./within.ts";

export interface JobHost extends AnswererHost {
  readonly state: BindingState;
  readonly program: TestProgram;
  /** A module of the submission, as the tests see it. */
  readonly lab: (module: string) => object;
  /** What checks have called, by their ids; see wall/foresight.ts. */
  readonly foreseen: Map<string, readonly Calls[]>;
}

/** The submission is to be judged once more, without foresight. */
export class Unforeseen extends Error {}

/** @throws Unforeseen, Error for what is a fault of ours */
export async function runJob(job: Job, host: JobHost): Promise<void> {
  const run = new Run(job, host);
  if (job.survey !== undefined) await run.survey(job.survey);
  else {
    for (const exercise of job.exercises) await run.exercise(exercise);
    await run.hidden();
  }
  run.end();
  host.tell({ type: "done", restarts: run.answerer.restarts });
}

const HIDDEN_LIMIT_MS = 5_000;

class Run {
  readonly answerer: Answerer;
  readonly #job: Job;
  readonly #host: JobHost;
  readonly #programs: Programs;
  #arena: WalledArena | undefined;
  #todos: string[] = [];

  constructor(job: Job, host: JobHost) {
    this.#job = job;
    this.#host = host;
    this.#programs = new Programs(job.seed);
    const given: Record<string, object> = {};
    for (const [specifier, file] of Object.entries(job.plan.given)) {
      const isOwn = file === OWN_PROGRAMS;
      given[specifier] = isOwn ? this.#programs.module : host.program.given[specifier]!();
    }
    this.answerer = new Answerer(job, host, given, (todos) => this.#todos.push(...todos));
    host.state.demandSpeed = (exercise, advice, note) => this.#race(exercise, advice, note);
    host.state.openArena = (catalogue) => this.#openArena(catalogue);
    host.state.exported = (module, name) => this.answerer.exported(module, name);
  }

  end(): void {
    this.#host.setDeadline(undefined);
  }

  /** The lab's own checks of an exercise. */
  async exercise(exercise: string): Promise<void> {
    if (this.#job.plan.notGraded[exercise] !== undefined) return;
    let file: TestFile;
    try {
      file = collect(this.#host.program.files[exercise]!);
    } catch (cause) {
      throw new Error(`the tests of ${exercise} cannot be evaluated`, { cause });
    }
    const { patience } = this.#job.plan;
    const checks = withHooks(file).map((one) => ({ ...one, limitMs: patience * one.limitMs }));
    await this.#checkAll(exercise, checks, false);
  }

  /**
   * What has answered so far may go on, as long as all is right: nothing that it prints or throws from
   * here on is shown. Whatever is not right counts only in a sandbox of its own, where nothing is
   * that the code has stored before.
   */
  async hidden(): Promise<void> {
    let goesOn = this.answerer.session?.hasLent === false && !this.answerer.hasEnded;
    if (!goesOn) this.answerer.leave();
    const seed = this.#job.seed;
    const { program, lab } = this.#host;
    const helper = (file: string): object =>
      file === OWN_PROGRAMS ? this.#programs : program.helpers[file]!();
    const suites = markingCasesOf(this.#job.plan.id, () => this.#arena);
    const cases = hiddenCasesOf(this.#job.plan.id, { lab, helper, meter: this.#meter() });
    for (const exercise of this.#job.exercises) {
      const checks = cases
        .filter((one) => one.exercise === exercise)
        .map(({ description, check }, i): Check => {
          const run = (): void | Promise<void> => check(drawFrom(seed ^ hashOf(`${exercise}${i}`)));
          return { name: description, run, limitMs: HIDDEN_LIMIT_MS };
        });
      const ofSuites = suites.filter((one) => one.exercise === exercise);
      const all = [...checks, ...ofSuites];
      if (goesOn && (await this.#areAllRight(exercise, all))) continue;
      if (goesOn) this.answerer.leave();
      goesOn = false;
      await this.#checkAll(exercise, all, true);
    }
  }

  /** Tells what came of hidden checks if all of them pass, and nothing otherwise. */
  async #areAllRight(exercise: string, checks: readonly Check[]): Promise<boolean> {
    const results: CheckResult[] = [];
    this.answerer.stop = undefined;
    for (const [i, check] of checks.entries()) {
      const { name } = check;
      const common = { id: `${exercise}/h${i + 1}`, exercise, name, isHidden: true };
      this.#host.tell({ type: "started", ...common });
      const { failure, notes, durationMs } = await this.#tried(check);
      const isRight =
        failure === undefined &&
        this.answerer.session?.over === undefined &&
        this.answerer.session?.hasLent !== true &&
        this.answerer.stop === undefined &&
        this.answerer.missing === undefined &&
        this.#todos.length === 0;
      if (!isRight) return false;
      results.push({ ...common, status: "pass", message: "", notes, durationMs });
    }
    for (const result of results) this.#host.tell({ type: "check", result });
    return true;
  }

  /** What hidden cases may want to know besides answers. */
  #meter(): Meter {
    const usage = (): Usage =>
      this.#host.ask({ type: "usage" }) as Extract<Answer, { type: "usage" }>;
    return {
      cpuNs: () => usage().cpuNs ?? performance.now() * 1e6,
      touchedBytes: () => usage().touchedBytes,
      own: (module, name) => this.answerer.exported(module, name),
      startAfresh: () => {
        this.answerer.leave();
      },
    };
  }

  async #checkAll(exercise: string, checks: readonly Check[], isHidden: boolean): Promise<void> {
    let outOfTime: string | undefined;
    this.answerer.startExercise();
    for (const [i, check] of checks.entries()) {
      const id = `${exercise}/${isHidden ? "h" : ""}${i + 1}`;
      if (this.#job.done.includes(id)) continue;
      const { name } = check;
      const common = { id, exercise, name, isHidden };
      const stop = this.answerer.stop ?? afterTimeout(outOfTime);
      if (stop === undefined) this.#host.tell({ type: "started", ...common });
      const result = stop
        ? { ...stop, notes: [], durationMs: 0 }
        : await this.#check(check, isHidden ? undefined : id);
      if (result.status === "timeout") outOfTime ??= name;
      this.#host.tell({ type: "check", result: { ...common, ...result } });
    }
  }

  /** @param id of what may be asked ahead; undefined if nothing may @throws Unforeseen */
  async #check(
    check: Check,
    id?: string,
  ): Promise<Pick<CheckResult, "status" | "message" | "notes" | "durationMs">> {
    const { foreseen } = this.#host;
    const known = id === undefined ? undefined : foreseen.get(id);
    const foresight = id === undefined || !this.#job.foresees ? undefined : new Foresight(known);
    const { failure, notes, durationMs } = await this.#tried(check, foresight);
    const isDeferral = this.answerer.session?.over?.reason === "deferral";
    // It has done what the test has not asked for, or not yet.
    const isFalse = foresight?.hasAsked === true && (isDeferral || foresight.isAhead);
    if (isFalse && id !== undefined) {
      foreseen.delete(id);
      throw new Unforeseen();
    }
    if (isDeferral && this.answerer.mayDefer) {
      this.answerer.mayDefer = false;
      this.answerer.leave();
      return this.#check(check, id);
    }
    const { status, message } = this.#verdict(failure);
    const isNew = id !== undefined && known === undefined && status === "pass";
    if (isNew && foresight !== undefined) foreseen.set(id, foresight.noted);
    return { status, message, notes, durationMs };
  }

  async #tried(
    check: Check,
    foresight?: Foresight,
  ): Promise<{ failure: unknown; notes: readonly string[]; durationMs: number }> {
    const notes: string[] = [];
    this.#todos = [];
    this.answerer.missing = undefined;
    const begun = performance.now();
    this.answerer.setLimit(check.limitMs);
    let failure: unknown;
    try {
      this.answerer.session?.forget();
      this.answerer.foresee(foresight);
      await within(
        check.limitMs + LATE_MS,
        () => this.answerer.session?.exchanges ?? 0,
        () => check.run({ note: (line) => notes.push(String(line)) }),
      );
    } catch (error) {
      failure = error ?? new Error("nothing was thrown, as an error");
    }
    this.#host.setDeadline(undefined);
    // Whatever the check has made of it.
    if (this.answerer.notStarted !== undefined) throw this.answerer.notStarted;
    return { failure, notes, durationMs: performance.now() - begun };
  }

  #verdict(failure: unknown): Stop {
    const over = this.answerer.session?.over;
    if (over !== undefined || failure instanceof SessionOver || failure instanceof Late) {
      return this.answerer.afterEnd(over !== undefined && over.reason !== "gone");
    }
    if (this.answerer.stop !== undefined) return this.answerer.stop;
    if (this.answerer.missing !== undefined) {
      return { status: "error", message: describe(this.answerer.missing.error) };
    }
    const [todo] = this.#todos;
    if (todo !== undefined) return { status: "todo", message: `to do: ${todo}` };
    if (failure === undefined) return { status: "pass", message: "" };
    if (failure instanceof Inconclusive) {
      return { status: "inconclusive", message: failure.message };
    }
    if (isUnmet(failure)) return { status: "fail", message: failure.message };
    return { status: "error", message: describe(failure) };
  }

  /** One arena for all test files of the lab: the suite's files are the same in all of them. */
  #openArena(catalogue: Catalogue): WalledArena {
    const { plan, exercises } = this.#job;
    const marking = markingOf(plan.id);
    const isAsked = (spec: string): boolean =>
      marking === undefined || exercises.some((id) => marking.suites[id]?.includes(spec));
    this.#arena ??= openWalledArena(catalogue, {
      ...this.#specHost(),
      specs: (plan.arena?.specs ?? []).filter(isAsked),
      marking,
      giveTodos: (todos) => this.#todos.push(...todos),
    });
    return this.#arena;
  }

  #specHost(): SpecHost {
    return {
      open: (given, guard) => {
        this.answerer.leave(); // only one sandbox answers at a time
        return this.answerer.open(this.#job.specs, given, guard);
      },
      takeTodos: () => this.#todos.splice(0),
      setDeadline: (limitMs) => this.#host.setDeadline(limitMs),
    };
  }

  /** See survey.ts. The lab's tests are only read, for the catalogue that they open their arena with. */
  async survey(part: SurveyPart): Promise<void> {
    const { plan, exercises } = this.#job;
    let lab: Catalogue | undefined;
    this.#host.state.openArena = (catalogue) => {
      lab = catalogue;
      return this.#openArena(catalogue);
    };
    for (const exercise of exercises) collect(this.#host.program.files[exercise]!);
    const catalogues = { lab, marking: markingOf(plan.id)?.catalogue };
    const found = await survey(catalogues, plan.arena?.specs ?? [], part, this.#specHost());
    if (this.answerer.notStarted !== undefined) throw this.answerer.notStarted;
    for (const one of found) {
      const common = { id: one.id, exercise: "", name: one.id, isHidden: true, durationMs: 0 };
      const notes = [JSON.stringify(one)];
      this.#host.tell({ type: "check", result: { ...common, status: "pass", message: "", notes } });
    }
  }

  /** @throws AssertionError, Inconclusive */
  #race(exercise: string, advice: string, note: (line: string) => void): void {
    const plan = this.#job.races[exercise];
    if (plan === undefined) throw new Error(`the lab's plan has no race for ${exercise}`);
    this.answerer.leave();
    const { minRatio, particles } = plan;
    const found = race(
      { minRatio, particles, advice, seed: this.#job.seed },
      {
        openPair: () => this.answerer.openPair(plan),
        turn: (side) => {
          const answer = this.#host.ask({ type: "turn", side });
          return answer as Extract<Answer, { type: "turn" }>;
        },
        setDeadline: (limitMs) => this.#host.setDeadline(limitMs),
      },
    );
    const [ratio, low, high] = [found.ratio, found.low, found.high].map((x) => x.toPrecision(3));
    note(`${ratio}x as fast as before (${low} to ${high}); ${minRatio}x is asked for`);
    this.answerer.leave();
  }
}

/** A requirement of the test, whichever copy of the class its bundle has thrown. */
function isUnmet(failure: unknown): failure is Error {
  if (failure instanceof AssertionError || failure instanceof chai.AssertionError) return true;
  return failure instanceof Error && failure.name === "AssertionError";
}
