/** A runner's process: asked one thing at a time, killed when it does not answer in time. */
import { type ChildProcess, fork } from "node:child_process";
import { BenchError } from "../bench-error.ts";
import { endWithUs } from "./guard.ts";
import type { FromChild, ToChild } from "./messages.ts";

const KEPT_OUTPUT = 2000;

export class BenchChild {
  readonly #process: ChildProcess;
  #settle: ((answer: FromChild | BenchError) => void) | undefined;
  #errors = "";
  #ended: BenchError | undefined;
  /** Characters that the benchmark has printed. */
  printed = 0;

  constructor(program: string) {
    this.#process = fork(program, [], {
      execArgv: ["--enable-source-maps"],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      serialization: "advanced",
    });
    endWithUs(this.#process);
    this.#process.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.printed += text.length;
    });
    this.#process.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.printed += text.length;
      this.#errors = (this.#errors + text).slice(-KEPT_OUTPUT);
    });
    this.#process.on("message", (answer: FromChild) => this.#settle?.(answer));
    this.#process.on("error", (error) => this.#end(String(error)));
    // "close" comes after the last output, unlike "exit".
    this.#process.on("close", (code, signal) => this.#end(howItEnded(code, signal, this.#errors)));
  }

  /** @throws BenchError for a failure in the bench file, an end of the process, or no answer in time */
  async ask(message: ToChild, limitMs: number): Promise<Exclude<FromChild, { kind: "failed" }>> {
    if (this.#ended !== undefined) throw this.#ended;
    const answer = await new Promise<FromChild | BenchError>((resolve) => {
      const timer = setTimeout(() => resolve(timeout(limitMs)), limitMs);
      this.#settle = (given) => {
        clearTimeout(timer);
        resolve(given);
      };
      this.#process.send(message, (error) => error && this.#end(String(error)));
    });
    this.#settle = undefined;
    if (answer instanceof BenchError) throw answer;
    if (answer.kind !== "failed") return answer;
    const { code, message: text, place } = answer.failure;
    throw new BenchError(code, place === undefined ? text : `${text} (${place})`);
  }

  /** Ends the process and waits until it is gone, so that the next one has the machine to itself. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    const closed = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.kill("SIGKILL");
    await closed;
  }

  #end(how: string): void {
    this.#ended ??= new BenchError("HPTS_BENCH_CRASH", how);
    this.#settle?.(this.#ended);
  }
}

function timeout(limitMs: number): BenchError {
  return new BenchError("HPTS_BENCH_TIMEOUT", `did not end within ${limitMs / 1000} s`);
}

function howItEnded(code: number | null, signal: string | null, errors: string): string {
  const [line] = errors.split("\n").filter((text) => /^FATAL ERROR|^\w*Error: /.test(text));
  const why = line === undefined ? "" : `: ${line}`;
  return signal === null
    ? `ended its process with exit code ${code}${why}`
    : `its process was ended by ${signal}${why}`;
}
