/** What all views share: the profile, and the one selection. */
import type { ProfileData } from "@hpts/profile";
import type { MemoryTimeline } from "@hpts/profile/memory";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type ProfileDiff, profileDiff } from "../profile-diff.ts";
import { type ProfileModel, profileModel } from "../profile-model.ts";
import { searched } from "../table-rows.ts";

export const TABS = ["functions", "callers", "graph", "map", "source", "memory"] as const;
export type Tab = (typeof TABS)[number];

export interface ViewState {
  readonly model: Signal<ProfileModel>;
  readonly diff: ReadonlySignal<ProfileDiff | undefined>;
  readonly other: Signal<ProfileModel | undefined>;
  /** A function, or -1. */
  readonly selected: Signal<number>;
  readonly query: Signal<string>;
  /** By function; undefined if nothing is searched for. */
  readonly matches: ReadonlySignal<Uint8Array | undefined>;
  readonly order: Signal<"heavy" | "time">;
  readonly tab: Signal<Tab>;
  /** Whether there is room for the table beside the other views. */
  readonly isWide: Signal<boolean>;
  /** Rank of each function by own time, for its colour. */
  readonly rank: ReadonlySignal<Int32Array>;
  readonly memory: MemoryTimeline | undefined;
  /** Said to those who do not see the canvas. */
  readonly spoken: Signal<string>;
}

export interface Beside {
  readonly other?: ProfileData | undefined;
  readonly memory?: MemoryTimeline | undefined;
}

export function viewState(data: ProfileData, { other, memory }: Beside): ViewState {
  const model = signal(profileModel(data));
  const beside = signal(other === undefined ? undefined : profileModel(other));
  const query = signal("");
  return {
    model,
    other: beside,
    diff: computed(() =>
      beside.value === undefined ? undefined : profileDiff(model.value.data, beside.value.data),
    ),
    selected: signal(firstSelected(data, other)),
    query,
    matches: computed(() => searched(model.value.data, query.value)),
    order: signal("heavy"),
    tab: signal("source"),
    isWide: signal(true),
    rank: computed(() => ranks(model.value.data)),
    memory,
    spoken: signal(""),
  };
}

/** Of two profiles, what changed most. */
function firstSelected(data: ProfileData, other: ProfileData | undefined): number {
  if (other === undefined) return hottest(data);
  const { selfChange } = profileDiff(data, other);
  const most = selfChange.reduce((best, one, fn) => {
    const isMore = Math.abs(one) > Math.abs(selfChange[best] ?? 0);
    return (data.functions.kind[fn] as number) <= 1 && isMore ? fn : best;
  }, -1);
  return most === -1 ? hottest(data) : most;
}

/** The function with the most time of its own: what a reader looks for first. */
export function hottest({ functions }: ProfileData): number {
  let best = -1;
  for (let fn = 0; fn < functions.name.length; fn++) {
    // Not what the program has no hand in: starting up, collecting garbage.
    if ((functions.kind[fn] as number) > 1) continue;
    if (best === -1 || (functions.selfUs[fn] as number) > (functions.selfUs[best] as number)) {
      best = fn;
    }
  }
  return best;
}

function ranks({ functions }: ProfileData): Int32Array {
  const order = Int32Array.from(functions.name.keys()).sort(
    (a, b) => (functions.selfUs[b] as number) - (functions.selfUs[a] as number) || a - b,
  );
  const rank = new Int32Array(order.length);
  for (const [place, fn] of order.entries()) rank[fn] = place;
  return rank;
}
