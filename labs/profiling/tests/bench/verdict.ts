/**
 * The verdict on speed: the student's `evolve` against another one, in processes of their own, in
 * turns (`judgeSpeedup` of @hpts/bench). "Inconclusive" is an answer, and fails nobody.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judgeSpeedup } from "@hpts/bench/compare";
import { type CheckContext, demand } from "@hpts/labkit/test";
import lab from "../../lab.json" with { type: "json" };

export interface Race {
  readonly exercise: string;
  /** File of this folder. */
  readonly baseline: string;
  /** Of the student's file, such as "evolve.ts". */
  readonly candidate: string;
  readonly particles: number;
  /** What to think about when it is not fast enough. */
  readonly advice: string;
}

/** Long before this the rule has decided, unless the machine is busy. */
const MAX_SECONDS = 10;
/** Sums of 200 coordinates, rounded; the coordinates were compared one by one before. */
const TOLERANCE = 1e-8;

/** @throws AssertionError when it is clearly not fast enough */
export async function demandSpeed(race: Race, { note }: CheckContext): Promise<void> {
  const tiers = tiersOf(race.exercise);
  const folder = mkdtempSync(join(tmpdir(), "hpts-profiling-"));
  const sourceOf = (name: string, file: string): { file: string } => {
    const imports = [`export { inputs } from ${JSON.stringify(join(HERE, "evolve-case.ts"))};`];
    imports.push(`import { caseOf } from ${JSON.stringify(join(HERE, "evolve-case.ts"))};`);
    imports.push(`import { evolve } from ${JSON.stringify(file)};`);
    const source = join(folder, `${name}.ts`);
    writeFileSync(
      source,
      `${imports.join("\n")}\nexport default caseOf(evolve, ${race.particles});\n`,
    );
    return { file: source };
  };
  try {
    const judgement = await judgeSpeedup({
      baseline: sourceOf("baseline", join(HERE, race.baseline)),
      candidate: sourceOf("candidate", targetFile(race.candidate)),
      minRatio: tiers.bronze,
      tolerance: TOLERANCE,
      maxSeconds: MAX_SECONDS,
    });
    demand("ratio" in judgement, judgement.message);
    if (judgement.verdict === "inconclusive") {
      note(`~ TOO NOISY TO TELL: ${judgement.message}`);
      note("  That does not count against you. Close other programs, and save once more.");
      return;
    }
    const { ratio, interval } = judgement;
    const shown = `${digits(ratio)}x as fast as before (${digits(interval.low)} to ${digits(interval.high)})`;
    const why = `${shown}; ${tiers.bronze}x is asked for. ${race.advice}`;
    demand(judgement.verdict === "pass", why);
    const [reached] = Object.entries(tiers).findLast(([, least]) => interval.low >= least) ?? [
      "bronze",
    ];
    const all = Object.entries(tiers).map(([name, least]) => `${name} ${least}x`);
    note(`${shown}: ${reached.toUpperCase()}  (${all.join(" · ")})`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const HERE = import.meta.dirname;
const digits = (x: number): number => Number(x.toPrecision(3));

/** The file that `#lab/...` is in this run: of the starter, the solution or a wrong solution. */
function targetFile(name: string): string {
  const own = join(process.env["LAB_TARGET_DIR"]!, name);
  return existsSync(own) ? own : join(process.env["LAB_BASE_DIR"]!, name);
}

function tiersOf(exercise: string): { bronze: number; silver: number; gold: number } {
  const tiers = lab.exercises.find(({ id }) => id === exercise)?.speed;
  if (tiers === undefined) throw new Error(`lab.json has no speed for ${exercise}`);
  return tiers;
}
