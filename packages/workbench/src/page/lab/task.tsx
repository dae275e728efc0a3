/** The text of one exercise, its hints as far as they were taken, and what can be done with it. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { exercises, focus, labText, picked } from "./lab-store.ts";
import { openAt } from "./place-link.tsx";
import { StateSign } from "./state-sign.tsx";
import { resetAsked, showDiff, takeHint } from "./verbs.ts";

export function Task({ lab }: { readonly lab: string }): JSX.Element {
  const text = labText.value;
  const exercise = focus.value;
  if (text === undefined || exercise === undefined) {
    return <section class="panel task">The task is being read.</section>;
  }
  const { id, title, html, file, hints, hintsInAll } = exercise;
  const hasMore = hints.length < hintsInAll;
  return (
    <section class="panel task" aria-labelledby="task-heading">
      <nav aria-label="Exercises">
        <ul class="exercises">
          {exercises.value.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                title={one.title}
                aria-current={one.id === id ? "true" : undefined}
                onClick={() => {
                  picked.value = one.id;
                }}
              >
                <StateSign state={one.state} /> {one.id}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <h2 id="task-heading">
        {id} {title}
      </h2>
      <Text lab={lab} html={html} />
      <div class="verbs">
        {text.editor !== undefined && (
          <button type="button" onClick={() => openAt(lab, placeOf(exercise.id, file))}>
            Open in {text.editor}
          </button>
        )}
        <button type="button" disabled={!hasMore} onClick={() => takeHint(lab, id)}>
          Hint ({hints.length} of {hintsInAll})
        </button>
        <button
          type="button"
          disabled={exercise.state !== "done"}
          onClick={() => showDiff(lab, id)}
        >
          Compare with the reference
        </button>
        <button type="button" onClick={() => resetAsked(lab, id)}>
          Reset
        </button>
      </div>
      {hints.length > 0 && (
        <ol class="hints" aria-label={`Hints for ${id}`}>
          {hints.map(({ tier, html: hint }, i) => (
            <li key={tier}>
              <h3>
                Hint {i + 1}: {tier.toLowerCase()}
              </h3>
              <Text lab={lab} html={hint} />
            </li>
          ))}
        </ol>
      )}
      <details class="about">
        <summary>About this lab</summary>
        <Text lab={lab} html={text.introHtml} />
        <Text lab={lab} html={text.closingHtml} />
      </details>
    </section>
  );
}

/** Where to go on: the failure or the Todo, as far as it is known. */
function placeOf(id: string, file: string): Parameters<typeof openAt>[1] {
  const result = exercises.value.find((one) => one.id === id)?.result;
  const at = result?.checks.find((check) => check.state !== "passed" && check.at)?.at;
  return at ?? { file, line: 1, column: 1 };
}

/** The server has made it of the course's own texts, see markdown.ts. */
function Text({ lab, html }: { readonly lab: string; readonly html: string }): JSX.Element {
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const open = ({ target }: Event): void => {
      const button = target instanceof Element && target.closest<HTMLElement>("[data-file]");
      const file = button ? button.dataset["file"] : undefined;
      if (file) openAt(lab, { file, line: 1, column: 1 });
    };
    const shown = text.current!;
    shown.addEventListener("click", open);
    return () => shown.removeEventListener("click", open);
  }, [lab]);
  const inner = { dangerouslySetInnerHTML: { __html: html } };
  return <div ref={text} class="prose" {...inner} />;
}
