/**
 * Ends a call of a program under test that does not end: whoever asks for a billion time units gets
 * an error instead. Only a clock of its own can end a loop, and starting one takes as long as many a
 * call; so calls that are known to be short go without.
 *
 * Known is what a correct program was asked in the same words, with lists of the same lengths. Broken
 * ones need about as long: they are ours. A call that proves longer ends with its check, by the
 * judge's allowance.
 */
import { Script } from "node:vm";
import type { Subject } from "@hpts/labkit/arena";

const CALL_LIMIT_MS = 1_500;
/** Many times less than the limit, for slower ways to do the same. */
const SHORT_MS = 50;
const MOST_KNOWN = 2_000;

type Callable = (...args: unknown[]) => unknown;

export class Stopwatch {
  readonly #short = new Set<string>();
  /** Whether what is measured becomes known: not of broken programs. */
  isLearning = false;

  /** The same program. Its classes are changed: it must be nobody else's. */
  watched(subject: Subject): Record<string, object> {
    const entries = Object.entries(subject).map(([name, value]) => [
      name,
      typeof value === "function" ? this.#watchedFunction(name, value as Callable) : value,
    ]);
    return Object.fromEntries(entries) as Record<string, object>;
  }

  #watchedFunction(name: string, value: Callable): Callable {
    const { prototype } = value as { prototype?: object };
    if (prototype === undefined) return this.#timed(name, value);
    for (const [key, member] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (key === "constructor" || typeof member.value !== "function") continue;
      const timed = this.#timed(`${name}.${key}`, member.value as Callable);
      Object.defineProperty(prototype, key, { ...member, value: timed });
    }
    return value;
  }

  #timed(name: string, call: Callable): Callable {
    const stopwatch = this;
    return function timed(this: unknown, ...args: unknown[]): unknown {
      const run = (): unknown => Reflect.apply(call, this, args);
      const key = keyOf(name, this, args);
      if (key !== undefined && stopwatch.#short.has(key)) return run();
      const begun = performance.now();
      const answer = limited(run);
      const isShort = performance.now() - begun < SHORT_MS;
      if (key !== undefined && isShort && stopwatch.isLearning) stopwatch.#learn(key);
      return answer;
    };
  }

  #learn(key: string): void {
    if (this.#short.size < MOST_KNOWN) this.#short.add(key);
  }
}

/** Undefined where it takes more than words to say what is asked. */
function keyOf(name: string, self: unknown, args: readonly unknown[]): string | undefined {
  if (args.some((arg) => typeof arg === "object" || typeof arg === "function")) return undefined;
  const fields = typeof self === "object" && self !== null ? Object.values(self) : [];
  const lengths = fields.map((field) => (Array.isArray(field) ? field.length : ""));
  return [name, ...args.map(String), ...lengths].join(" ").slice(0, 200);
}

const CALL_KEY = "hpts.grade.limited";
const script = new Script(`globalThis[Symbol.for("${CALL_KEY}")]()`);

/** @throws Error when its time is up */
function limited(run: () => unknown): unknown {
  (globalThis as Record<symbol, unknown>)[Symbol.for(CALL_KEY)] = run;
  return script.runInThisContext({ timeout: CALL_LIMIT_MS });
}
