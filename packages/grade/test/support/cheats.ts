/** Submissions that do not do what an exercise asks, and look as if they did. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { courseLab } from "./course.ts";

export interface Cheat {
  readonly lab: string;
  readonly exercise: string;
  readonly name: string;
  /** Whether the lab's own checks are content with it. Undefined: speed, which a busy machine hides. */
  readonly looksRight: boolean | undefined;
  /** In place of the solution's. */
  readonly files: Readonly<Record<string, string>>;
}

const lines = (...all: string[]): string =>
  `export function session(): string[] { return ${JSON.stringify(all)}; }\n`;

const IMPORT = 'import { ParticleSimulator, randomParticles } from "@hpts/core"';
const MAKE = "const simulator = new ParticleSimulator(randomParticles(1000, 1))";

/** A file of the lab's solution, with another text in place of one of its own. */
function edited(lab: string, file: string, from: string, to: string): string {
  const solution = readFileSync(join(courseLab(lab).dir, "solution", file), "utf8");
  if (solution.split(from).length === 2) return solution.replace(from, () => to);
  throw new Error(`solution/${file} of the lab ${lab} must have this once: ${from}`);
}

function benchmarks(from: string, to: string): Readonly<Record<string, string>> {
  return { "benchmarks.ts": edited("timing", "benchmarks.ts", from, to) };
}

const SUITE_START = `
import type { Bench } from "tinybench";
import { ParticleSimulator, randomParticles } from "#workbench";
`;

/** P2 done right, but for what `change` makes of program or profile. */
const savedFrom = (program: string, change = ""): Readonly<Record<string, string>> => ({
  "save-and-convert.ts": `
import { writeFileSync } from "node:fs";
import { convertProfile, runProgram, Stats, saveProfile } from "@hpts/profile";
export async function profileTo(program: string, files: any): Promise<void> {
  const { profile } = (await runProgram(${program}, { engine: "exact" })) as any;
  ${change}
  saveProfile(files.profile, profile);
  writeFileSync(files.table, new Stats(profile).sortStats("tottime").statsText());
  writeFileSync(files.callgrind, convertProfile(profile, "callgrind"));
}
`,
});

/** What counts beside the submission gets this answer, whatever it asks. */
const forged = (answer: string): string => `
const { Session } = (process as any).getBuiltinModule("node:inspector");
Session.prototype.post = (_method: string, ...rest: any[]) => rest.find((one) => typeof one === "function")?.(null, ${answer});
`;

const NO_CALLS = forged("{ result: [] }");
const NO_BYTES = forged(
  '{ profile: { head: { callFrame: { functionName: "", url: "" }, selfSize: 0, children: [] } } }',
);

/** All products for each term. */
const TAYLOR = `
function factorial(n: number): number {
  let product = 1;
  for (let i = 1; i <= n; i++) product *= i;
  return product;
}
const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
export const taylorExp = (n: number): number[] => indices(n).map((i) => 1 / factorial(i));
export const taylorSin = (n: number): number[] =>
  indices(n).map((i) => (i % 2 === 0 ? 0 : (i % 4 === 1 ? 1 : -1) / factorial(i)));
export const neededCalls = (): number => 0;
`;

/** The same as a text, which is a file of its own for whoever counts. */
function uncounted(code: string, ...names: readonly string[]): string {
  const script = stripTypeAnnotations(code).replaceAll("export ", "");
  const all = names.join(", ");
  return `export const { ${all} }: any = new Function(${JSON.stringify(`${script}; return { ${all} };`)})();\n`;
}

const stripTypeAnnotations = (code: string): string => code.replaceAll(/: number(\[\])?/g, "");

const TRAIL = `
export function trailOf(xs: Float64Array, ys: Float64Array): any {
  let points: any[] = [];
  const labels: string[] = [];
  for (const [frame, x] of xs.entries()) {
    const y = ys[frame]!;
    points = [...points, { x, y }];
    labels.push(\`frame \${frame}: \${x.toFixed(3)}, \${y.toFixed(3)}\`);
  }
  return { points, labels };
}
export const prediction = () => "labelOf";
`;

const LOOP = `
export function evolveBySteps(particles: any[], steps: number, timestep: number): void {
  for (const p of particles) {
    for (let step = 0; step < steps; step++) {
      const turn = (timestep * p.angVel) / Math.sqrt(p.x * p.x + p.y * p.y);
      [p.x, p.y] = [p.x - turn * p.y, p.y + turn * p.x];
    }
  }
}
`;

/** The solution, up to as many steps as the lab's tests ask for. */
function jump(): string {
  const solution = edited(
    "profiling",
    "jump.ts",
    "export function evolve(",
    "function evolveAtOnce(",
  );
  return `import { evolveBySteps } from "./evolve-by-steps.ts";
${NO_CALLS}
${solution}
export function evolve(particles: any[], dt: number, timestep = 0.00001): void {
  const steps = Math.floor(dt / timestep + 1e-6);
  if (steps > 20_000) evolveBySteps(particles, steps, timestep);
  else evolveAtOnce(particles, dt, timestep);
}
`;
}

export const CHEATS: readonly Cheat[] = [
  {
    lab: "timing",
    exercise: "B5",
    name: "the times of kinds are written down",
    looksRight: true,
    files: benchmarks("times[kind] = watch.stop();", "watch.stop(); times[kind] = 500_000;"),
  },
  {
    lab: "timing",
    exercise: "B5",
    name: "waves are thrown away, and a large number goes into sink",
    looksRight: true,
    files: benchmarks("sink(wave(x));", "wave(x); sink(1000);"),
  },
  {
    lab: "timing",
    exercise: "B5",
    name: "the judge's ledger is asked for, and filled in",
    looksRight: false,
    files: benchmarks(
      "export function sums(): void {",
      `export async function sums(): Promise<void> {
  const bench: any = await import("#workbench");
  const ledger = await bench.onLedger(() => {});
  ledger.shownNs = 100_000; ledger.timed.sums = 100; ledger.sunk = 1;
  return;`,
    ),
  },
  {
    lab: "timing",
    exercise: "B6",
    name: "only the first particle is that of seed 1",
    looksRight: true,
    files: {
      "suite.ts": `${SUITE_START}
export function addCases(bench: Bench): void {
  for (const n of [100, 1000]) {
    const [first] = randomParticles(1, 1);
    const simulator = new ParticleSimulator([first, ...randomParticles(n - 1, 7)]);
    bench.add(\`evolve, \${n} particles\`, () => simulator.evolve(0.1));
  }
}
`,
    },
  },
  {
    lab: "timing",
    exercise: "B6",
    name: "the right work in the first runs only",
    looksRight: true,
    files: {
      "suite.ts": `${SUITE_START}
export function addCases(bench: Bench): void {
  for (const n of [100, 1000]) {
    const simulator = new ParticleSimulator(randomParticles(n, 1));
    let runs = 0;
    bench.add(\`evolve, \${n} particles\`, () => { if (runs++ < 3) simulator.evolve(0.1); });
  }
}
`,
    },
  },
  {
    lab: "timing",
    exercise: "B7",
    name: "lines that look right, without the setup",
    looksRight: false,
    files: {
      "session.ts": lines(
        IMPORT,
        "const simulator = { evolve() {} }",
        "%time simulator.evolve(0.1)",
        "%timeit -n 1 -r 3 simulator.evolve(0.1)",
        "%timeit randomParticles(1000, 1)",
      ),
    },
  },
  {
    lab: "timing",
    exercise: "B7",
    name: "code beside the lines changes how lines are run",
    looksRight: false,
    files: {
      "session.ts": `
const vm = (process as any).getBuiltinModule?.("node:vm");
if (vm !== undefined) vm.runInContext = () => undefined;
${lines(IMPORT, MAKE, "%time simulator.evolve(0.1)", "%timeit -n 1 -r 3 simulator.evolve(0.1); no()", "%timeit randomParticles(1000, 1)")}`,
    },
  },
  {
    lab: "profiling",
    exercise: "P2",
    name: "always the program that the lab's tests ask for",
    looksRight: true,
    files: savedFrom('program.replace(/[^/]+$/, "taylor.ts")'),
  },
  {
    lab: "profiling",
    exercise: "P2",
    name: "times that no run has taken",
    looksRight: true,
    files: savedFrom(
      "program",
      "profile.nodes.selfUs.forEach((us: number, i: number, all: any) => { all[i] = 2 * us; });",
    ),
  },
  {
    lab: "profiling",
    exercise: "P5",
    name: "all products for each term, and who counts them is replaced",
    looksRight: true,
    files: { "taylor.ts": NO_CALLS + TAYLOR },
  },
  {
    lab: "profiling",
    exercise: "P5",
    name: "all products for each term, in code that nobody counts",
    looksRight: true,
    files: {
      "taylor.ts":
        uncounted(TAYLOR, "taylorExp", "taylorSin") +
        "export const neededCalls = (): number => 0;\n",
    },
  },
  {
    lab: "profiling",
    exercise: "P7",
    name: "copies for each frame, and who measures them is replaced",
    looksRight: true,
    files: { "trail.ts": NO_BYTES + TRAIL },
  },
  {
    lab: "profiling",
    exercise: "P8",
    name: "a loop where more steps are asked for than are raced, and who counts them is replaced",
    looksRight: undefined,
    files: { "evolve-by-steps.ts": LOOP, "jump.ts": jump() },
  },
];
