/** What the workbench and its measuring process say to each other: plain data. */
import type { JobProgress } from "./results.ts";

export interface Order {
  readonly kind: "benchmark" | "profile" | "memory";
  /** The lab's folder. */
  readonly labDir: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export type ChildMessage =
  | { readonly type: "progress"; readonly progress: JobProgress }
  | { readonly type: "result"; readonly result: unknown }
  | { readonly type: "failed"; readonly message: string };

/** Told after each part of the work. */
export type Report = (progress: JobProgress) => void;
