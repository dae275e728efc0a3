/** One line for each thing that a comparison can find. */
import type { Change } from "./decision.ts";
import type { Fault, Measured, SpeedVerdict } from "./judgement.ts";
import type { Side } from "./peer.ts";

/** @example "2.31x (2.25 to 2.40)" */
export function ratioText({ ratio, interval }: Pick<Measured, "ratio" | "interval">): string {
  if (Number.isNaN(ratio)) return "no ratio";
  const times = (value: number): string => value.toPrecision(3);
  return `${times(ratio)}x (${times(interval.low)} to ${times(interval.high)})`;
}

export function verdictText(
  verdict: SpeedVerdict["verdict"],
  measured: Measured,
  minRatio: number,
): string {
  const ratio = ratioText(measured);
  const texts = {
    pass: `the candidate is ${ratio} as fast, at least ${minRatio}x`,
    fail: `the candidate is ${ratio} as fast, less than ${minRatio}x`,
    inconclusive: `too noisy to tell: ${ratio} as fast, ${minRatio}x asked for; ${advice(measured)}`,
  };
  return texts[verdict];
}

export function changeText(change: Change, measured: Measured): string {
  const ratio = ratioText(measured);
  const texts = {
    faster: `the candidate is faster: ${ratio} as fast`,
    slower: `the candidate is slower: ${ratio} as fast`,
    same: `no difference to be seen: ${ratio} as fast`,
    unclear: `too noisy to tell: ${ratio} as fast; ${advice(measured)}`,
  };
  return texts[change];
}

export function faultText(verdict: Fault["verdict"], side: Side, message: string): string {
  if (verdict === "wrong-result") return message;
  return `the ${side} ${verdict === "timeout" ? "takes too long" : "fails"}: ${message}`;
}

export const NO_INPUTS = "neither file exports inputs, so it was called without";

export function printsText(side: Side): string {
  return `W_PRINTS: the ${side} prints while it is measured: that is part of its time`;
}

const BUSY = 0.5;

function advice({ waitRatio, callNs, rounds, clock }: Measured): string {
  if (clock === "cpu") return "measure it in processes of their own, or when the machine is quiet";
  if (rounds === 0) return "it was still getting faster; measure again";
  if (waitRatio > BUSY) return "the machine is busy; try again when it is quiet";
  const isLong = Math.max(callNs.baseline, callNs.candidate) > 5e6;
  if (isLong) return "calls of more than 5 ms are hard to compare; use smaller inputs";
  return "it lies too close to the limit, or the processes differ; try again";
}
