/** All labs: how far each is, and what comes next. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import type { LabRow } from "../../protocol.ts";
import { course, readCourse } from "../course-store.ts";
import { follow } from "../events.ts";
import { bind } from "../keys.ts";
import { hashOf } from "../router.ts";

export function LabsPage(): JSX.Element {
  useEffect(() => {
    follow(undefined);
    void readCourse();
  }, []);
  useLayoutEffect(
    () =>
      bind([
        { key: "j", does: "the lab below", run: () => move(1) },
        { key: "k", does: "the lab above", run: () => move(-1) },
      ]),
    [],
  );
  const state = course.value;
  const next = state?.labs.find((lab) => lab.next !== undefined);
  return (
    <>
      <h1>High-Performance TypeScript</h1>
      {next?.next !== undefined && (
        <p class="next">
          <span class="word">Next</span>{" "}
          <a href={hashOf({ screen: "lab", lab: next.id, tab: "work" })}>
            {next.next.id} {next.next.title}
          </a>{" "}
          <span class="quiet">in lab {next.id}</span>
        </p>
      )}
      {state !== undefined && next === undefined && <p class="next">✓ All labs are done.</p>}
      {state?.errors.map((error) => (
        <p key={error} class="banner fault">
          ✗ {error}
        </p>
      ))}
      <ul class="labs">
        {state?.labs.map((lab) => (
          <Row key={lab.id} lab={lab} />
        ))}
      </ul>
      {state === undefined && <p class="waiting">The labs are being read.</p>}
    </>
  );
}

function Row({ lab }: { readonly lab: LabRow }): JSX.Element {
  const { id, title, minutes, tier, buildsOn, exercises, picture, next } = lab;
  const done = exercises.filter(({ state }) => state === "done").length;
  const isDone = done === exercises.length;
  const [name, subtitle] = title.split(/:\s*/, 2);
  return (
    <li class="panel">
      {picture !== undefined && (
        <div class="lab-picture">
          <img
            src={`/image?${new URLSearchParams({ lab: id, name: picture.name })}`}
            alt={picture.alt}
          />
        </div>
      )}
      <a class="lab" href={hashOf({ screen: "lab", lab: id, tab: "work" })}>
        <span class="name">{name}</span>
        <span class="subtitle">{subtitle}</span>
      </a>
      <p class="progress">
        <span class="pips" aria-hidden="true">
          {exercises.map((one) => (
            <span key={one.id} class={one.state}>
              {one.state === "done" ? "✓" : "○"}
            </span>
          ))}
        </span>{" "}
        {isDone ? "✓ all done" : `${done} of ${exercises.length} done`}
      </p>
      <p class="quiet">
        {minutes} min, {tier}
        {buildsOn.length > 0 && `; builds on ${buildsOn.join(", ")}`}
        {next !== undefined && `; next: ${next.id} ${next.title}`}
      </p>
    </li>
  );
}

/** The focus, from lab to lab. */
function move(by: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a.lab")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const to = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
  links[Math.min(links.length - 1, Math.max(0, to))]?.focus();
}
