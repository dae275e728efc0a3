/**
 * The submission's sandbox as a run of checks knows it: started when it is asked, again after a crash (a
 * few times), left when what comes next must not meet what was before.
 */
import type { BundledFiles } from "../submission/bundle.ts";
import type { Foresight } from "../wall/foresight.ts";
import type { Guard } from "../wall/options.ts";
import type { Answer, Flag, FromThread, Job, Pipe, Question, RacePlan } from "./messages.ts";
import { LOAD_LIMIT_MS, LOAD_STOP, MAX_RESTARTS_STOP, type Stop, stopOf } from "./outcomes.ts";
import type { Contestant } from "./race.ts";
import type { Side } from "./race-times.ts";
import { NotStarted, Session } from "./session.ts";

export interface AnswererHost {
  readonly tell: (message: FromThread) => void;
  readonly ask: (question: Question) => Answer;
  /** A new allowance of work and sleep (see allowance.ts); undefined: no limit. */
  readonly setDeadline: (limitMs: number | undefined) => void;
}

/** Of the checks of one exercise: what crashes here must not cost the points of another one. */
const MAX_RESTARTS = 3;
const MAX_RESTARTS_IN_ALL = 12;
/** Each one takes the whole time-out. */
const MAX_HUNG_MODULES = 3;
/** Starting a sandbox is our business: who is late then is this machine. */
const START_LIMIT_MS = 30_000;

export class Answerer {
  restarts: number;
  /** Whether a sandbox with the submission has ended before it was left. */
  hasEnded = false;
  mayDefer = true;
  notStarted: NotStarted | undefined;
  /** What the test asked for, and the submission does not have. */
  missing: { readonly error: unknown } | undefined;
  /** Why no further check of the exercise is run. */
  stop: Stop | undefined;
  readonly #job: Job;
  readonly #host: AnswererHost;
  readonly #given: Readonly<Record<string, object>>;
  readonly #onTodos: (todos: readonly string[]) => void;
  #session: Session | undefined;
  /** Whether the session is one without the submission; see LabPlan.apart. */
  #isApart = false;
  #starts = 0;
  #restartsHere = 0;
  #isLoading = false;
  /** Modules that did not come to an end while they were loaded. */
  readonly #hung = new Set<string>();
  #loading: string | undefined;
  #limitMs = 0;
  #foresight: Foresight | undefined;

  constructor(
    job: Job,
    host: AnswererHost,
    given: Readonly<Record<string, object>>,
    onTodos: (todos: readonly string[]) => void,
  ) {
    this.#job = job;
    this.#host = host;
    this.#given = given;
    this.#onTodos = onTodos;
    this.restarts = job.restarts;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** Of the check that begins. */
  setLimit(limitMs: number): void {
    this.#limitMs = limitMs;
    this.#host.setDeadline(limitMs);
  }

  /** Of the check that begins: calls that may be asked before they are made. */
  foresee(foresight: Foresight | undefined): void {
    this.#foresight = foresight;
    this.#session?.foresee(foresight);
  }

  startExercise(): void {
    this.#restartsHere = 0;
    this.stop = undefined;
  }

  /** The next question starts a sandbox, which is no restart. */
  leave(): void {
    if (this.#session === undefined) return;
    this.#session.leave();
    this.#session = undefined;
    this.#starts = 0;
  }

  /** The sandbox is gone, or has to go. */
  afterEnd(isBreach: boolean): Stop {
    const { why, code } = this.#host.ask({ type: "ending" }) as Extract<Answer, { type: "ending" }>;
    const wasLoading = this.#isLoading;
    this.#session?.leave();
    this.#session = undefined;
    this.#isLoading = false;
    const flag: Flag = isBreach ? "protocol" : why === "time" ? "timeout" : why;
    this.#host.tell({ type: "flag", flag });
    this.hasEnded = true;
    const stop = stopOf(flag, code);
    // What hangs while it is loaded hangs each time.
    if (!wasLoading || flag !== "timeout") return stop;
    if (this.#loading !== undefined) this.#hung.add(this.#loading);
    this.stop = LOAD_STOP;
    return LOAD_STOP;
  }

  #current(): Session {
    if (this.#session !== undefined) return this.#session;
    if (this.#starts > 0) this.#countRestart();
    this.#starts++;
    this.#loading = undefined;
    this.#isLoading = true;
    this.#session = this.#isApart
      ? this.open(this.#job.apart, {})
      : this.open(this.#job.submission, this.#given);
    this.#isLoading = false;
    return this.#session;
  }

  /** @throws Error if there were too many */
  #countRestart(): void {
    if (this.#restartsHere >= MAX_RESTARTS || this.restarts >= MAX_RESTARTS_IN_ALL) {
      this.stop = MAX_RESTARTS_STOP;
      throw new Error(MAX_RESTARTS_STOP.message);
    }
    this.#restartsHere++;
    this.restarts++;
  }

  /** Two of them, for a race; the candidate's is the current one. */
  openPair(plan: RacePlan): Record<Side, Contestant> {
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

  /** A new sandbox with these modules; nothing else of it is known here. */
  open(files: BundledFiles, given: Readonly<Record<string, object>>, guard?: Guard): Session {
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
        onTodos: this.#onTodos,
        mayDefer: this.mayDefer,
        ...(guard && { guard }),
      });
      this.#host.setDeadline(this.#limitMs);
      session.foresee(this.#foresight);
      return session;
    } catch (error) {
      if (error instanceof NotStarted) this.notStarted = error;
      throw error;
    }
  }

  /** A function or class of the submission. @throws what its module throws, and TypeError without it */
  exported(module: string, name: string): (...args: unknown[]) => unknown {
    try {
      const found = this.#loaded(module, name);
      if (typeof found === "function") return found as (...args: unknown[]) => unknown;
      throw new TypeError(`${module}.ts exports no function or class ${name}`);
    } catch (error) {
      // A test may expect an error: it must not take this one for it.
      this.missing ??= { error };
      throw error;
    }
  }

  #loaded(module: string, name: string): unknown {
    const isApart = Object.hasOwn(this.#job.apart, `${module}.mjs`);
    if (isApart !== this.#isApart) this.leave();
    this.#isApart = isApart;
    const session = this.#current();
    if (session.isLoaded(module)) return session.exported(module, name);
    if (this.#hung.has(module) || this.#hung.size >= MAX_HUNG_MODULES) {
      this.stop = LOAD_STOP;
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
