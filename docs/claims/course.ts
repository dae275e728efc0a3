/** Facts about the course's own programs: labs, simulator, profilers. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { HeapProfiler } from "node:inspector";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evolve, REFERENCE_DT, REFERENCE_RESULT, referenceParticles, stateOf } from "@hpts/core";
import type { Claim, Topic } from "./tool/claim.ts";
import { type Bounds, count, rangeOf } from "./tool/define.ts";
import { handedOut, labModule } from "./tool/lab-module.ts";
import { exact, sampled } from "./tool/measures.ts";
import { repositoryFolder } from "./tool/repository-folder.ts";

interface Simulated {
  readonly Particle: new (x: number, y: number, angVel: number) => { x: number; y: number };
  readonly ParticleSimulator: new (particles: unknown[]) => { evolve(dt: number): void };
}

/** The broken simulators of the lab testing. */
function mutants(): readonly { create(): unknown }[] {
  const path = "labs/testing/tests/arena/catalogue.ts";
  return labModule<{ catalogue: { mutants: { create(): unknown }[] } }>(path).catalogue.mutants;
}

/** Whether the slides' six assertions find something wrong. */
function isFound({ Particle, ParticleSimulator }: Simulated): boolean {
  const particles = referenceParticles().map(({ x, y, angVel }) => new Particle(x, y, angVel));
  try {
    new ParticleSimulator(particles).evolve(REFERENCE_DT);
  } catch {
    return true;
  }
  const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-5;
  return !REFERENCE_RESULT.every(
    ({ x, y }, i) => isClose(particles[i]!.x, x) && isClose(particles[i]!.y, y),
  );
}

const arena: Claim[] = [
  count(
    "arena-mutants",
    "The arena of the lab testing has {} broken simulators.",
    70,
    "counted",
    () => mutants().length,
  ),
  count(
    "six-assertions-kill",
    "The slides' six assertions find {} of them.",
    29,
    "each run once with the slides' three particles",
    () => mutants().filter((mutant) => isFound(mutant.create() as Simulated)).length,
  ),
  count(
    "circle-miss",
    "Exact rotation misses the slides' values by {} millionths; 10 are allowed.",
    12,
    "largest difference of the six coordinates, rounded",
    () => {
      const state = stateOf(referenceParticles());
      evolve(state, 10_000, 1e-5, "continuous");
      const misses = REFERENCE_RESULT.flatMap(({ x, y }, i) => [state.x[i]! - x, state.y[i]! - y]);
      return Math.round(1e6 * Math.max(...misses.map(Math.abs)));
    },
  ),
];

/** Runs a command of the course under this Node. @returns what it printed */
function course(...args: string[]): string {
  return execFileSync(process.execPath, args, {
    cwd: repositoryFolder(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

const HPTS = "packages/cli/bin/hpts.mjs";
const PROGRAM = "packages/profile/bench/programs/main.ts";

interface Timed {
  readonly ms: number[];
  readonly parts: Record<string, number>;
}

interface Profile {
  readonly frames: { readonly name: string[]; readonly file: string[] };
  readonly nodes: {
    readonly frame: number[];
    readonly parent: number[];
    readonly selfUs: number[];
  };
}

/** What a program printed, and its profile. */
function profiled(engine: string, ...program: string[]): { timed: Timed; profile: Profile } {
  const folder = mkdtempSync(join(tmpdir(), "hpts-claim-"));
  try {
    const file = join(folder, "profile.json");
    const printed = course(HPTS, "profile", "--engine", engine, "-o", file, ...program);
    const last = printed
      .trim()
      .split("\n")
      .findLast((line) => line.startsWith("{"));
    return {
      timed: JSON.parse(last ?? "{}") as Timed,
      profile: JSON.parse(readFileSync(file, "utf8")) as Profile,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const plain = (...program: string[]): Timed =>
  JSON.parse(
    course("--import", "tsx", ...program)
      .trim()
      .split("\n")
      .at(-1)!,
  ) as Timed;

const TIMES = "15";

/** How many times as long fib takes under an engine. */
function engineCost(id: string, engine: string, bounds: Bounds): Claim {
  return {
    id,
    sentence: `Under \`hpts profile --engine ${engine}\` the program \`fib\`, nothing but calls, takes {} times as long.`,
    unit: "x",
    range: rangeOf(bounds),
    measure: sampled(
      `fastest of ${TIMES} runs in a process with the profiler and one without`,
      () => {
        const without = Math.min(...plain(PROGRAM, "fib", TIMES).ms);
        return Math.min(...profiled(engine, PROGRAM, "fib", TIMES).timed.ms) / without;
      },
    ),
  };
}

/** Share of the self times of frames whose names are given, and of all that they call; %. */
function share({ frames, nodes }: Profile, names: readonly string[]): number {
  let [all, inside] = [0, 0];
  for (const [i, selfUs] of nodes.selfUs.entries()) {
    all += selfUs;
    for (let at = i; at >= 0; at = nodes.parent[at]!) {
      if (!names.includes(frames.name[nodes.frame[at]!]!)) continue;
      inside += selfUs;
      break;
    }
  }
  return (100 * inside) / all;
}

const SIMUL = "labs/profiling/tests/programs/simul.ts";

const PARTS = ["tinyPart", "mediumPart", "longPart", "sortPart"];

/** tinyPart's share of the four parts, as a profile shows it; %. */
const tinyShare = (profile: Profile): number =>
  (100 * share(profile, ["tinyPart"])) / share(profile, PARTS);

const profilers: Claim[] = [
  engineCost("profiler-exact-fib", "exact", [1.2, 8]),
  engineCost("profiler-sample-fib", "sample", [0.7, 2]),
  engineCost("profiler-clock-fib", "clock", [10, 120]),
  {
    id: "tiny-share-true",
    sentence: "A part of a program that calls a tiny function very often takes {} % of its time.",
    unit: "%",
    range: rangeOf([2, 15]),
    measure: sampled("each part times itself, without a profiler", () => {
      const { parts } = plain(PROGRAM, "alternated", TIMES);
      const all = PARTS.reduce((sum, part) => sum + parts[part]!, 0);
      return (100 * parts["tinyPart"]!) / all;
    }),
  },
  {
    id: "tiny-share-clock",
    sentence: "A profiler that looks at the clock in every call shows {} % for that part.",
    unit: "%",
    range: rangeOf([40, 90]),
    measure: sampled("`hpts profile --engine clock`", () =>
      tinyShare(profiled("clock", PROGRAM, "alternated", TIMES).profile),
    ),
  },
  {
    id: "simul-hot-share",
    sentence:
      "Three functions take {} % of the time of the lab profiling's simulator, start-up included.",
    unit: "%",
    range: rangeOf([60, 99]),
    measure: sampled("`hpts profile` of labs/profiling/tests/programs/simul.ts", () =>
      share(profiled("exact", SIMUL).profile, ["displacement", "snapshot", "evolve"]),
    ),
  },
  {
    id: "simul-functions",
    sentence: "They are three of {} functions that run, a file's own code counted as one.",
    unit: "count",
    // As many as @hpts/core has use for.
    range: rangeOf([20, 150]),
    measure: exact("functions in a file, in the same profile", () => {
      const { file } = profiled("exact", SIMUL).profile.frames;
      return file.filter((path) => path !== "" && !path.startsWith("node:")).length;
    }),
  },
];

/** Bytes that a function allocates, what is thrown away again included. */
async function allocatedBy(run: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post("HeapProfiler.enable");
  await session.post("HeapProfiler.startSampling", {
    samplingInterval: 1024,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  const kept = run();
  const { profile } = await session.post("HeapProfiler.stopSampling");
  session.disconnect();
  if (kept === undefined) throw new Error("nothing was made");
  const sum = (node: HeapProfiler.SamplingHeapProfileNode): number =>
    node.selfSize + node.children.map(sum).reduce((a, b) => a + b, 0);
  return sum(profile.head);
}

const memory: Claim[] = [
  {
    id: "trail-allocated",
    sentence: "P7's starter allocates {} MB to keep 2,000 points and labels.",
    unit: "MB",
    range: rangeOf([25, 70]),
    measure: sampled("V8's heap sampler, told to count what is collected", async () => {
      const { trailOf } = handedOut<{ trailOf(xs: Float64Array, ys: Float64Array): unknown }>(
        "profiling",
        "trail.ts",
      );
      const xs = Float64Array.from({ length: 2000 }, (_, i) => Math.cos(i / 100));
      const ys = Float64Array.from({ length: 2000 }, (_, i) => Math.sin(i / 100));
      return (await allocatedBy(() => trailOf(xs, ys))) / 1e6;
    }),
  },
];

export const COURSE: Topic = { title: "Course", claims: [...arena, ...profilers, ...memory] };
