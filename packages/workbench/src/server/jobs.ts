/**
 * Work that takes a while: benchmarks, profiles. It is started by a POST, runs in Node children of
 * its own, says how far it is, and can be stopped. One at a time: two that measure disturb each other.
 *
 * What a kind of job does is in `measure/`; here is only who runs, and what is known of who has run.
 */
import type { Lab } from "@hpts/labkit/lab";
import type { JobState } from "../protocol.ts";
import { Refused } from "./answer.ts";
import type { Body } from "./body.ts";

export interface JobContext {
  readonly lab: Lab;
  /** What the page sent along; to be checked by the job, which throws Refused. */
  readonly options: Body;
  /** Ends the job: its children must be gone when `run` throws or returns. */
  readonly signal: AbortSignal;
  /** Says how far it is, to every page of the lab. Plain data. */
  report(progress: unknown): void;
}

export interface JobKind {
  /**
   * Does the work.
   *
   * @returns plain data for the page
   * @throws anything: its message is what the page shows
   */
  run(context: JobContext): Promise<unknown>;
}

export type JobKinds = Readonly<Record<string, JobKind>>;

interface Running {
  readonly lab: string;
  readonly kind: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export class Jobs {
  readonly #kinds: JobKinds;
  readonly #tell: (job: JobState) => void;
  /** The latest of each lab and kind. */
  readonly #states = new Map<string, JobState>();
  #running: Running | undefined;

  constructor(kinds: JobKinds, tell: (job: JobState) => void) {
    this.#kinds = kinds;
    this.#tell = tell;
  }

  /** The latest job of each kind, running or over. */
  statesOf(lab: string): JobState[] {
    return [...this.#states.values()].filter((state) => state.lab === lab);
  }

  /** @throws Refused for a kind that there is not, or while another job runs */
  start(lab: Lab, kind: string, options: Body): void {
    const { id } = lab.manifest;
    const job = Object.hasOwn(this.#kinds, kind) ? this.#kinds[kind] : undefined;
    if (job === undefined) throw new Refused(`there is no job "${kind}"`, 404);
    if (this.#running !== undefined) {
      const { kind: other, lab: where } = this.#running;
      throw new Refused(`a ${other} of lab ${where} is running: stop it, or wait`, 409);
    }
    const stop = new AbortController();
    const set = (state: Omit<JobState, "lab" | "kind">): void =>
      this.#set({ lab: id, kind, ...state });
    set({ state: "running" });
    const ended = job
      .run({
        lab,
        options,
        signal: stop.signal,
        report: (progress) => {
          if (!stop.signal.aborted) set({ state: "running", progress });
        },
      })
      .then((result) =>
        stop.signal.aborted ? set({ state: "stopped" }) : set({ state: "done", result }),
      )
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        set(stop.signal.aborted ? { state: "stopped" } : { state: "failed", error: message });
      })
      .finally(() => {
        this.#running = undefined;
      });
    this.#running = { lab: id, kind, stop, ended };
  }

  /** Ends what runs; resolves when it has ended. */
  async stop(): Promise<void> {
    this.#running?.stop.abort(new Error("stopped"));
    await this.#running?.ended;
  }

  #set(state: JobState): void {
    this.#states.set(`${state.lab} ${state.kind}`, state);
    this.#tell(state);
  }
}
