/** Runs the student's compare on the simulated machine; gives plain data. */
import { type Comparison, compare } from "#lab/compare";
import { Machine, type MachineSpec } from "./machine.ts";

export interface CompareRun extends Comparison {
  /** What was called, "a" or "b", in order. */
  readonly calls: string;
}

/** The spec's `callNs` names a, the baseline, and b, the candidate. */
export function driveCompare(spec: MachineSpec): CompareRun {
  const machine = new Machine(spec);
  const { ratio, verdict } = compare(machine.work("a"), machine.work("b"), { now: machine.now });
  return { ratio, verdict, calls: machine.calls.join("") };
}
