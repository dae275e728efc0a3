/**
 * The program of a runner's process: loads the bench file that it is given, lists its cases, measures
 * the one that it is asked for. Without a parent to talk to, it only runs calls. What goes wrong in the file becomes a message, never a stack trace.
 */
import { BenchError } from "../bench-error.ts";
import { type BenchCase, casesOf } from "../cases/define.ts";
import { systemClock } from "../clock.ts";
import { Inputs } from "../measure/inputs.ts";
import { measureSurroundings, measureYardstick } from "../measure/surroundings.ts";
import { type BlockCounter, startBlockCounter } from "./count-blocks.ts";
import { generationHere, listed } from "./here.ts";
import type { Failure, FromChild, Listed, ProcessFacts, ToChild } from "./messages.ts";
import { runCalls } from "./run-calls.ts";

/** @param fileUrl of the built bench file */
export function serve(fileUrl: string): void {
  const send = process.send?.bind(process);
  if (send === undefined) {
    void runCalls(fileUrl, process.argv[2]);
    return;
  }
  process.once("disconnect", () => process.exit());
  const runner = new Runner(fileUrl);
  process.on("message", (message: ToChild) => {
    void runner.answer(message).then(
      (answer) => send(answer),
      (error: unknown) => send({ kind: "failed", failure: failureOf(error, fileUrl) }),
    );
  });
}

class Runner {
  readonly #fileUrl: string;
  readonly #clock = systemClock();
  #cases: BenchCase[] | undefined;

  constructor(fileUrl: string) {
    this.#fileUrl = fileUrl;
  }

  async answer(message: ToChild): Promise<FromChild> {
    const counter = message.kind === "count" ? startBlockCounter() : undefined;
    this.#cases ??= casesOf((await import(this.#fileUrl)) as object);
    if (message.kind === "list") {
      const cases = listed(this.#cases, message.sizes);
      return { kind: "listed", cases, ...(message.facts && { facts: await this.#facts() }) };
    }
    const benchCase = this.#cases[message.what.index]!;
    if (message.kind === "count") return this.#count(benchCase, message.what, counter!);
    const around = measureSurroundings(this.#clock);
    const { params } = message.what;
    const generation = await generationHere(benchCase, params, around, message.options);
    return { kind: "measured", generation };
  }

  async #facts(): Promise<ProcessFacts> {
    const { timer } = measureSurroundings(this.#clock);
    const yardstickNs = await measureYardstick(this.#clock);
    return { timer, cpuClock: this.#clock.cpuClock, yardstickNs };
  }

  #count({ spec }: BenchCase, { params }: Listed, counter: BlockCounter): FromChild {
    const inputs = new Inputs(spec, params);
    spec.setup?.(params);
    const [input] = inputs.values;
    return { kind: "counted", blocks: counter.count(this.#fileUrl, () => spec.fn(input)) };
  }
}

function failureOf(error: unknown, fileUrl: string): Failure {
  const place = placeIn(error instanceof Error ? error.stack : undefined, fileUrl);
  const where = place === undefined ? {} : { place };
  if (isBenchError(error)) return { code: error.code, message: error.message, ...where };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [firstLine = ""] = message.split("\n");
  return { code: "HPTS_BENCH_THREW", message: `throws ${firstLine}`, ...where };
}

/** The bench file has a copy of the class of its own. */
function isBenchError(error: unknown): error is BenchError {
  return error instanceof BenchError || (error instanceof Error && error.name === "BenchError");
}

/** The first place in a stack that is neither ours nor Node's. */
function placeIn(stack: string | undefined, fileUrl: string): string | undefined {
  for (const line of stack?.split("\n") ?? []) {
    const [, place] = /\(?((?:file:\/\/|\/|[A-Z]:\\)[^()]*:\d+:\d+)\)?$/.exec(line) ?? [];
    const isOurs =
      place === undefined ||
      /node:|[\\/](packages[\\/]bench[\\/](src|dist)|node_modules)[\\/]|serve\.mjs/.test(place);
    if (!isOurs && !place.startsWith(fileUrl)) return place.replace(/^file:\/\//, "");
  }
  return undefined;
}
