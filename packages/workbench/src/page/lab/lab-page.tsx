/** A lab: its task, its canvas and its checks; and the tabs of what was measured. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { bind } from "../keys.ts";
import { LiveCanvas } from "../live/live-canvas.tsx";
import { BenchmarkPage } from "../measure/benchmark-page.tsx";
import { MemoryPage } from "../measure/memory-page.tsx";
import { ProfilePage } from "../measure/profile-page.tsx";
import { go, hashOf, type Tab } from "../router.ts";
import { say } from "../say.ts";
import { Checks } from "./checks.tsx";
import { Dialogs } from "./dialogs.tsx";
import {
  exercises,
  focus,
  labText,
  leaveLab,
  missing,
  nextUp,
  openLab,
  picked,
} from "./lab-store.ts";
import { Task } from "./task.tsx";
import { rerun, resetAsked, showDiff, takeHint } from "./verbs.ts";

type Page = ComponentType<{ readonly lab: string }>;

const TABS: readonly { readonly tab: Tab; readonly name: string; readonly page: Page }[] = [
  { tab: "work", name: "Work", page: WorkPage },
  { tab: "benchmark", name: "Benchmark", page: BenchmarkPage },
  { tab: "profile", name: "Profile", page: ProfilePage },
  { tab: "memory", name: "Memory", page: MemoryPage },
];

export function LabPage({ lab, tab }: { readonly lab: string; readonly tab: Tab }): JSX.Element {
  useEffect(() => {
    void openLab(lab);
    return leaveLab;
  }, [lab]);
  useLayoutEffect(() => bindKeys(lab), [lab]);
  if (missing.value !== undefined) return <MissingLab why={missing.value} />;
  const text = labText.value;
  const Shown = TABS.find((one) => one.tab === tab)!.page;
  return (
    <>
      <div class="lab-head">
        <h1>{text?.title ?? lab}</h1>
        <nav aria-label="Views of this lab" class="tabs">
          {TABS.map((one) => (
            <a
              key={one.tab}
              href={hashOf({ screen: "lab", lab, tab: one.tab })}
              aria-current={one.tab === tab ? "page" : undefined}
            >
              {one.name}
            </a>
          ))}
        </nav>
      </div>
      <Shown lab={lab} />
      <Dialogs />
    </>
  );
}

function MissingLab({ why }: { readonly why: string }): JSX.Element {
  return (
    <>
      <h1>No such lab</h1>
      <p>✗ {why[0]!.toUpperCase() + why.slice(1)}.</p>
      <p>
        <a href={hashOf({ screen: "labs" })}>All labs</a>
      </p>
    </>
  );
}

function WorkPage({ lab }: { readonly lab: string }): JSX.Element {
  return (
    <div class="work">
      <Task lab={lab} />
      {labText.value?.hasLive && <LiveCanvas key={lab} lab={lab} />}
      <Checks lab={lab} />
    </div>
  );
}

function bindKeys(lab: string): () => void {
  const onFocus = (work: (exercise: string) => unknown) => () => {
    if (focus.value !== undefined) void work(focus.value.id);
  };
  return bind([
    { key: "n", does: "the exercise that comes next", run: goToNext },
    { key: "h", does: "one hint more", run: onFocus((id) => takeHint(lab, id)) },
    {
      key: "w",
      does: "why is it slow: the profile",
      run: () => go({ screen: "lab", lab, tab: "profile" }),
    },
    {
      key: "d",
      does: "compare with the reference, when it is done",
      run: onFocus((id) => showDiff(lab, id)),
    },
    { key: "r", does: "run all checks again", run: () => void rerun(lab) },
    { key: "x", does: "reset the exercise", run: onFocus((id) => resetAsked(lab, id)) },
    { key: "j", does: "the exercise below", run: () => move(1) },
    { key: "k", does: "the exercise above", run: () => move(-1) },
  ]);
}

function goToNext(): void {
  picked.value = undefined;
  const next = nextUp.value;
  say(
    next === undefined ? "All exercises of this lab are done." : `Next: ${next.id} ${next.title}`,
  );
}

function move(by: number): void {
  const all = exercises.value;
  const at = all.findIndex(({ id }) => id === focus.value?.id);
  picked.value = all[Math.min(all.length - 1, Math.max(0, at + by))]?.id;
}
