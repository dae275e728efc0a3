/**
 * What each engine costs, and how right its shares are, beside CPython's profilers where they are
 * installed: `pnpm bench:profile [--rounds 5] [--times 15] [--write]`.
 *
 * Every way runs in processes of its own, alternately, once a round. A program times its own repeats,
 * so that starting and loading are left out; of each process the first fifth is warm-up. Ratios are
 * to the same program without a profiler: of the fastest repeats, and of the medians.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { transformSync } from "esbuild";
import type { Profile } from "../src/model/profile.ts";
import { frameTotals } from "../src/model/totals.ts";
import { type RunEngine, runProgram } from "../src/run/run-program.ts";
import { type Overheads, reportText, type Timed } from "./overhead-report.ts";
import { output, pythonWays } from "./python.ts";

const PROGRAMS = join(import.meta.dirname, "programs");
const WORKLOADS = ["fib", "taylor", "counter", "simul", "alternated"] as const;
const ENGINES = ["exact", "count", "sample", "clock", "line"] as const satisfies RunEngine[];
/** Calls of one run, to tell nanoseconds a call. */
const CALLS: Readonly<Record<string, number>> = {
  fib: 832_041,
  taylor: 188_003,
  counter: 400_001,
  simul: 102,
  alternated: 204_013,
};

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    times: { type: "string", default: "15" },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const times = Number(values.times);
const plainDir = mkdtempSync(join(tmpdir(), "hpts-overhead-"));
const loadBefore = loadavg()[0] ?? 0;

try {
  writePlainPrograms();
  const ways: Record<string, Way> = {
    plain: runPlain,
    ...enginesAsWays(),
    ...pythonWays(PROGRAMS),
  };
  const timed = new Map<string, Timed[]>();
  const profiles = new Map<string, Profile[]>();
  for (let round = 0; round < rounds; round++) {
    for (const workload of WORKLOADS) {
      for (const [name, run] of Object.entries(ways)) {
        process.stderr.write(`\r${round + 1}/${rounds} ${workload} ${name}`.padEnd(50));
        add(timed, `${workload} ${name}`, await run(workload, profiles));
      }
    }
  }
  process.stderr.write("\n");
  finish(timed, profiles, Object.keys(ways));
} finally {
  rmSync(plainDir, { recursive: true, force: true });
}

type Way = (workload: string, profiles: Map<string, Profile[]>) => Timed | Promise<Timed>;

function add<T>(all: Map<string, T[]>, key: string, one: T): void {
  all.set(key, [...(all.get(key) ?? []), one]);
}

/** Without types, and otherwise untouched. */
function writePlainPrograms(): void {
  for (const name of [...WORKLOADS, "main"]) {
    const text = readFileSync(join(PROGRAMS, `${name}.ts`), "utf8");
    const { code } = transformSync(text, { loader: "ts", target: "node20" });
    writeFileSync(join(plainDir, `${name}.mjs`), code.replace(".ts`", ".mjs`"));
  }
}

function runPlain(workload: string): Timed {
  return output(process.execPath, [join(plainDir, "main.mjs"), workload, String(times)]);
}

function enginesAsWays() {
  const way =
    (engine: RunEngine) =>
    async (workload: string, profiles: Map<string, Profile[]>): Promise<Timed> => {
      const run = await runProgram(join(PROGRAMS, "main.ts"), {
        engine,
        args: [workload, String(times)],
        output: "pipe",
      });
      if (run.exitCode !== 0 || run.profile === undefined) throw new Error(run.stderr);
      if (workload === "alternated") add(profiles, engine, run.profile);
      return JSON.parse(run.stdout) as Timed;
    };
  return Object.fromEntries(ENGINES.map((engine) => [engine, way(engine)]));
}

function finish(
  timed: ReadonlyMap<string, readonly Timed[]>,
  profiles: ReadonlyMap<string, readonly Profile[]>,
  ways: readonly string[],
): void {
  const result: Overheads = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`,
    load: [loadBefore, loadavg()[0] ?? 0],
    rounds,
    times,
    ways,
    workloads: WORKLOADS.map((name) => ({
      name,
      calls: CALLS[name] ?? 0,
      ms: Object.fromEntries(ways.map((way) => [way, figures(timed.get(`${name} ${way}`) ?? [])])),
    })),
    shares: {
      truth: sharesOf(timed.get("alternated plain")?.map(({ parts = {} }) => parts) ?? []),
      ...Object.fromEntries(
        [...profiles].map(([engine, all]) => [engine, sharesOf(all.map(partTimes))]),
      ),
    },
  };
  const text = reportText(result);
  console.log(text);
  if (!values.write) return;
  const docs = join(import.meta.dirname, "../../../docs/measurements");
  writeFileSync(join(docs, "profile.md"), text);
  writeFileSync(join(docs, "profile.json"), `${JSON.stringify(result, null, 1)}\n`);
}

function figures(all: readonly Timed[]): { min: number; median: number } {
  const warm = all.flatMap(({ ms }) => ms.slice(Math.ceil(ms.length / 5)));
  return { min: Math.min(...warm), median: median(warm) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Total time of the functions that truth is known of. */
function partTimes(profile: Profile): Record<string, number> {
  const { totalUs } = frameTotals(profile);
  const { name } = profile.frames;
  return Object.fromEntries(
    name.flatMap((one, i) => (one.endsWith("Part") ? [[one, totalUs[i] ?? 0]] : [])),
  );
}

/** Of all runs together, 0 to 1. */
function sharesOf(runs: readonly Record<string, number>[]): Record<string, number> {
  const parts = ["tinyPart", "mediumPart", "longPart", "sortPart"];
  const sums = parts.map((part) => runs.reduce((sum, run) => sum + (run[part] ?? 0), 0));
  const whole = sums.reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(parts.map((part, i) => [part, (sums[i] ?? 0) / whole]));
}
