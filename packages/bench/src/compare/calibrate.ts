/**
 * Which speed-up a task can ask for: the threshold between starter and solution, with as much room
 * on both sides. "5x", where the reference reaches 5.3x, cannot be graded.
 */
import type { Implementation } from "./build-pair.ts";
import { type CompareOptions, compare } from "./compare.ts";
import type { Fault, SpeedChange } from "./judgement.ts";

export interface Calibration extends SpeedChange {
  /** The geometric mean of the starter (1) and the solution, two digits. */
  readonly theta: number;
  /** How far starter and solution are away from it, at least, as a ratio. */
  readonly room: number;
  /** Whether the room is enough for verdicts that are neither wrong nor inconclusive. */
  readonly isGradable: boolean;
}

/** Room on each side of the threshold. */
export const LEAST_ROOM = 1.4;

/** @throws SourceError for broken sources */
export async function calibrate(
  starter: Implementation,
  solution: Implementation,
  options: CompareOptions = {},
): Promise<Calibration | Fault> {
  const measured = await compare(starter, solution, options);
  return "ratio" in measured ? { ...measured, ...thresholdFor(measured) } : measured;
}

/** With the lower end of the interval: the solution has to reach it every time. */
export function thresholdFor({
  interval,
}: Pick<SpeedChange, "interval">): Pick<Calibration, "theta" | "room" | "isGradable"> {
  const theta = Number(Math.sqrt(interval.low).toPrecision(2));
  const room = Math.min(theta, interval.low / theta);
  return { theta, room, isGradable: room >= LEAST_ROOM };
}
