/** The checklist: every exercise with its state, and what failed with its message and place. */
import type { CheckResult } from "@hpts/labkit/lab";
import type { JSX } from "preact";
import { type Exercise, exercises, focus, picked, shown } from "./lab-store.ts";
import { PlaceLink } from "./place-link.tsx";
import { StateSign, WORDS } from "./state-sign.tsx";
import { rerun } from "./verbs.ts";

export function Checks({ lab }: { readonly lab: string }): JSX.Element {
  const { result, types = [], trouble, elsewhere } = shown.value;
  const all = exercises.value;
  return (
    <section class="panel checks" aria-labelledby="checks-heading">
      <div class="bar">
        <h2 id="checks-heading">Checks</h2>
        <button type="button" onClick={() => rerun(lab)}>
          Run again
        </button>
      </div>
      <p role="status" class="summary">
        {summary()}
      </p>
      {elsewhere !== undefined && (
        <p class="banner todo">
          ○ Checks run for lab {elsewhere}, which was opened later. "Run again" brings them back
          here.
        </p>
      )}
      {trouble !== undefined && <p class="banner fault">✗ {trouble}</p>}
      {result?.faults.map((fault) => (
        <p key={fault} class="banner fault">
          ✗ {fault}
        </p>
      ))}
      <ul class="checklist">
        {all.map((exercise) => (
          <Item key={exercise.id} lab={lab} exercise={exercise} />
        ))}
      </ul>
      {types.length > 0 && (
        <div class="types">
          <h3>✗ {typeErrors(types.length)} (the checks run without types)</h3>
          <ul>
            {types.map((fault) => (
              <li key={`${fault.file}${fault.line}${fault.column}`}>
                <PlaceLink lab={lab} at={fault} /> {fault.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {result?.output && <Output text={result.output.text} title="Printed" />}
    </section>
  );
}

/** What has been found out, for whoever does not see the list. */
function summary(): string {
  const { checking, result, tookMs, types = [] } = shown.value;
  if (checking !== undefined) {
    const why = checking.files.length > 0 ? `${checking.files.join(", ")} saved; ` : "";
    return `${why}checking ${checking.exercises.join(", ")} …`;
  }
  if (result === undefined) return "Checking begins …";
  const count = (state: string): number =>
    exercises.value.filter((one) => one.state === state).length;
  const faults = types.length === 0 ? "" : `, ${typeErrors(types.length)} below`;
  const time = tookMs === undefined ? "" : `, checked in ${Math.round(tookMs)} ms`;
  return `${count("done")} done, ${count("failing")} failing, ${count("todo")} to do${faults}${time}`;
}

const typeErrors = (count: number): string => `${count} type error${count === 1 ? "" : "s"}`;

function Item({
  lab,
  exercise,
}: {
  readonly lab: string;
  readonly exercise: Exercise;
}): JSX.Element {
  const { id, title, state, result } = exercise;
  const isFocus = focus.value?.id === id;
  const failed = result?.checks.filter((check) => check.state === "failed") ?? [];
  const todo = result?.checks.find((check) => check.state === "todo");
  const isOpen = isFocus || failed.length > 0;
  return (
    <li class={state} data-exercise={id} data-state={state}>
      <button
        type="button"
        class="row"
        aria-current={isFocus ? "true" : undefined}
        onClick={() => {
          picked.value = id;
        }}
      >
        <StateSign state={state} /> <b>{id}</b> <span class="title">{title}</span>
        <span class="word" aria-hidden="true">
          {WORDS[state]}
        </span>
      </button>
      {isOpen && (
        <div class="found">
          {failed.map((check) => (
            <Found key={check.name} lab={lab} check={check} earlier={earlierWith(check, id)} />
          ))}
          {failed.length === 0 && todo !== undefined && (
            <Found lab={lab} check={todo} earlier={undefined} />
          )}
          {result?.notes.map((note) => (
            <p key={note} class="note">
              {note}
            </p>
          ))}
          {result?.output && <Output text={result.output.text} title={`Printed by ${id}`} />}
        </div>
      )}
    </li>
  );
}

interface FoundProps {
  readonly lab: string;
  readonly check: CheckResult;
  /** The exercise whose check has said the same. */
  readonly earlier: string | undefined;
}

function Found({ lab, check, earlier }: FoundProps): JSX.Element {
  const at = check.at ?? check.checkedAt;
  if (earlier !== undefined) return <p class="message quiet">the same as {earlier}</p>;
  return (
    <div class="check">
      {check.state === "failed" && <p class="name">{check.name}</p>}
      <p class="message">{check.message}</p>
      {at !== undefined && <PlaceLink lab={lab} at={at} />}
    </div>
  );
}

/** One mistake in a file that all import is said once. */
function earlierWith(check: CheckResult, id: string): string | undefined {
  const { at, message } = check;
  if (at === undefined) return undefined;
  const isSame = (one: CheckResult): boolean =>
    one.message === message && one.at?.file === at.file && one.at.line === at.line;
  const first = exercises.value.find(({ result }) => result?.checks.some(isSame));
  return first?.id === id ? undefined : first?.id;
}

function Output({ text, title }: { readonly text: string; readonly title: string }): JSX.Element {
  return (
    <details class="output" open>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
