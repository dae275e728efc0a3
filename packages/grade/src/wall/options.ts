/** What a side of the wall is given. */
import type { Packet } from "../protocol/frames.ts";
import type { Kind } from "./message.ts";
import type { Exposure } from "./mirrors.ts";

export type Guard = (run: () => unknown, kind: Kind) => unknown;

export interface WallOptions {
  readonly side: "judge" | "answerer";
  /** Of requests; the judge's are such that nobody can foresee them. @default counted */
  readonly newId?: () => string;
  readonly send: (packet: Packet) => void;
  /** Blocks until the other side has handed over the turn. */
  readonly receive: () => Packet;
  readonly exposureOf: (prototype: object) => Exposure;
  /** Whether calls may be made later (see deferral.ts); the answerer's choice. */
  readonly mayDefer?: () => boolean;
  /** Imports a module of the student's; only the answerer has any. */
  readonly load?: (name: string) => Promise<object>;
  /** Takes a module of the judge's; only the answerer is given any. */
  readonly give?: (name: string, module: unknown) => void;
  /** Runs what the other side asks for. */
  readonly guard?: Guard;
  /** What was met since the last message that is still to be written. */
  readonly takeTodos?: () => readonly string[];
  readonly onTodos?: (todos: readonly string[]) => void;
  /** Nobody can talk to the other side any more. Gives the error for whoever asks. */
  readonly onBroken?: (error: unknown) => Error;
  /** A promise of this side that has crossed was settled. */
  readonly onSettled?: () => void;
  /** A promise of the other side has come: somebody has to let that side run. */
  readonly onPromise?: () => void;
}
