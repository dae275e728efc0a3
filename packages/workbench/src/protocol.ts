/** What server and page say to each other: plain data, types only. */
import type { LabResult, Place, TypeFault } from "@hpts/labkit/lab";

/** A lab in the list. */
export interface LabRow {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly tier: string;
  readonly buildsOn: readonly string[];
  readonly exercises: readonly { readonly id: string; readonly state: "done" | "open" }[];
  /** What its README shows first: a name for `/image`, and the same in words. */
  readonly picture?: { readonly name: string; readonly alt: string };
  /** What to go on with; none when all are done. */
  readonly next?: NextExercise;
}

export interface NextExercise {
  readonly id: string;
  readonly title: string;
  readonly at: Place;
  readonly isMissing: boolean;
}

export interface CourseState {
  readonly labs: readonly LabRow[];
  /** Labs that cannot be read. */
  readonly errors: readonly string[];
}

/** All that the page of a lab shows before anything has run. HTML is made from the course's own texts. */
export interface LabText {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly introHtml: string;
  readonly exercises: readonly ExerciseText[];
  readonly closingHtml: string;
  /** Which editor opens files; none if none was found. */
  readonly editor?: string;
  /** Whether the lab has something that moves. */
  readonly hasLive: boolean;
}

export interface ExerciseText {
  readonly id: string;
  readonly title: string;
  /** Such as "starter/motion.ts". */
  readonly file: string;
  readonly points: number;
  readonly html: string;
  readonly isDone: boolean;
  /** Hints taken so far. */
  readonly hints: readonly HintText[];
  readonly hintsInAll: number;
}

export interface HintText {
  readonly tier: string;
  readonly html: string;
}

/** What esbuild says of a module that it cannot make. */
export interface BuildFault {
  readonly message: string;
  readonly at?: Place;
  /** esbuild's own text, with the line and a mark under it. */
  readonly text: string;
}

export interface JobState {
  readonly lab: string;
  /** What is done: "benchmark", "profile", ... */
  readonly kind: string;
  readonly state: "running" | "done" | "failed" | "stopped";
  /** What the job last said of how far it is; its kind defines what that is. */
  readonly progress?: unknown;
  readonly result?: unknown;
  /** Why it failed, in a line or more. */
  readonly error?: string;
}

/** Events with a lab go to the pages of that lab, others to all. */
export type WorkbenchEvent =
  | { readonly type: "progress" }
  | {
      readonly type: "checking";
      readonly lab: string;
      readonly exercises: readonly string[];
      /** What was saved; none if the run was asked for. */
      readonly files: readonly string[];
    }
  | { readonly type: "slow"; readonly lab: string; readonly exercises: readonly string[] }
  | {
      readonly type: "checked";
      readonly lab: string;
      readonly result: LabResult;
      readonly tookMs: number;
    }
  | { readonly type: "types"; readonly lab: string; readonly faults: readonly TypeFault[] }
  | { readonly type: "trouble"; readonly lab: string; readonly message: string }
  /** The checks run for another lab now, which was opened later. */
  | { readonly type: "elsewhere"; readonly lab: string; readonly other: string }
  /** New code of the student's for the canvas. */
  | { readonly type: "live"; readonly lab: string; readonly version: number }
  | { readonly type: "liveFault"; readonly lab: string; readonly faults: readonly BuildFault[] }
  | { readonly type: "job"; readonly lab: string; readonly job: JobState };
