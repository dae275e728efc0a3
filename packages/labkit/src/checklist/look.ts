/**
 * How text looks on a terminal: colours, signs, width. Decided once, from the stream and the
 * environment, and passed on; no function that renders asks for itself.
 *
 * A colour never carries meaning alone: every state also has a sign and a word.
 */
import pc from "picocolors";

export interface Look {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  /** Whether text may carry colours of its own. */
  readonly hasColours: boolean;
  readonly signs: Signs;
  /** Columns to write in. */
  readonly width: number;
}

export interface Signs {
  readonly done: string;
  readonly failing: string;
  readonly todo: string;
  readonly full: string;
  readonly empty: string;
  readonly dots: string;
}

const UNICODE: Signs = { done: "✓", failing: "✗", todo: "○", full: "█", empty: "░", dots: "…" };
const ASCII: Signs = { done: "+", failing: "x", todo: "o", full: "#", empty: ".", dots: "..." };

const WIDEST = 100;
const USUAL_WIDTH = 80;

export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function lookOf(
  stream: Stream,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Look {
  const hasColours = usesColour(stream, env);
  const { bold, dim, red, green, yellow, cyan } = pc.createColors(hasColours);
  const signs = showsUnicode(env, platform) ? UNICODE : ASCII;
  const width = Math.min(stream.columns || USUAL_WIDTH, WIDEST);
  return { bold, dim, red, green, yellow, cyan, hasColours, signs, width };
}

/** No colours, 80 columns: for files and tests. */
export const PLAIN_LOOK: Look = lookOf({}, { NO_COLOR: "1" }, "linux");

/** A non-empty NO_COLOR wins, then FORCE_COLOR, then what the terminal is. */
function usesColour(stream: Stream, env: Environment): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}

/** Old Windows consoles and the Linux kernel's own console lack the signs' glyphs. */
function showsUnicode(env: Environment, platform: NodeJS.Platform): boolean {
  if (env["HPTS_ASCII"]) return false;
  if (platform !== "win32") return env["TERM"] !== "linux";
  return Boolean(env["WT_SESSION"] || env["CI"] || env["TERM_PROGRAM"] || env["TERM"]);
}

/** Breaks text at blanks so that no line is longer than `width`; words are never split. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    return [...lines, line];
  });
}

/** `left` and `right` at the two ends of a line, at least two blanks between them. */
export function bothEnds(left: string, right: string, width: number): string {
  return `${left}${" ".repeat(Math.max(2, width - left.length - right.length))}${right}`;
}
