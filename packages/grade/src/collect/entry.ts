/** What a folder, a zip or a commit holds, before anything of it is believed. */

export interface Entry {
  /** With "/", relative; may hold any character. */
  readonly path: string;
  readonly kind: "file" | "link" | "other";
  /** As declared: it may be a lie. */
  readonly bytes: number;
  /** Why it cannot be taken, whatever is in it: "it is encrypted". */
  readonly why?: string;
}

/** An opened submission. */
export interface Handed {
  readonly entries: readonly Entry[];
  /** What was passed over without a look: folder or reason -> how many. */
  readonly notes: readonly string[];
  /** Of a repository. */
  readonly commit?: string;
  /**
   * The content, at most so many bytes.
   *
   * @throws CollectError if it is longer, or broken
   */
  read(entry: Entry, mostBytes: number): Buffer;
  close(): void;
}

/** A submission that cannot be taken in, and why. */
export class CollectError extends Error {}

/** Names that are looked at in one submission: a whole course with all that is installed in it. */
export const MAX_ENTRIES = 200_000;
