/**
 * What was typed in earlier sessions: a file with a line each, oldest first.
 *
 * Lines are appended as they are typed, so that two sessions at once lose nothing; at the start the
 * file is cut to its newest lines. A folder that cannot be written to costs the history, not the
 * session.
 */
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export const MOST_LINES = 1000;
export const MOST_BYTES: number = 256 * 1024;
/** A pasted data set is no history. */
const LONGEST_LINE = 4096;

export class HistoryFile {
  readonly #file: string;
  #canWrite = true;
  #last: string | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** The newest lines, oldest first; cuts the file to them. */
  load(): string[] {
    let text = "";
    try {
      text = readFileSync(this.#file, "utf8");
    } catch {
      return []; // none yet
    }
    const lines = newest(text.split("\n").filter((line) => line !== ""));
    const kept = lines.map((line) => `${line}\n`).join("");
    if (kept.length < text.length) this.#write(() => this.#replace(kept));
    this.#last = lines.at(-1);
    return lines;
  }

  add(line: string): void {
    const isWorth = line.trim() !== "" && line.length <= LONGEST_LINE && line !== this.#last;
    if (!isWorth || /[\n\r]/.test(line)) return;
    this.#last = line;
    this.#write(() => {
      mkdirSync(dirname(this.#file), { recursive: true });
      appendFileSync(this.#file, `${line}\n`, { mode: 0o600 });
    });
  }

  #replace(text: string): void {
    writeFileSync(`${this.#file}.new`, text, { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  #write(action: () => void): void {
    if (!this.#canWrite) return;
    try {
      action();
    } catch {
      this.#canWrite = false;
    }
  }
}

function newest(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let bytes = 0;
  for (let i = lines.length - 1; i >= 0 && kept.length < MOST_LINES; i--) {
    bytes += Buffer.byteLength(lines[i]!) + 1;
    if (bytes > MOST_BYTES) break;
    kept.unshift(lines[i]!);
  }
  return kept;
}
