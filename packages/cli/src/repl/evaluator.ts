/**
 * Runs JavaScript in the session's global scope, as the console of a browser does: V8's REPL mode,
 * reached through the inspector of this process. It gives top-level await, the value of the last
 * statement, and names that later inputs, timed loops and imported modules all see.
 *
 * Nothing of the debugger is switched on, so the code is compiled and optimised as anywhere else.
 */
import { Session } from "node:inspector";
import { bridge } from "./bridge.ts";
import { guarded, untilInterrupted } from "./interrupt.ts";

export type Evaluation =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly thrown: unknown };

interface RemoteObject {
  readonly type: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
}

interface Answer {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly exception?: RemoteObject; readonly text: string };
}

const GROUP = "hpts-repl";

export class Evaluator {
  readonly #session = new Session();
  readonly #canInterrupt: boolean;

  /** @param canInterrupt whether ^C ends the code rather than the process */
  constructor(canInterrupt: boolean) {
    this.#session.connect();
    this.#canInterrupt = canInterrupt;
  }

  /**
   * @param place what stack frames call this code, as "In[3]"
   * @throws Interruption
   */
  async evaluate(code: string, place: string): Promise<Evaluation> {
    const expression = `${code}\n//# sourceURL=${place}`;
    const start = (): Promise<Answer> => this.#post({ expression });
    return this.#read(await this.within(start));
  }

  /** Starts `work` under ^C's guard, and waits for its end under it. */
  async within<T>(work: () => Promise<T> | T): Promise<T> {
    if (!this.#canInterrupt) return work();
    // The promise is made outside: a termination must not leave it without anybody who listens.
    const promise = guarded(async () => work());
    promise.catch(() => undefined);
    return untilInterrupted(promise);
  }

  /** The value of an expression if computing it changes nothing; else undefined. */
  peek(expression: string): unknown {
    let found: unknown;
    this.#session.post(
      "Runtime.evaluate",
      { expression, throwOnSideEffect: true, silent: true, objectGroup: GROUP, timeout: 100 },
      (error, answer) => {
        const { exceptionDetails, result } = (answer ?? {}) as Partial<Answer>;
        if (error !== null || result === undefined || exceptionDetails !== undefined) return;
        found = this.#valueOf(result);
      },
    );
    return found;
  }

  /** Where a function's code begins: 0-based line of the script, and its V8 number. */
  locationOf(fn: object): { scriptId: string; line: number; column: number } | undefined {
    let found: { scriptId: string; line: number; column: number } | undefined;
    bridge.receive = () => undefined;
    const key = "__hptsLookedAt";
    Object.defineProperty(globalThis, key, { value: fn, configurable: true });
    try {
      this.#session.post(
        "Runtime.evaluate",
        { expression: `globalThis.${key}`, objectGroup: GROUP },
        (_, answer) => {
          const { objectId } = (answer as Answer).result;
          if (objectId === undefined) return;
          this.#session.post("Runtime.getProperties", { objectId }, (_error, properties) => {
            const { internalProperties = [] } = properties as {
              internalProperties?: { name: string; value?: { value?: unknown } }[];
            };
            const entry = internalProperties.find(({ name }) => name === "[[FunctionLocation]]");
            const at = entry?.value?.value as
              | { scriptId: string; lineNumber: number; columnNumber: number }
              | undefined;
            if (at !== undefined) {
              found = { scriptId: at.scriptId, line: at.lineNumber, column: at.columnNumber };
            }
          });
        },
      );
    } finally {
      Reflect.deleteProperty(globalThis, key);
    }
    return found;
  }

  /** The addresses of all scripts, by V8's number. The debugger is on only while they are read. */
  scriptUrls(): Map<string, string> {
    const urls = new Map<string, string>();
    const note = ({ params }: { params: { scriptId: string; url: string } }): void => {
      urls.set(params.scriptId, params.url);
    };
    this.#session.on("Debugger.scriptParsed", note);
    this.#session.post("Debugger.enable");
    this.#session.post("Debugger.disable");
    this.#session.off("Debugger.scriptParsed", note);
    return urls;
  }

  close(): void {
    this.#session.disconnect();
  }

  #post(options: { expression: string }): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#session.post(
        "Runtime.evaluate",
        { ...options, replMode: true, awaitPromise: false, silent: true, objectGroup: GROUP },
        (error, answer) => {
          if (error === null) resolve(answer as Answer);
          else reject(error);
        },
      );
    });
  }

  #read({ result, exceptionDetails }: Answer): Evaluation {
    const evaluation: Evaluation =
      exceptionDetails === undefined
        ? { ok: true, value: this.#valueOf(result) }
        : { ok: false, thrown: this.#valueOf(exceptionDetails.exception ?? result) };
    this.#session.post("Runtime.releaseObjectGroup", { objectGroup: GROUP });
    return evaluation;
  }

  #valueOf({ type, value, unserializableValue, objectId }: RemoteObject): unknown {
    if (objectId === undefined && unserializableValue === undefined) {
      return type === "undefined" ? undefined : value;
    }
    if (unserializableValue !== undefined) {
      return type === "bigint"
        ? BigInt(unserializableValue.slice(0, -1))
        : Number(unserializableValue);
    }
    let received: unknown;
    bridge.receive = (object) => {
      received = object;
    };
    this.#session.post("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: 'function (v) { globalThis[Symbol.for("hpts.repl")].receive(v); }',
      arguments: [{ objectId }],
    });
    return received;
  }
}
