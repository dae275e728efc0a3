/** What a page and the worker that runs an animation say to each other. */
import type { PlayerState } from "./player.ts";

export type ToWorker =
  | { readonly type: "play" | "pause" | "step" | "restart" | "ping" }
  /** A picture's memory, back after it was painted. */
  | { readonly type: "memory"; readonly pixels: ArrayBuffer };

export type FromWorker =
  /** From now on it answers. */
  | { readonly type: "begun" }
  /** An animation is there, and waits to be played. */
  | { readonly type: "figure"; readonly width: number; readonly height: number }
  | { readonly type: "frame"; readonly pixels: ArrayBuffer }
  | { readonly type: "state"; readonly state: PlayerState; readonly description: string }
  /** There is no animation. */
  | { readonly type: "failed"; readonly error: TextOfError }
  | { readonly type: "pong" };

/** An error in words: what it is does not survive the way to another thread. */
export interface TextOfError {
  readonly message: string;
  /** The stack, as the browser writes it. */
  readonly stack?: string;
}

export function textOfError(error: unknown): TextOfError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  return { message, ...(stack !== undefined && { stack }) };
}
