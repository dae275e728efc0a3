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
import type { BundledFiles } from "../submission/bundle.ts";
import type { Guard } from "../wall/wall.ts";
import { openWalledArena, type WalledArena } from "./arena.ts";
import type { BindingState } from "./bindings.ts";
import { type Check, collect, type TestFile, withHooks } from "./checks.ts";
import type {
  Answer,
  CheckResult,
  Flag,
  FromThread,
  Job,
  Pipe,
  Question,
  RacePlan,
  Usage,
} from "./messages.ts";
import {
  afterTimeout,
  describe,
  LOAD_LIMIT_MS,
  LOAD_STOP,
  MAX_RESTARTS_STOP,
  type Stop,
  stopOf,
} from "./outcomes.ts";
import { type Contestant, Inconclusive, race, type Side } from "./race.ts";
import { NotStarted, Session, SessionOver } from "./session.ts";
import type { SpecHost } from "./spec-runs.ts";
import { type SurveyPart, survey } from "./survey.ts";
import type { TestProgram } from "./test-bundle-types.ts";
import { LATE_MS, Late, within } from "./within.ts";

export interface JobHost {
  readonly state: BindingState;
  readonly program: TestProgram;
  /** A module of the submission, as the tests see it. */
  readonly lab: (module: string) => object;
  readonly tell: (message: FromThread) => void;
  readonly ask: (question: Question) => Answer;
  /** A new allowance of work and sleep (see allowance.ts); undefined: no limit. */
  readonly setDeadline: (limitMs: number | undefined) => void;
}

/** Of the checks of one exercise: what crashes here must not cost the points of another one. */
export const MAX_RESTARTS = 3;
const MAX_RESTARTS_IN_ALL = 12;
/** Each one takes the whole time-out. */
const MAX_HUNG_MODULES = 3;
/** Starting a sandbox is our business: who is late then is this machine. */
const START_LIMIT_MS = 30_000;

export async function runJob(job: Job, host: JobHost): Promise<void> {
  const run = new Run(job, host);
  if (job.survey !== undefined) await run.survey(job.survey);
  else {
    for (const exercise of job.exercises) await run.exercise(exercise);
    await run.hidden();
  }
  run.end();
  host.tell({ type: "done", restarts: run.restarts });
}

const HIDDEN_LIMIT_MS = 5_000;

class Run {
  restarts: number;
  readonly #job: Job;
  readonly #host: JobHost;
  readonly #given: Record<string, object> = {};
  readonly #programs: Programs;
  #session: Session | undefined;
  /** Whether the session is one without the submission; see LabPlan.apart. */
  #isApart = false;
  #starts = 0;
  /** Whether a sandbox with the submission has ended before it was left. */
  #hasEnded = false;
  #mayDefer = true;
  #arena: WalledArena | undefined;
  #notStarted: NotStarted | undefined;
  #todos: string[] = [];
  #restartsHere = 0;
  #isLoading = false;
  /** Modules that did not come to an end while they were loaded. */
  readonly #hung = new Set<string>();
  #loading: string | undefined;
  #limitMs = 0;
  /** What the test asked for, and the submission does not have. */
  #missing: { readonly error: unknown } | undefined;
  #stop: Stop | undefined;

  constructor(job: Job, host: JobHost) {
    this.#job = job;
    this.#host = host;
    this.#programs = new Programs(job.seed);
    this.restarts = job.restarts;
    for (const [specifier, file] of Object.entries(job.plan.given)) {
      const isOwn = file === OWN_PROGRAMS;
      this.#given[specifier] = isOwn ? this.#programs.module : host.program.given[specifier]!();
    }
    host.state.demandSpeed = (exercise, advice, note) => this.#race(exercise, advice, note);
    host.state.openArena = (catalogue) => this.#openArena(catalogue);
    host.state.exported = (module, name) => this.#exported(module, name);
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
    let goesOn = this.#session?.hasLent === false && !this.#hasEnded;
    if (!goesOn) this.#leave();
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
      if (goesOn) this.#leave();
      goesOn = false;
      await this.#checkAll(exercise, all, true);
    }
  }

  /** Tells what came of hidden checks if all of them pass, and nothing otherwise. */
  async #areAllRight(exercise: string, checks: readonly Check[]): Promise<boolean> {
    const results: CheckResult[] = [];
    this.#stop = undefined;
    for (const [i, check] of checks.entries()) {
      const { name } = check;
      const common = { id: `${exercise}/h${i + 1}`, exercise, name, isHidden: true };
      this.#host.tell({ type: "started", ...common });
      const { failure, notes, durationMs } = await this.#tried(check);
      const isRight =
        failure === undefined &&
        this.#session?.over === undefined &&
        this.#session?.hasLent !== true &&
        this.#stop === undefined &&
        this.#missing === undefined &&
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
      own: (module, name) => this.#exported(module, name),
      startAfresh: () => {
        this.#leave();
      },
    };
  }

  async #checkAll(exercise: string, checks: readonly Check[], isHidden: boolean): Promise<void> {
    let outOfTime: string | undefined;
    this.#restartsHere = 0;
    this.#stop = undefined;
    for (const [i, check] of checks.entries()) {
      const id = `${exercise}/${isHidden ? "h" : ""}${i + 1}`;
      if (this.#job.done.includes(id)) continue;
      const { name } = check;
      const common = { id, exercise, name, isHidden };
      const stop = this.#stop ?? afterTimeout(outOfTime);
      if (stop === undefined) this.#host.tell({ type: "started", ...common });
      const result = stop ? { ...stop, notes: [], durationMs: 0 } : await this.#check(check);
      if (result.status === "timeout") outOfTime ??= name;
      this.#host.tell({ type: "check", result: { ...common, ...result } });
    }
  }

  /** The next question starts a sandbox, which is no restart. */
  #leave(): void {
    if (this.#session === undefined) return;
    this.#session.leave();
    this.#session = undefined;
    this.#starts = 0;
  }

  async #check(
    check: Check,
  ): Promise<Pick<CheckResult, "status" | "message" | "notes" | "durationMs">> {
    const { failure, notes, durationMs } = await this.#tried(check);
    if (this.#session?.over?.reason === "deferral" && this.#mayDefer) {
      this.#mayDefer = false;
      this.#leave();
      return this.#check(check);
    }
    const { status, message } = this.#verdict(failure);
    return { status, message, notes, durationMs };
  }

  async #tried(
    check: Check,
  ): Promise<{ failure: unknown; notes: readonly string[]; durationMs: number }> {
    const notes: string[] = [];
    this.#todos = [];
    this.#missing = undefined;
    const begun = performance.now();
    this.#limitMs = check.limitMs;
    this.#host.setDeadline(check.limitMs);
    let failure: unknown;
    try {
      this.#session?.forget();
      await within(
        check.limitMs + LATE_MS,
        () => this.#session?.exchanges ?? 0,
        () => check.run({ note: (line) => notes.push(String(line)) }),
      );
    } catch (error) {
      failure = error ?? new Error("nothing was thrown, as an error");
    }
    this.#host.setDeadline(undefined);
    // Whatever the check has made of it.
    if (this.#notStarted !== undefined) throw this.#notStarted;
    return { failure, notes, durationMs: performance.now() - begun };
  }

  #verdict(failure: unknown): Stop {
    const over = this.#session?.over;
    if (over !== undefined || failure instanceof SessionOver || failure instanceof Late) {
      return this.#afterEnd(over !== undefined && over.reason !== "gone");
    }
    if (this.#stop !== undefined) return this.#stop;
    if (this.#missing !== undefined) {
      return { status: "error", message: describe(this.#missing.error) };
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

  /** The sandbox is gone, or has to go. */
  #afterEnd(isBreach: boolean): Stop {
    const { why, code } = this.#host.ask({ type: "ending" }) as Extract<Answer, { type: "ending" }>;
    const wasLoading = this.#isLoading;
    this.#session?.leave();
    this.#session = undefined;
    this.#isLoading = false;
    const flag: Flag = isBreach ? "protocol" : why === "time" ? "timeout" : why;
    this.#host.tell({ type: "flag", flag });
    this.#hasEnded = true;
    const stop = stopOf(flag, code);
    // What hangs while it is loaded hangs each time.
    if (!wasLoading || flag !== "timeout") return stop;
    if (this.#loading !== undefined) this.#hung.add(this.#loading);
    this.#stop = LOAD_STOP;
    return LOAD_STOP;
  }

  #current(): Session {
    if (this.#session !== undefined) return this.#session;
    if (this.#starts > 0) this.#countRestart();
    this.#starts++;
    this.#loading = undefined;
    this.#isLoading = true;
    this.#session = this.#isApart
      ? this.#startSession(this.#job.apart, {})
      : this.#startSession(this.#job.submission, this.#given);
    this.#isLoading = false;
    return this.#session;
  }

  /** @throws Error if there were too many */
  #countRestart(): void {
    if (this.#restartsHere >= MAX_RESTARTS || this.restarts >= MAX_RESTARTS_IN_ALL) {
      this.#stop = MAX_RESTARTS_STOP;
      throw new Error(MAX_RESTARTS_STOP.message);
    }
    this.#restartsHere++;
    this.restarts++;
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
        this.#leave(); // only one sandbox answers at a time
        return this.#startSession(this.#job.specs, given, guard);
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
    if (this.#notStarted !== undefined) throw this.#notStarted;
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
    this.#leave();
    const { minRatio, particles } = plan;
    const found = race(
      { minRatio, particles, advice, seed: this.#job.seed },
      {
        openPair: () => this.#openPair(plan),
        turn: (side) => {
          const answer = this.#host.ask({ type: "turn", side });
          return answer as Extract<Answer, { type: "turn" }>;
        },
        setDeadline: (limitMs) => this.#host.setDeadline(limitMs),
      },
    );
    const [ratio, low, high] = [found.ratio, found.low, found.high].map((x) => x.toPrecision(3));
    note(`${ratio}x as fast as before (${low} to ${high}); ${minRatio}x is asked for`);
    this.#leave();
  }

  #openPair(plan: RacePlan): Record<Side, Contestant> {
    const pair = this.#host.ask({ type: "pair" }) as Extract<Answer, { type: "pair" }>;
    const candidate = this.#sessionOn(pair.candidate, this.#job.submission, this.#given);
    const baseline = this.#sessionOn(pair.baseline, plan.baseline, {});
    // Whatever ends the candidate, this is where it is looked for.
    this.#session = candidate;
    this.#starts = 1;
    return {
      candidate: { session: candidate, evolve: candidate.exported(plan.module, "evolve") },
      baseline: { session: baseline, evolve: baseline.exported("baseline", "evolve") },
    };
  }

  #startSession(
    files: BundledFiles,
    given: Readonly<Record<string, object>>,
    guard?: Guard,
  ): Session {
    const pipe = this.#host.ask({ type: "sandbox" }) as Extract<Answer, { type: "sandbox" }>;
    return this.#sessionOn(pipe, files, given, guard);
  }

  #sessionOn(
    { readFd, writeFd }: Pipe,
    files: BundledFiles,
    given: Readonly<Record<string, object>>,
    guard?: Guard,
  ): Session {
    this.#host.setDeadline(START_LIMIT_MS);
    try {
      const session = new Session({
        readFd,
        writeFd,
        files,
        given,
        exposed: this.#job.plan.exposed,
        onTodos: (todos) => this.#todos.push(...todos),
        mayDefer: this.#mayDefer,
        ...(guard && { guard }),
      });
      this.#host.setDeadline(this.#limitMs);
      return session;
    } catch (error) {
      if (error instanceof NotStarted) this.#notStarted = error;
      throw error;
    }
  }

  #exported(module: string, name: string): (...args: unknown[]) => unknown {
    try {
      const found = this.#loaded(module, name);
      if (typeof found === "function") return found as (...args: unknown[]) => unknown;
      throw new TypeError(`${module}.ts exports no function or class ${name}`);
    } catch (error) {
      // A test may expect an error: it must not take this one for it.
      this.#missing ??= { error };
      throw error;
    }
  }

  #loaded(module: string, name: string): unknown {
    const isApart = Object.hasOwn(this.#job.apart, `${module}.mjs`);
    if (isApart !== this.#isApart) this.#leave();
    this.#isApart = isApart;
    const session = this.#current();
    if (session.isLoaded(module)) return session.exported(module, name);
    if (this.#hung.has(module) || this.#hung.size >= MAX_HUNG_MODULES) {
      this.#stop = LOAD_STOP;
      throw new Error(LOAD_STOP.message);
    }
    this.#loading = module;
    this.#isLoading = true;
    this.#host.setDeadline(LOAD_LIMIT_MS);
    try {
      return session.exported(module, name);
    } finally {
      // A session that ended by loading is looked at later.
      this.#isLoading = session.over !== undefined;
      this.#host.setDeadline(this.#limitMs);
    }
  }
}

/** A requirement of the test, whichever copy of the class its bundle has thrown. */
function isUnmet(failure: unknown): failure is Error {
  if (failure instanceof AssertionError || failure instanceof chai.AssertionError) return true;
  return failure instanceof Error && failure.name === "AssertionError";
}
