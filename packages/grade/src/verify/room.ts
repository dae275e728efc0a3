/**
 * The room: how far the same code differs from itself here, how fast the solution is against the
 * starter, and therefore which speed-up can be asked for.
 *
 * The threshold is the geometric mean of the starter (1) and the solution: as much room on both
 * sides, which has to be more than what chance makes (and than LEAST_ROOM).
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type CompareOptions, calibrate, compare, LEAST_ROOM } from "@hpts/bench/compare";
import type { Lab } from "@hpts/labkit/lab";
import { handedOutCopy } from "./handed-out-copy.ts";
import type { Holds } from "./verify.ts";

export interface SpeedFile {
  readonly lab: Lab;
  readonly exercise: string;
  readonly file: string;
  /** Name -> how many times as fast as the starter, as in lab.json. */
  readonly tiers: Readonly<Record<string, number>>;
}

export interface Tier {
  readonly name: string;
  readonly wanted: number;
  /** By the solution, in all of 95 % of measurements. */
  readonly isReached: Holds;
}

export interface RoomFinding {
  readonly exercise: string;
  readonly holds: Holds;
  readonly message: string;
  /** The same code twice: times as far apart as chance makes them; 1 is none. */
  readonly noise?: number;
  /** The solution against the starter. */
  readonly ratio?: number;
  readonly interval?: { readonly low: number; readonly high: number };
  /** The speed-up that can be asked for here. */
  readonly threshold?: number;
  /** On both sides of it. */
  readonly room?: number;
  readonly tiers: readonly Tier[];
}

const QUICK: CompareOptions = {
  rule: { minGenerations: 2, maxGenerations: 3 },
  maxSeconds: 5,
};
/** Sums of many coordinates; ways that differ in the last bits are the same. */
const TOLERANCE = 1e-8;

export function speedFiles(lab: Lab): SpeedFile[] {
  return lab.manifest.exercises.flatMap(({ id, speed }): SpeedFile[] => {
    const file = join(lab.dir, "speed", `${id}.ts`);
    if (speed === undefined || !existsSync(file)) return [];
    return [{ lab, exercise: id, file, tiers: speed as unknown as Record<string, number> }];
  });
}

export async function measureRoom(speed: SpeedFile, isQuick: boolean): Promise<RoomFinding> {
  const { exercise, tiers, file } = speed;
  const options = { tolerance: TOLERANCE, ...(isQuick ? QUICK : {}) };
  const solution = { file, conditions: ["solution"] };
  const twice = await compare(solution, solution, options);
  if (!("ratio" in twice)) return faulty(exercise, `the solution: ${twice.message}`);
  const copy = handedOutCopy(speed.lab);
  try {
    const starter = { file: join(copy.dir, "speed", `${exercise}.ts`) };
    const found = await calibrate(starter, solution, options);
    if (!("ratio" in found)) return faulty(exercise, found.message);
    const { interval, ratio, theta: threshold, room } = found;
    const noise = noiseOf(twice.interval);
    const reached = tiersOf(tiers, interval);
    const base = { exercise, noise, ratio, interval, threshold, room, tiers: reached };
    return { ...base, ...roomJudgement(noise, room, reached) };
  } finally {
    copy.remove();
  }
}

const faulty = (exercise: string, message: string): RoomFinding => {
  return { exercise, holds: "no", message, tiers: [] };
};

/** How far apart two times of the same code may be: 1.05 is five in a hundred. */
export function noiseOf({ low, high }: { readonly low: number; readonly high: number }): number {
  return Math.max(high, 1 / low, 1);
}

export function tiersOf(
  tiers: Readonly<Record<string, number>>,
  { low, high }: { readonly low: number; readonly high: number },
): Tier[] {
  return Object.entries(tiers).map(([name, wanted]): Tier => {
    const isReached = low >= wanted ? "yes" : high < wanted ? "no" : "unclear";
    return { name, wanted, isReached };
  });
}

/** Positive tests throughout: what is no number passes nothing. */
export function roomJudgement(
  noise: number,
  room: number,
  tiers: readonly Tier[],
): Pick<RoomFinding, "holds" | "message"> {
  const missed = tiers.filter(({ isReached }) => isReached === "no").map(({ name }) => name);
  if (missed.length > 0) {
    return { holds: "no", message: `the solution does not reach ${missed.join(", ")} here` };
  }
  const least = Math.max(LEAST_ROOM, noise);
  if (!(room >= least)) {
    const needed = `${least.toFixed(2)}x`;
    return { holds: "unclear", message: `too noisy: there is less room than ${needed}` };
  }
  const near = tiers.filter(({ isReached }) => isReached === "unclear").map(({ name }) => name);
  if (near.length === 0) return { holds: "yes", message: "" };
  return { holds: "unclear", message: `too near to tell: ${near.join(", ")}` };
}
