/** What the page knows of the lab that it shows. */

import type { ExerciseResult, LabResult, TypeFault } from "@hpts/labkit/lab";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { BuildFault, ExerciseText, JobState, LabText } from "../../protocol.ts";
import { follow, onEvent } from "../events.ts";
import { say } from "../say.ts";
import { read, ServerError } from "../server.ts";

export interface Checking {
  readonly exercises: readonly string[];
  readonly files: readonly string[];
  readonly isSlow: boolean;
}

export interface Shown {
  /** What runs at this moment. */
  readonly checking?: Checking;
  readonly result?: LabResult;
  readonly tookMs?: number;
  readonly types?: readonly TypeFault[];
  readonly trouble?: string;
  /** The lab that the checks run for instead of this one. */
  readonly elsewhere?: string;
}

export const labText: Signal<LabText | undefined> = signal(undefined);
/** Why there is no such lab, if there is none. */
export const missing: Signal<string | undefined> = signal(undefined);
export const shown: Signal<Shown> = signal({});
/** The newest code for the canvas. */
export const liveVersion: Signal<number | undefined> = signal(undefined);
export const liveFaults: Signal<readonly BuildFault[]> = signal([]);
/** The latest job of each kind. */
export const jobs: Signal<Readonly<Record<string, JobState>>> = signal({});
/** The exercise that a person has picked; none: the one that comes next. */
export const picked: Signal<string | undefined> = signal(undefined);

export type State = "done" | "failing" | "todo";

export interface Exercise extends ExerciseText {
  readonly state: State;
  /** Of the latest run. */
  readonly result?: ExerciseResult;
}

export const exercises: ReadonlySignal<readonly Exercise[]> = computed(() =>
  (labText.value?.exercises ?? []).map((exercise): Exercise => {
    const result = shown.value.result?.exercises.find(({ id }) => id === exercise.id);
    const state = result?.state ?? (exercise.isDone ? "done" : "todo");
    return { ...exercise, state, ...(result && { result }) };
  }),
);

/** As in the checklist of the terminal: what fails, else what is to do. */
export const nextUp: ReadonlySignal<Exercise | undefined> = computed(() => {
  const first = (state: State): Exercise | undefined =>
    exercises.value.find((one) => one.state === state);
  return first("failing") ?? first("todo");
});

/** What task, hint, difference and reset are about. */
export const focus: ReadonlySignal<Exercise | undefined> = computed(
  () =>
    exercises.value.find(({ id }) => id === picked.value) ?? nextUp.value ?? exercises.value.at(-1),
);

/** The lab that was asked for last: answers may overtake each other. */
let opened: string | undefined;

export async function openLab(lab: string): Promise<void> {
  opened = lab;
  labText.value = undefined;
  missing.value = undefined;
  shown.value = {};
  liveVersion.value = undefined;
  liveFaults.value = [];
  jobs.value = {};
  picked.value = undefined;
  await readText(lab);
  if (opened === lab) follow(missing.value === undefined ? lab : undefined);
}

export function leaveLab(): void {
  opened = undefined;
}

export async function readText(lab: string): Promise<void> {
  try {
    const text = await read<LabText>("/api/lab", { lab });
    if (opened === lab) labText.value = text;
  } catch (error) {
    if (opened !== lab || !(error instanceof ServerError)) return;
    if (error.status === NO_SUCH_LAB) missing.value = error.message;
    else say(error.message, true);
  }
}

const NO_SUCH_LAB = 404;

/** What is shown, but for one thing. */
export function without(name: keyof Shown): Shown {
  const { [name]: _gone, ...rest } = shown.value;
  return rest;
}

onEvent((event) => {
  switch (event.type) {
    case "checking": {
      const { exercises, files } = event;
      const { result } = shown.value;
      shown.value = { checking: { exercises, files, isSlow: false }, ...(result && { result }) };
      return;
    }
    case "slow": {
      const { checking } = shown.value;
      if (checking) shown.value = { ...shown.value, checking: { ...checking, isSlow: true } };
      return;
    }
    case "checked":
      shown.value = { result: event.result, tookMs: event.tookMs };
      return;
    case "types":
      shown.value = { ...shown.value, types: event.faults };
      return;
    case "trouble":
      shown.value = { ...shown.value, trouble: event.message };
      return;
    case "elsewhere":
      // What was running has been ended with it.
      shown.value = { ...without("checking"), elsewhere: event.other };
      return;
    case "live":
      liveFaults.value = [];
      liveVersion.value = event.version;
      return;
    case "liveFault":
      liveFaults.value = event.faults;
      return;
    case "job":
      jobs.value = { ...jobs.value, [event.job.kind]: event.job };
      return;
    case "progress":
      return;
  }
});
