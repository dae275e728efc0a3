/**
 * Correctness before speed: both sides get the same inputs, and their results must be the same, or
 * the expected ones. Every batch is then held to what its side returned here.
 */
import { digest } from "../../runtime/digest.mjs";
import type { Pair, Peer, Side } from "./peer.ts";

export interface Verification {
  /** Whether results are compared with each other at all. */
  readonly isWanted: boolean;
  /** Numbers may differ by this share of the larger one; 0: every bit counts. */
  readonly tolerance: number;
  /** The right results, in the order of the inputs; for inputs that do not depend on a seed. */
  readonly expected: readonly unknown[] | undefined;
}

/** A side's results are not the other's, not the expected ones, or not always the same. */
export class WrongResult extends Error {
  readonly code = "HPTS_BENCH_WRONG_RESULT";
  override readonly name = "WrongResult";
  readonly side: Side;

  constructor(side: Side, message: string) {
    super(message);
    this.side = side;
  }
}

/** What a side answers to "verify". */
interface Checked {
  /** Of the results, an input each. */
  readonly digests: readonly number[];
  /** Only with a tolerance: digests without the numbers, and the numbers themselves. */
  readonly shapes?: readonly number[];
  readonly numbers?: readonly (readonly number[])[];
  /** Whether the results are numbers: the sum of a batch is then the sum of their digests. */
  readonly kind: "numbers" | "others" | "mixed";
  /** Calls change their inputs. */
  readonly isMutating: boolean;
  /** And a second call would find nothing left to do: each needs an input of its own. */
  readonly isSpent: boolean;
  /** Whether all inputs were reached in time. */
  readonly isWhole: boolean;
  /** Characters written meanwhile. */
  readonly printed: number;
}

/** What the batches of both sides have to return. */
export class Results {
  readonly isMutating: boolean;
  readonly isSpent: boolean;
  readonly #checked: Pair<Checked>;

  constructor(checked: Pair<Checked>) {
    this.#checked = checked;
    this.isMutating = checked.baseline.isMutating || checked.candidate.isMutating;
    this.isSpent = checked.baseline.isSpent || checked.candidate.isSpent;
  }

  isPrinting(side: Side): boolean {
    return this.#checked[side].printed > 0;
  }

  /** Whether the sums of batches say nothing about the results. */
  isHidden(side: Side): boolean {
    return !this.isMutating && this.#checked[side].kind !== "numbers";
  }

  /** Digest of the result for an input; none if it is not known. */
  digestOf(side: Side, input: number): number | undefined {
    return this.isMutating ? undefined : this.#checked[side].digests[input];
  }

  /** The sum that a batch has to give; none if that is not known. */
  sumOf(side: Side, calls: number): number | undefined {
    const { digests, kind, isWhole } = this.#checked[side];
    if (kind === "others") return 0;
    if (kind === "mixed" || this.isMutating || !isWhole) return undefined;
    const [times, rest] = [Math.floor(calls / digests.length), calls % digests.length];
    return digests.reduce(
      (sum, hash, i) => (sum + Math.imul(hash, times + (i < rest ? 1 : 0))) | 0,
      0,
    );
  }
}

/** @throws WrongResult, and PeerError when a side fails */
export async function verify(
  peers: Pair<Peer>,
  verification: Verification,
  seed: number,
  limitMs: number,
): Promise<Results> {
  const isExact = verification.tolerance === 0;
  const ask = async (peer: Peer): Promise<Checked> =>
    (await peer.ask({ c: "verify", seed, isExact }, limitMs)) as unknown as Checked;
  const [baseline, candidate] = await Promise.all([ask(peers.baseline), ask(peers.candidate)]);
  if (verification.isWanted) {
    const { expected } = verification;
    if (expected !== undefined) {
      const right = asChecked(expected, isExact);
      await demandSame(peers.baseline, baseline, right, { ...verification, seed, limitMs });
      await demandSame(peers.candidate, candidate, right, { ...verification, seed, limitMs });
    } else {
      const details = { ...verification, seed, limitMs, other: peers.baseline };
      await demandSame(peers.candidate, candidate, baseline, details);
    }
  }
  return new Results({ baseline, candidate });
}

interface Details {
  readonly tolerance: number;
  readonly expected: readonly unknown[] | undefined;
  readonly seed: number;
  readonly limitMs: number;
  /** Whoever knows the right results. */
  readonly other?: Peer;
}

async function demandSame(
  peer: Peer,
  got: Checked,
  right: Checked,
  details: Details,
): Promise<void> {
  const index = firstDifference(got, right, details.tolerance);
  if (index === undefined) return;
  const show = async (one: Peer): Promise<string> =>
    String((await one.ask({ c: "show", seed: details.seed, index }, details.limitMs))["text"]);
  const expected =
    details.other === undefined ? shortText(details.expected?.[index]) : await show(details.other);
  throw new WrongResult(
    peer.side,
    `for input ${index} the ${peer.side} returns ${await show(peer)}, expected ${expected}`,
  );
}

/** The first input, from 0, for which the results differ. */
function firstDifference(got: Checked, right: Checked, tolerance: number): number | undefined {
  const count = Math.min(got.digests.length, right.digests.length);
  for (let i = 0; i < count; i++) {
    if (got.digests[i] === right.digests[i]) continue;
    if (tolerance === 0 || got.shapes?.[i] !== right.shapes?.[i]) return i;
    const numbers = right.numbers?.[i] ?? [];
    if (!numbers.every((value, at) => isClose(got.numbers?.[i]?.[at], value, tolerance))) return i;
  }
  return undefined;
}

/** NaN and what is not there are close to nothing. */
function isClose(got: number | undefined, right: number, tolerance: number): boolean {
  if (got === undefined) return false;
  return Math.abs(got - right) <= tolerance * Math.max(Math.abs(got), Math.abs(right));
}

function asChecked(expected: readonly unknown[], isExact: boolean): Checked {
  const digests = expected.map((value) => digest(value));
  const rest = {
    kind: "mixed",
    isMutating: false,
    isSpent: false,
    isWhole: true,
    printed: 0,
  } as const;
  if (isExact) return { digests, ...rest };
  const numbers: number[][] = expected.map(() => []);
  const shapes = expected.map((value, i) => digest(value, numbers[i]));
  return { digests, shapes, numbers, ...rest };
}

function shortText(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
