/** A job of the lab as the page sees it: start, progress, stop, and how it ended. */
import { type Signal, signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { JobProgress } from "../../measure/results.ts";
import type { JobState } from "../../protocol.ts";
import { onEvent } from "../events.ts";
import { bind } from "../keys.ts";
import { jobs } from "../lab/lab-store.ts";
import { saying } from "../say.ts";
import { post } from "../server.ts";

export type Kind = "benchmark" | "profile" | "memory";

/** What was measured before the student saved something. */
const outdated: Signal<ReadonlySet<string>> = signal(new Set());

onEvent((event) => {
  if (event.type === "checking" && event.files.length > 0) {
    outdated.value = new Set(Object.keys(jobs.value));
  } else if (event.type === "job" && event.job.state === "running") {
    outdated.value = new Set([...outdated.value].filter((kind) => kind !== event.job.kind));
  }
});

export interface Job<T> {
  readonly state: JobState["state"] | "none";
  readonly progress: JobProgress | undefined;
  /** What is known so far; all of it when it is done. */
  readonly result: T | undefined;
  readonly error: string | undefined;
}

export function jobOf<T>(kind: Kind): Job<T> {
  const job = jobs.value[kind];
  const progress = job?.progress as JobProgress | undefined;
  return {
    state: job?.state ?? "none",
    progress,
    result: (job?.result ?? progress?.partial) as T | undefined,
    error: job?.error,
  };
}

export function start(lab: string, kind: Kind, options: object): void {
  void saying(post("/api/job/start", { ...options, lab, kind }));
}

export function stop(): void {
  void saying(post("/api/job/stop", {}));
}

export interface JobBarProps {
  readonly kind: Kind;
  /** On the button: "Measure". */
  readonly verb: string;
  readonly onStart: () => void;
  /** Why it cannot be started now. */
  readonly isDisabled?: boolean;
  readonly children?: ComponentChildren;
}

/** The button, or what happens now with a way to stop it; key m starts, key c stops. */
export function JobBar({ kind, verb, onStart, isDisabled, children }: JobBarProps): JSX.Element {
  const { state, progress, error } = jobOf(kind);
  const isRunning = state === "running";
  // At once: a key may follow the choice that it is about.
  useLayoutEffect(() =>
    bind([
      {
        key: "m",
        does: `${verb.toLowerCase()}, on this tab`,
        run: () => {
          if (!isRunning && isDisabled !== true) onStart();
        },
      },
      { key: "c", does: "cancel what is measured", run: () => isRunning && stop() },
    ]),
  );
  return (
    <div class="job">
      {isRunning ? (
        <button type="button" onClick={stop}>
          Cancel <kbd>c</kbd>
        </button>
      ) : (
        <button type="button" class="primary" disabled={isDisabled === true} onClick={onStart}>
          {verb} <kbd>m</kbd>
        </button>
      )}
      {children}
      <div class="job-state" role="status">
        {isRunning && <Progress progress={progress} />}
        {state === "done" && outdated.value.has(kind) && (
          <p>○ You have saved since then: this is about the code before.</p>
        )}
        {state === "stopped" && <p class="quiet">Cancelled; nothing of it was kept.</p>}
        {state === "failed" && <p class="failing">✗ {error}</p>}
      </div>
    </div>
  );
}

function Progress({ progress }: { readonly progress: JobProgress | undefined }): JSX.Element {
  if (progress === undefined) return <p>Starting a process for it …</p>;
  const { step, done, all } = progress;
  return (
    <p class="progress">
      <progress value={done} max={all} aria-label="parts that are done" />
      <span>
        {Math.min(done + 1, all)} of {all}: {step} …
      </span>
    </p>
  );
}
