/** Why code cannot be measured: work that is to do is no fault. */
import type { JSX } from "preact";
import type { Trouble } from "../../measure/results.ts";

export function TroubleNote({ trouble }: { readonly trouble: Trouble }): JSX.Element {
  const isTodo = trouble.kind === "todo";
  return (
    <div class={isTodo ? "banner" : "banner fault"} role="status">
      <p>
        {isTodo ? "○" : "✗"} {trouble.message}
      </p>
      {isTodo && <p class="quiet">Write it first; then there is something to measure.</p>}
    </div>
  );
}

export function Output({ text }: { readonly text: string }): JSX.Element | null {
  if (text === "") return null;
  return (
    <details>
      <summary>What the program printed</summary>
      <pre>{text}</pre>
    </details>
  );
}
