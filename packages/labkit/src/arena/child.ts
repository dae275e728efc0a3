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
import { cancelTimers, recordTimers } from "./timers.ts";

const [, , monitorFile = "", catalogueFile = ""] = process.argv;
// Bound now: the tests that run later may change whatever they like.
const send = process.send?.bind(process);
const store = globalThis as Record<symbol, unknown>;

process.setSourceMapsEnabled(true);
store[Symbol.for(VITEST_KEY)] = vitestModule;
const { catalogue } = (await import(pathToFileURL(catalogueFile).href)) as { catalogue: Catalogue };
const variants = [...catalogue.correct, ...catalogue.mutants];
const monitor = sharedMonitor(monitorFile);

recordTimers();

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
  const { tests, crash } = await runSpecFile(`${pathToFileURL(spec).href}?run=${id}`, { deaf });
  // Rejections that nobody handles are reported a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  cancelTimers();
  monitor.stop();
  return {
    tests,
    ...(crash && { crash }),
    late,
    todos: takeTodos(),
    made: counter.made,
    durationMs: performance.now() - start,
  };
}

/** The same subject, which counts how often its functions are called and its classes used. */
function countingSubject(subject: Subject, counter: { made: number }): Subject {
  const counted = Object.entries(subject).map(([name, value]) => {
    if (typeof value !== "function") return [name, value];
    const used = new Proxy(value, {
      construct(target, args, newTarget): object {
        counter.made++;
        return Reflect.construct(target, args, newTarget);
      },
      apply(target, self, args): unknown {
        counter.made++;
        return Reflect.apply(target, self, args);
      },
    });
    // So that `new X().constructor === X` still holds for whoever asks.
    const { prototype } = value as { prototype?: object };
    if (prototype !== undefined) Object.defineProperty(prototype, "constructor", { value: used });
    return [name, used];
  });
  return Object.fromEntries(counted);
}
