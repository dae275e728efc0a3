/**
 * One side of a comparison: a process that runs an implementation, and the way to talk to it
 * (runtime/runner.mjs says what it understands).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Duplex } from "node:stream";
import { pathToFileURL } from "node:url";
import { endWithUs } from "../process/guard.ts";
import { SourceError, sourcePlace } from "./bundle.ts";

export type Side = "baseline" | "candidate";

export interface Pair<T> {
  readonly baseline: T;
  readonly candidate: T;
}

/** JavaScript that plain Node can load. */
export interface BuiltModule {
  readonly file: string;
  readonly exportName: string;
  /** The module that exports `inputs`; none for a function that is called without an argument. */
  readonly inputsFile: string | undefined;
  /** Inputs are lists of arguments. */
  readonly isSpread: boolean;
}

/** One side crashed or did not come back: no verdict on speed is possible. */
export class PeerError extends Error {
  readonly code = "HPTS_BENCH_PEER";
  override readonly name = "PeerError";
  readonly side: Side;
  readonly kind: "crash" | "timeout";

  constructor(side: Side, kind: "crash" | "timeout", message: string) {
    super(message);
    this.side = side;
    this.kind = kind;
  }
}

/** An answer by its fields; what they hold is the runner's word. */
export type Answer = Readonly<Record<string, unknown>>;

/** The same for both sides. Threads that collect garbage would blur whose time it was. */
const NODE_FLAGS = ["--single-threaded-gc"];
const CHANNEL = 3;
const MOST_ANSWER_CHARS = 8_000_000;

export class Peer {
  readonly side: Side;
  readonly pid: number;
  readonly #process: ChildProcess;
  readonly #channel: Duplex;
  readonly #file: string;
  #text = "";
  #errors = "";
  #onLine: ((line: string) => void) | undefined;
  #onEnd: ((how: string) => void) | undefined;
  #ended: string | undefined;
  /** Not to be guessed, so that an answer that was not asked for is noticed. */
  #token = Math.floor(Math.random() * 2 ** 40);

  private constructor(side: Side, module: BuiltModule, nodeFlags: readonly string[]) {
    this.side = side;
    this.#file = module.file;
    const args = [
      ...NODE_FLAGS,
      ...nodeFlags,
      createRequire(import.meta.url).resolve("@hpts/bench/runner"),
      pathToFileURL(module.file).href,
      module.exportName,
      module.inputsFile === undefined ? "" : pathToFileURL(module.inputsFile).href,
      module.isSpread ? "spread" : "",
    ];
    this.#process = spawn(process.execPath, args, {
      env: plainEnvironment(process.env),
      // What it prints is nobody's result.
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    endWithUs(this.#process);
    this.pid = this.#process.pid ?? 0;
    this.#channel = this.#process.stdio[CHANNEL] as Duplex;
    this.#listen();
  }

  /** @throws PeerError if the implementation cannot be loaded, SourceError if it lacks an export */
  static async start(
    side: Side,
    module: BuiltModule,
    limitMs: number,
    nodeFlags: readonly string[] = [],
  ): Promise<Peer> {
    const peer = new Peer(side, module, nodeFlags);
    try {
      // The first answer comes unasked.
      await peer.#answerTo(0, "loading", limitMs);
    } catch (error) {
      peer.kill();
      throw error;
    }
    return peer;
  }

  /** @throws PeerError when it fails, ends or takes longer than `limitMs` of wall time */
  ask(order: { readonly c: string } & Answer, limitMs: number): Promise<Answer> {
    const token = ++this.#token;
    const answer = this.#answerTo(token, order.c === "run" ? "a batch" : "a call", limitMs);
    this.#channel.write(`${JSON.stringify({ ...order, t: token })}\n`);
    return answer;
  }

  kill(): void {
    this.#onEnd = undefined;
    this.#onLine = undefined;
    this.#channel.destroy();
    this.#process.stderr?.destroy();
    this.#process.kill("SIGKILL");
  }

  #answerTo(token: number, what: string, limitMs: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (kind: "crash" | "timeout", message: string): void => {
        settle();
        reject(new PeerError(this.side, kind, message));
      };
      const timer = setTimeout(() => {
        this.kill();
        fail("timeout", `${what} did not end within ${limitMs / 1000} s`);
      }, limitMs);
      const settle = (): void => {
        clearTimeout(timer);
        this.#onLine = undefined;
        this.#onEnd = undefined;
      };
      this.#onEnd = (how) => fail("crash", how);
      this.#onLine = (line) => {
        const answer = parsed(line);
        if (answer?.["t"] !== token) fail("crash", "it wrote into the channel of the measurement");
        else if (answer["isMisuse"] === true) {
          settle();
          reject(new SourceError(`the ${this.side}: ${String(answer["error"])}`));
        } else if (typeof answer["error"] === "string") fail("crash", this.#errorText(answer));
        else {
          settle();
          resolve(answer);
        }
      };
      if (this.#ended !== undefined) fail("crash", this.#ended);
    });
  }

  /** "Error: no (input 3: [ 1 ]; sort.ts:3:7)" */
  #errorText({ error, input, at }: Answer): string {
    const place = Array.isArray(at) ? sourcePlace(this.#file, at as number[]) : undefined;
    const where = [input, place].filter((one) => typeof one === "string").join("; ");
    return where === "" ? String(error) : `${String(error)} (${where})`;
  }

  #listen(): void {
    this.#channel.setEncoding("utf8").on("data", (text: string) => {
      this.#text += text;
      const end = this.#text.indexOf("\n");
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        this.#onLine?.(line);
      } else if (this.#text.length > MOST_ANSWER_CHARS) this.kill();
    });
    // It is written to after its end; the end itself is reported by "close".
    this.#channel.on("error", () => {});
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-10_000);
    });
    this.#process.on("error", (error) => this.#end(error.message));
    this.#process.on("close", (code, signal) => this.#end(this.#endText(code, signal)));
  }

  #end(how: string): void {
    this.#ended ??= how;
    this.#onEnd?.(how);
  }

  #endText(code: number | null, signal: NodeJS.Signals | null): string {
    const ended =
      signal === null ? `it ended its process with exit code ${code}` : `it died of ${signal}`;
    const reason = /^(?:FATAL ERROR: .*|\w*Error\b.*)$/m.exec(this.#errors)?.[0];
    return reason === undefined ? ended : `${ended}: ${reason}`;
  }
}

function parsed(line: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** Without what would make Node measure, inspect or cover the implementation as well. */
function plainEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...rest } = env;
  return rest;
}
