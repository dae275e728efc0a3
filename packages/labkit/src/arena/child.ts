/**
 * The child process of the arena: runs a test file against a variant, as often as it is told to.
 * Bundled by bundle.ts and started by children.ts; argv: the monitor's file, the catalogue's file.
 */
import process from "node:process";
import { pathToFileURL } from "node:url";
import { sharedMonitor } from "../exercise/monitor.ts";
import { takeTodos } from "../todo.ts";
import { SUBJECT_KEY, VITEST_KEY } from "./bundle-keys.ts";
import type { Catalogue, Subject } from "./catalogue.ts";
import type { Job, JobResult, SpecRun } from "./outcome.ts";
import { runSpecFile, vitestModule } from "./spec-runner.ts";

const [, , monitorFile = "", catalogueFile = ""] = process.argv;
// Bound now: the tests that run later may change whatever they like.
const send = process.send?.bind(process);
const store = globalThis as Record<symbol, unknown>;

process.setSourceMapsEnabled(true);
store[Symbol.for(VITEST_KEY)] = vitestModule;
const { catalogue } = (await import(pathToFileURL(catalogueFile).href)) as { catalogue: Catalogue };
const variants = [...catalogue.correct, ...catalogue.mutants];
const monitor = sharedMonitor(monitorFile);

let late: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException"]) {
  process.on(event, (error) => late.push(error instanceof Error ? error.message : String(error)));
}
process.on("disconnect", () => process.exit());
process.on("message", async (job: Job) => {
  const run = await runJob(job);
  send?.({ id: job.id, run } satisfies JobResult);
});

async function runJob({ id, spec, variant, limitMs, deaf }: Job): Promise<SpecRun> {
  const subject = variants.find((one) => one.id === variant)?.create();
  if (subject === undefined) throw new Error(`the catalogue has no variant ${variant}`);
  const counter = { made: 0 };
  store[Symbol.for(SUBJECT_KEY)] = countingSubject(subject, counter);
  late = [];
  takeTodos();
  const start = performance.now();
  monitor.start("load", variant, limitMs);
  const { tests, loadError } = await runSpecFile(`${pathToFileURL(spec).href}?run=${id}`, { deaf });
  // Rejections that nobody handles are reported a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  monitor.stop();
  return {
    tests,
    ...(loadError && { crash: { message: loadError.message, stack: loadError.stack ?? "" } }),
    late,
    todos: takeTodos(),
    made: counter.made,
    durationMs: performance.now() - start,
  };
}

/** The same subject, whose classes count how many objects are made of them, or of subclasses. */
function countingSubject(subject: Subject, counter: { made: number }): Subject {
  const counted = Object.entries(subject).map(([name, value]) => {
    if (typeof value !== "function") return [name, value];
    const construct = (target: object, args: unknown[], newTarget: object): object => {
      counter.made++;
      return Reflect.construct(target as () => void, args, newTarget as () => void);
    };
    return [name, new Proxy(value, { construct })];
  });
  return Object.fromEntries(counted);
}
