/**
 * One program, one sandbox, and the student's test files in it, one after the other. The tests say
 * what they found; which program it is they know only by how it behaves.
 */
import type { SpecRun, Subject } from "@hpts/labkit/arena";
import type { SpecClaim } from "../inside/arena.ts";
import type { Guard } from "../wall/options.ts";
import type { Session } from "./session.ts";
import type { Stopwatch } from "./stopwatch.ts";

export interface SpecHost {
  /** A new sandbox with the student's tests in it. */
  open(given: Readonly<Record<string, object>>, guard: Guard): Session;
  /** What was met in the meantime that is still to be written. */
  takeTodos(): string[];
  setDeadline(limitMs: number): void;
}

export interface SpecTask {
  /** How the tests import the program: "#simulator". */
  readonly specifier: string;
  readonly subject: Subject;
  readonly stopwatch: Stopwatch;
  readonly limitMs: number;
  /** Let no assertion fail. */
  readonly isDeaf?: boolean;
}

/** A sandbox with one program; to be used up before the next one is opened. */
export class SpecSandbox {
  readonly #host: SpecHost;
  readonly #task: SpecTask;
  readonly #session: Session | undefined;
  #made = 0;

  constructor(host: SpecHost, task: SpecTask) {
    this.#host = host;
    this.#task = task;
    host.setDeadline(task.limitMs);
    const { specifier, subject, stopwatch } = task;
    const count: Guard = (run) => {
      this.#made++;
      return run();
    };
    this.#session = attempt(() => host.open({ [specifier]: stopwatch.watched(subject) }, count));
  }

  /** @param spec such as "hunt.spec" */
  async run(spec: string): Promise<SpecRun> {
    const { limitMs, isDeaf = false } = this.#task;
    const begun = performance.now();
    this.#made = 0;
    this.#host.takeTodos();
    this.#host.setDeadline(limitMs);
    const claim = await this.#claim(`${spec}.mjs`, isDeaf);
    const todos = this.#host.takeTodos().map((message) => ({ message, stack: "" }));
    return { ...claim, todos, made: this.#made, durationMs: performance.now() - begun };
  }

  async #claim(file: string, isDeaf: boolean): Promise<Claim> {
    try {
      if (this.#session === undefined) throw new Error("the sandbox did not start");
      // What another file has made is compared with every message.
      this.#session.forget();
      const run = this.#session.exported("inside-arena", "runSpec") as (
        file: string,
        isDeaf: boolean,
      ) => Promise<SpecClaim>;
      return readClaim(await run(file, isDeaf));
    } catch (error) {
      const message = `the tests ended their process: ${(error as Error).message}`;
      return { tests: [], late: [], crash: { message, stack: "" } };
    }
  }
}

type Claim = Pick<SpecRun, "tests" | "late" | "crash">;

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

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
