/**
 * What a child process writes directly to stdout or stderr: kept up to a limit, but for two things
 * that are not the student's output and mean something:
 *
 *     hpts-stuck:{...}                      what a process that was killed was stuck in
 *     FATAL ERROR: ... heap out of memory   V8's last words, with a page of addresses around them
 *     # Fatal JavaScript invalid size ...   the same, of an array that cannot grow any more
 *
 * A stream comes in pieces that end anywhere, so the beginning of a line that could become one of
 * the two is held back until the rest of it is there.
 */
import { cutText } from "../checklist/cut-text.ts";
import { STUCK_MARK, type Stuck } from "../exercise/monitor.ts";

/** Characters of direct output that are kept, of a run. */
const OUTPUT_LIMIT = 64 * 1024;

export interface ProcessReport {
  /** Direct output, cut at the limit. */
  output: string;
  /** Characters of direct output that were dropped. */
  dropped: number;
  /** What each process that had to be killed was stuck in. */
  stuck: Stuck[];
  /** Whether a process died because it had used up all memory. */
  outOfMemory: boolean;
}

export const emptyReport = (): ProcessReport => ({
  output: "",
  dropped: 0,
  stuck: [],
  outOfMemory: false,
});

/** With these lines V8 begins to explain why it gives up; nothing of the student's comes after them. */
const LAST_WORDS = ["<--- Last few GCs --->", "# Fatal error in "];
const FATAL_MARKS = ["FATAL ERROR:", "# Fatal "];
const MARKS = [STUCK_MARK, ...LAST_WORDS, ...FATAL_MARKS];
const OUT_OF_MEMORY =
  /out of memory|\bOOM\b|allocation failed|invalid \w+ (?:size|length)|invalid size error/i;
/** What stands above "# Fatal error in". */
const FRAME = /\n*#\n$/;

/** The reader of one stream of one process. */
export class OutputReader {
  readonly #report: () => ProcessReport;
  /** A line that has begun and could become one of the marked. */
  #held = "";
  #isAtLineStart = true;
  #isDying = false;

  /** @param report into which to write at the moment */
  constructor(report: () => ProcessReport) {
    this.#report = report;
  }

  read(chunk: string): void {
    const lines = (this.#held + chunk).split(/(?<=\n)/);
    this.#held = "";
    for (const line of lines) {
      const isWhole = line.endsWith("\n");
      if (this.#isAtLineStart && !isWhole && couldBeMarked(line)) this.#held = line;
      else this.#take(line);
      this.#isAtLineStart = isWhole || this.#held !== "";
    }
  }

  /** What was held back is all there is. */
  end(): void {
    if (this.#held !== "") this.#take(this.#held);
    this.#held = "";
  }

  #take(line: string): void {
    const report = this.#report();
    if (this.#isAtLineStart && line.startsWith(STUCK_MARK)) {
      report.stuck.push(parseStuck(line));
    } else if (this.#isAtLineStart && isOutOfMemory(line)) {
      report.outOfMemory = true;
      this.#isDying = true;
    } else {
      if (this.#isAtLineStart && isLastWord(line)) {
        report.output = report.output.replace(FRAME, "\n");
        this.#isDying = true;
      }
      if (!this.#isDying) keep(line, report);
    }
  }
}

function isLastWord(line: string): boolean {
  return LAST_WORDS.some((mark) => line.startsWith(mark));
}

function couldBeMarked(line: string): boolean {
  return MARKS.some((mark) => line.startsWith(mark) || mark.startsWith(line));
}

function isOutOfMemory(line: string): boolean {
  return FATAL_MARKS.some((mark) => line.startsWith(mark)) && OUT_OF_MEMORY.test(line);
}

function parseStuck(line: string): Stuck {
  try {
    return JSON.parse(line.slice(STUCK_MARK.length)) as Stuck;
  } catch {
    return { label: "", stack: "" }; // the line was cut off: stuck, but nobody knows where
  }
}

function keep(text: string, report: ProcessReport): void {
  const room = report.dropped > 0 ? 0 : OUTPUT_LIMIT - report.output.length;
  const kept = cutText(text, room);
  report.output += kept;
  report.dropped += text.length - kept.length;
}
