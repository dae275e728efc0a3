/**
 * `hpts watch`: the checklist whenever a file is saved, and a key for everything else. Without a
 * terminal it prints the same checklists one below the other, until SIGINT or SIGTERM.
 */
import {
  type Lab,
  type LabResult,
  nextExercise,
  overviewOf,
  readLabs,
  UsageError,
} from "@hpts/labkit/lab";
import { type WatchEvents, watchLab } from "@hpts/labkit/run";
import { type Context, currentContext, labNamed } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { showHint } from "./hint.ts";
import { listenToKeys } from "./keys.ts";
import { showDashboard } from "./labs.ts";
import { showNext } from "./next.ts";
import { resetWork } from "./reset.ts";
import { showSolution } from "./solution.ts";
import { checklist } from "./test.ts";

const KEY_LINE = "r rerun  h hint  n next  d diff  x reset  l labs  q quit";

export async function watch(name: string | undefined): Promise<void> {
  const context = currentContext();
  const lab = name === undefined ? firstOpenLab(context) : labNamed(context, name);
  const screen = new Screen(lab, context);
  console.log(`Watching labs/${lab.manifest.id}/starter: save a file to have it checked.`);
  const labWatch = await watchLab(lab, screen);
  const id = lab.manifest.id;
  const interrupted = await new Promise<boolean>((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(true));
    listenToKeys({
      r: () => labWatch.rerun(),
      h: () => showHint(id, screen.current(), {}),
      n: () => showNext(id, {}),
      d: () => showSolution(id, screen.lastDone() ?? screen.current(), {}),
      x: () => resetWork(id, screen.current(), {}),
      l: () => showDashboard({}),
      q: () => stop(false),
      interrupt: () => stop(true),
      other: () => console.log(context.look.dim(KEY_LINE)),
    });
  });
  await labWatch.close();
  // Not process.exitCode alone: an open stdin would keep the process alive.
  process.exit(interrupted ? EXIT.interrupted : EXIT.ok);
}

function firstOpenLab({ root }: Context): Lab {
  const { labs } = readLabs(root);
  const lab = labs.find((one) => overviewOf(one).next !== undefined) ?? labs[0];
  if (lab === undefined) throw new UsageError("the course has no labs");
  return lab;
}

/** What the watcher shows, and which exercise the keys refer to. */
class Screen implements WatchEvents {
  readonly #lab: Lab;
  readonly #context: Context;
  #latest: LabResult | undefined;
  #ran: readonly string[] = [];

  constructor(lab: Lab, context: Context) {
    this.#lab = lab;
    this.#context = context;
  }

  onStart(exercises: readonly string[], files: readonly string[]): void {
    this.#ran = exercises;
    if (files.length > 0) console.log(this.#context.look.dim(`\n${files.join(", ")} saved`));
  }

  onResult(result: LabResult, ms: number): void {
    const { dim } = this.#context.look;
    this.#latest = result;
    if (process.stdout.isTTY) scrollAway();
    console.log(checklist(result, this.#lab, this.#context));
    console.log(dim(`checked ${this.#ran.join(", ")} in ${Math.round(ms)} ms`));
    if (process.stdin.isTTY) console.log(dim(KEY_LINE));
  }

  onError(error: unknown): void {
    console.error(`hpts: this run broke: ${error instanceof Error ? error.message : error}`);
  }

  /** The exercise that comes next; none when all are done. */
  current(): string | undefined {
    return this.#latest && nextExercise(this.#latest)?.id;
  }

  /** The last exercise of the last run that is done. */
  lastDone(): string | undefined {
    const done = this.#latest?.exercises.filter(({ state }) => state === "done") ?? [];
    return this.#ran.findLast((id) => done.some((exercise) => exercise.id === id));
  }
}

/** Moves what is on the screen up into the scrollback, where it stays, and starts at the top. */
function scrollAway(): void {
  process.stdout.write(`${"\n".repeat(process.stdout.rows ?? 24)}\x1b[H`);
}
