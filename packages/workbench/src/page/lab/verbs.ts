/** What a person can do with an exercise; the same as the keys of `hpts watch`. */
import { type Signal, signal } from "@preact/signals";
import type { HintText } from "../../protocol.ts";
import { say, saying } from "../say.ts";
import { post } from "../server.ts";
import { labText, readText, shown, without } from "./lab-store.ts";

export interface Difference {
  readonly exercise: string;
  readonly diff: string;
}

export interface ResetQuestion {
  readonly lab: string;
  readonly exercise: string;
  readonly files: readonly string[];
  /** All whose work lies in these files. */
  readonly exercises: readonly string[];
}

/** What a dialog is open about. */
export const difference: Signal<Difference | undefined> = signal(undefined);
export const question: Signal<ResetQuestion | undefined> = signal(undefined);

export async function takeHint(lab: string, exercise: string): Promise<void> {
  const hints = await saying(post<HintText[]>("/api/hint", { lab, exercise }));
  const text = labText.value;
  if (hints === undefined || text === undefined) return;
  const exercises = text.exercises.map((one) => (one.id === exercise ? { ...one, hints } : one));
  labText.value = { ...text, exercises };
}

export async function rerun(lab: string): Promise<void> {
  shown.value = without("elsewhere");
  await saying(post("/api/rerun", { lab }));
}

export async function showDiff(lab: string, exercise: string): Promise<void> {
  const answer = await saying(
    post<{ diff?: string; said?: string }>("/api/diff", { lab, exercise }),
  );
  if (answer?.diff !== undefined) difference.value = { exercise, diff: answer.diff };
  else if (answer?.said !== undefined) say(answer.said);
}

export async function resetAsked(lab: string, exercise: string): Promise<void> {
  const plan = await saying(
    post<{ files: string[]; exercises: string[] }>("/api/reset", { lab, exercise }),
  );
  if (plan === undefined) return;
  if (plan.files.length === 0) say("Nothing to reset: the file is as it was handed out.");
  else question.value = { lab, exercise, ...plan };
}

export async function resetNow({ lab, exercise }: ResetQuestion): Promise<void> {
  question.value = undefined;
  const body = { lab, exercise, isConfirmed: true };
  const answer = await saying(post<{ said?: string }>("/api/reset", body));
  if (answer?.said !== undefined) say(answer.said);
  await readText(lab);
}
