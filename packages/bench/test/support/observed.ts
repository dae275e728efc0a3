import type { Observed } from "../../src/warnings.ts";

/** A case with which nothing is wrong, but for what is given. */
export function seen(different: Partial<Observed> = {}): Observed {
  return {
    callNs: 200,
    fastestNs: 190,
    emptyNs: 1,
    isVoid: false,
    emptyTurnNs: 0.4,
    isAsync: false,
    isChained: false,
    distinctInputs: 64,
    isInputChanged: false,
    areInputsRenewed: false,
    isSteady: true,
    isClockTooCoarse: false,
    timerStepNs: 10,
    gcShare: 0,
    waitRatio: 0,
    stealShare: 0,
    ...different,
  };
}
