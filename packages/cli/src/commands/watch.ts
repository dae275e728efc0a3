/**
 * `hpts watch`: the checklist whenever a file is saved, and a key for everything else. Without a
 * terminal it prints the same checklists one below the other, until SIGINT or SIGTERM.
 */
import {
  type Lab,
  type LabResult,
  nextExercise,
  overviewOf,
  renderTypeFaults,
  type TypeFault,
  UsageError,
} from "@hpts/labkit/lab";
import type { ChangedFile, WatchEvents } from "@hpts/labkit/run";
import { type Context, currentContext, labNamed, pathTo, usableLabs } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { showHint } from "./hint.ts";
import { listenToKeys } from "./keys.ts";
import { showDashboard } from "./labs.ts";
import { showNext } from "./next.ts";
import { resetWork } from "./reset.ts";
import { showSolution } from "./solution.ts";
import { checklist } from "./test.ts";

const KEY_LINE = "r rerun  h hint  n next  d diff  w why slow  x reset  l labs  q quit";

export async function watch(name: string | undefined): Promise<void> {
  const context = currentContext();
  const lab = name === undefined ? firstOpenLab(context) : labNamed(context, name);
  // At once, whatever runs: the lab's processes end with this one (see labkit's pool.ts).
  const interrupt = (): never => process.exit(EXIT.interrupted);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const screen = new Screen(lab, context);
  console.log(`Watching labs/${lab.manifest.id}/starter: save a file to have it checked.`);
  const { watchLab } = await import("@hpts/labkit/run");
  const labWatch = await watchLab(lab, screen);
  // vite, inside, listens to SIGTERM as well, and would end the process with a code of its own.
  for (const signal of SIGNALS) process.removeAllListeners(signal).on(signal, interrupt);
  const id = lab.manifest.id;
  listenToKeys({
    r: () => labWatch.rerun(),
    h: () => showHint(id, screen.focus(), {}),
    n: () => showNext(id, {}),
    d: () => showSolution(id, screen.lastDone() ?? screen.focus(), {}),
    w: () => explainSlowness(lab, screen.focus(), context),
    x: async () => screen.sayAgain(await resetWork(id, screen.focus(), {})),
    l: () => showDashboard({}),
    q: () => process.exit(EXIT.ok),
    interrupt,
    other: () => console.log(context.look.dim(KEY_LINE)),
  });
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

function firstOpenLab(context: Context): Lab {
  const labs = usableLabs(context);
  const lab = labs.find((one) => overviewOf(one).next !== undefined) ?? labs[0];
  if (lab === undefined) throw new UsageError("no lab of the course can be read");
  return lab;
}

/** The hottest lines of the student's code, in words: a profile, which takes some seconds. */
async function explainSlowness(
  lab: Lab,
  exercise: string | undefined,
  { look }: Context,
): Promise<void> {
  const { whySlowOf } = await import("@hpts/workbench");
  const onStep = (step: string): void => console.log(look.dim(step));
  console.log(`\n${await whySlowOf(lab, { exercise, look, onStep })}\n`);
  console.log(look.dim(KEY_LINE));
}

/** What the watcher shows, and which exercise the keys refer to. */
class Screen implements WatchEvents {
  readonly #lab: Lab;
  readonly #context: Context;
  #latest: LabResult | undefined;
  #ran: readonly string[] = [];
  #note: string | undefined;

  constructor(lab: Lab, context: Context) {
    this.#lab = lab;
    this.#context = context;
  }

  onStart(exercises: readonly string[], files: readonly ChangedFile[]): void {
    this.#ran = exercises;
    if (files.length === 0) return;
    const words = files.map(({ file, isDeleted }) => `${file} ${isDeleted ? "deleted" : "saved"}`);
    console.log(this.#context.look.dim(`\n${words.join(", ")}`));
  }

  onResult(result: LabResult, ms: number): void {
    const { dim } = this.#context.look;
    this.#latest = result;
    if (canPlaceCursor()) scrollAway();
    console.log(checklist(result, this.#lab, this.#context));
    if (this.#note !== undefined) console.log(`${this.#note}\n`);
    this.#note = undefined;
    console.log(dim(`checked ${this.#ran.join(", ")} in ${Math.round(ms)} ms`));
    if (process.stdin.isTTY) console.log(dim(KEY_LINE));
  }

  onTypes(faults: readonly TypeFault[]): void {
    const { look } = this.#context;
    const pathPrefix = pathTo(this.#context, this.#lab);
    console.log(renderTypeFaults(faults, { look, pathPrefix }).join("\n"));
  }

  onError(error: unknown): void {
    console.error(`hpts: this run broke: ${error instanceof Error ? error.message : error}`);
  }

  /** What the next result, which follows at once, would push off the screen. */
  sayAgain(note: string | undefined): void {
    this.#note = note;
  }

  /** What keys are about: the exercise that comes next, or else the one that was run last. */
  focus(): string | undefined {
    return (this.#latest && nextExercise(this.#latest)?.id) ?? this.#ran.at(-1);
  }

  /** The last exercise of the last run that is done. */
  lastDone(): string | undefined {
    const done = this.#latest?.exercises.filter(({ state }) => state === "done") ?? [];
    return this.#ran.findLast((id) => done.some((exercise) => exercise.id === id));
  }
}

/** A dumb terminal shows the newlines, but does not go back to the top. */
function canPlaceCursor(): boolean {
  return process.stdout.isTTY === true && process.env["TERM"] !== "dumb";
}

/** Moves what is on the screen up into the scrollback, where it stays, and starts at the top. */
function scrollAway(): void {
  process.stdout.write(`${"\n".repeat(process.stdout.rows ?? 24)}\x1b[H`);
}
