/** What the times of a race say; without any clock. */
import { type Decision, decide, RULE } from "@hpts/bench/compare";

export type Side = "baseline" | "candidate";

export interface Clocks {
  readonly wallNs: number;
  readonly cpuNs: number | undefined;
}

export interface Times {
  readonly run: Clocks;
  /** Laying out the inputs, and collecting the results. */
  readonly around: Clocks;
}

export interface RaceSize {
  /** Of the candidate. The baseline gets so many fewer that who is just fast enough takes as long. */
  readonly particles: number;
  readonly minRatio: number;
}

/** Pure. */
export function countsOf({ particles, minRatio }: RaceSize): Record<Side, number> {
  return { candidate: particles, baseline: Math.max(1, Math.round(particles / minRatio)) };
}

/** The time of as many particles as the other side has. Around a round both have as many. Pure. */
export function scaledBy(factor: number, { run: { wallNs, cpuNs }, around }: Times): Times {
  const scaledCpuNs = cpuNs === undefined ? undefined : factor * cpuNs;
  return { run: { wallNs: factor * wallNs, cpuNs: scaledCpuNs }, around };
}

/** Of what the baseline takes around a round, so much more is noise. */
const AROUND = 1.25;

/** ln of each round's ratio: the smaller one of the two clocks'. Pure. */
export function logRatios(rounds: readonly Readonly<Record<Side, Times>>[]): number[] {
  const hidden = { wallNs: hiddenWork(rounds, "wallNs"), cpuNs: hiddenWork(rounds, "cpuNs") };
  return rounds.map(({ baseline: { run: slow }, candidate: { run: fast } }) => {
    const ratios = [slow.wallNs / (fast.wallNs + hidden.wallNs)];
    if (slow.cpuNs !== undefined && fast.cpuNs !== undefined) {
      ratios.push(slow.cpuNs / (fast.cpuNs + hidden.cpuNs));
    }
    return Math.log(Math.min(...ratios));
  });
}

/** The least of all rounds: noise only adds, and who hides work there hides it in each of them. */
function hiddenWork(rounds: readonly Readonly<Record<Side, Times>>[], clock: keyof Clocks): number {
  const least = (side: Side): number =>
    Math.min(...rounds.map((times) => times[side].around[clock] ?? 0));
  return Math.max(0, least("candidate") - AROUND * least("baseline"));
}

/**
 * Processes of the same code differ by 4 %, now and then by 25 % (see compare/decision.ts of
 * `@hpts/bench`). Two pairs of them tell who is further off than that with both; the rule asks for three.
 */
const FAR = 1.5;
const FAR_RULE = { ...RULE, minGenerations: 2 };

/** What the rounds so far say: d of each round, generation by generation. Pure. */
export function decideRace(
  generations: readonly (readonly number[])[],
  minRatio: number,
): Decision {
  const [logTheta, logFar] = [Math.log(minRatio), Math.log(FAR)];
  if (decide(generations, logTheta + logFar, FAR_RULE) === "pass") return "pass";
  if (decide(generations, logTheta - logFar, FAR_RULE) === "fail") return "fail";
  return decide(generations, logTheta);
}
