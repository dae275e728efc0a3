/**
 * Runs the student's timeit on the simulated machine and says what happened, in plain data:
 * functions stay on this side, so that a grader can put a wall between here and the tests.
 */
import { autorange, type Timing, timeit } from "#lab/timeit";
import { Machine, type MachineSpec } from "./machine.ts";

export interface TimeitRun {
  readonly timing: Timing;
  /** How often the work was called. */
  readonly calls: number;
  /** How often the clock was looked at. */
  readonly looks: number;
}

/** @param later whether the work gives a promise */
export async function driveTimeit(
  spec: MachineSpec,
  options: { readonly number?: number; readonly repeat?: number; readonly later?: boolean },
): Promise<TimeitRun> {
  const { later = false, ...how } = options;
  const machine = new Machine(spec);
  const work = later ? machine.laterWork("work") : machine.work("work");
  const { loops, perLoopNs, bestNs } = await timeit(work, { ...how, now: machine.now });
  const timing = { loops, perLoopNs: Array.from(perLoopNs), bestNs };
  return { timing, calls: machine.count, looks: machine.looks };
}

/**
 * Times `number` calls that give no promise, and counts those that came only after a turn of the
 * microtask queue: who waits between two calls lets it turn.
 */
export async function driveTurns(number: number): Promise<number> {
  const machine = new Machine({ callNs: { work: 1000 } });
  const work = machine.work("work");
  let hasTurned = false;
  let turns = 0;
  const queuing = (): void => {
    work();
    if (hasTurned) turns++;
    hasTurned = false;
    queueMicrotask(() => {
      hasTurned = true;
    });
  };
  await timeit(queuing, { number, repeat: 1, now: machine.now });
  return turns;
}

export async function driveAutorange(spec: MachineSpec): Promise<number> {
  const machine = new Machine(spec);
  return await autorange(machine.work("work"), machine.now);
}
