/**
 * Colours of functions. Tints of Okabe and Ito's set, light enough that dark text on any of them has a
 * contrast above 4.5 in both themes. The same function has the same colour in every view.
 */
import type { ProfileModel } from "../profile-model.ts";
import type { ViewState } from "./view-state.ts";

/** Vermilion, sky blue, orange, green, purple, yellow, blue. */
const TINTS = ["#f59a6f", "#84c8f0", "#f3be5b", "#6ccbaa", "#dfa6cd", "#eee277", "#93b5ea"];
/** The same once more, a step lighter: neighbours in a large program differ. */
const PALE = ["#f8bb9c", "#addbf5", "#f7d590", "#9edcc6", "#eac5df", "#f4ecaa", "#b8cef1"];
/** What the program has no hand in: the runtime's own code, collections, starting up. */
const PLAIN = "#c3c9d2";
/** Of more and of less time than the other profile; the table has the signs. */
export const MORE = "#ff8f5e";
export const LESS = "#52b2f2";
const NO_CHANGE = "#e3e7ed";

export const DARK_TEXT = "#14181f";

export type Colours = (fn: number) => string;

/** By the function's rank, so that those that matter most differ most. */
export function functionColours({ model, rank, diff }: ViewState): Colours {
  const change = diff.value;
  if (change !== undefined) {
    return (fn) => changeColour((change.selfChange[fn] as number) / (change.most || 1));
  }
  const places = rank.value;
  return (fn) => {
    if (isPlain(model.value, fn)) return PLAIN;
    const place = places[fn] as number;
    const set = Math.floor(place / TINTS.length) % 2 === 0 ? TINTS : PALE;
    return set[place % TINTS.length] as string;
  };
}

/** @param share from -1, much less than before, to 1, much more */
export function changeColour(share: number): string {
  const size = Math.min(1, Math.sqrt(Math.abs(share)));
  if (size < 0.05) return NO_CHANGE;
  return mix(NO_CHANGE, share > 0 ? MORE : LESS, 0.2 + 0.8 * size);
}

/** In FRAME_KINDS: what comes behind is no function. */
const NATIVE = 1;

function isPlain({ data }: ProfileModel, fn: number): boolean {
  const kind = data.functions.kind[fn] as number;
  return kind > NATIVE || (data.functions.file[fn] ?? "").startsWith("node:");
}

function mix(from: string, to: string, share: number): string {
  const part = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16);
  const hex = [1, 3, 5].map((at) => {
    const value = part(from, at) + (part(to, at) - part(from, at)) * share;
    return Math.round(value).toString(16).padStart(2, "0");
  });
  return `#${hex.join("")}`;
}
