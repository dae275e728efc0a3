/** A state as a sign, a colour and a word: never a colour alone. */
import type { JSX } from "preact";
import type { State } from "./lab-store.ts";

const SIGNS: Readonly<Record<State, string>> = { done: "✓", failing: "✗", todo: "○" };
export const WORDS: Readonly<Record<State, string>> = {
  done: "done",
  failing: "failing",
  todo: "to do",
};

export function StateSign({ state }: { readonly state: State }): JSX.Element {
  return (
    <span class={`sign ${state}`}>
      <span aria-hidden="true">{SIGNS[state]}</span>
      <span class="unseen">{WORDS[state]}</span>
    </span>
  );
}
