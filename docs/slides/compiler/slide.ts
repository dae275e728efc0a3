/** What a deck is, once its text has been read: parts, of slides, of Markdown. */

/** Something that is odd about a text and was understood all the same. */
export interface Warning {
  readonly rule: WarningRule;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export type WarningRule =
  | "two-headings"
  | "separator"
  | "setext"
  | "fence"
  | "language"
  | "encoding"
  | "metadata"
  | "image";

/** What comments as `<!-- minutes: 3, lab: modeling -->` say; GitHub does not show them. */
export interface Metadata {
  /** How long one talks about the slide. */
  readonly minutes?: number;
  /** The slide sends into this lab: the command is shown. */
  readonly lab?: string;
  /** Which of the original course's 35 slides this one retells. */
  readonly original?: number;
  /** `split`: text left, the picture or the code right. */
  readonly layout?: string;
  /** Of a part, on its first slide: its id. */
  readonly part?: string;
  /** Of a part, on its first slide: the minutes that its slides may take together. */
  readonly budget?: number;
}

/** Code that stands in a file of the course: `<<< labs/profiling/solution/evolve.ts#evolve`. */
export interface Include {
  /** From the repository's root, with `/`. */
  readonly path: string;
  /** A function, class, `Class.method`, type, or the name behind a `#region`. */
  readonly region?: string;
  /** Lines that hold only a comment are left out. */
  readonly isBare: boolean;
  readonly line: number;
}

export interface Slide {
  /** From its title: what stands behind `#/` in the address. Unique in a deck. */
  readonly id: string;
  readonly title: string;
  readonly metadata: Metadata;
  /** Markdown, without metadata and notes; the heading included. */
  readonly body: string;
  /** Markdown; "" where there are none. */
  readonly notes: string;
  readonly includes: readonly Include[];
  readonly file: string;
  /** Line of the file on which the slide begins, from 1. */
  readonly line: number;
}

export interface Part {
  readonly id: string;
  /** Minutes; none if the part does not say. */
  readonly budget: number | undefined;
  readonly slides: readonly Slide[];
}

export interface Deck {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly warnings: readonly Warning[];
}

/** A text that cannot be understood, or code that is not there: said in a line, with its place. */
export class SlidesError extends Error {
  override readonly name = "SlidesError";
}
