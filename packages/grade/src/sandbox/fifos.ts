/**
 * Pipes for sandboxes. Node cannot make a pipe, and a socket pair, which it makes instead, is not
 * read synchronously; a named pipe that both ends have opened is a pipe like any other.
 */
import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";

const BATCH = 8;

/** The judge reads `fromInside` and writes `toInside`; the rest goes to the sandbox's process. */
export interface Pipes {
  readonly toInside: number;
  readonly fromInside: number;
  readonly insideReads: number;
  readonly insideWrites: number;
  /** Closes the sandbox's ends, once its process has them: then its death is an end of file. */
  closeInside(): void;
  /** Closes the judge's ends; the names can be used again. */
  close(): void;
}

export class Fifos {
  readonly #dir: string;
  readonly #free: string[] = [];
  #made = 0;

  /** @param dir a folder of the judge's that nobody else can write to */
  constructor(dir: string) {
    this.#dir = dir;
  }

  open(): Pipes {
    if (this.#free.length === 0) this.#makeSome();
    const name = this.#free.pop()!;
    const [inward, outward] = [ends(`${name}-in`), ends(`${name}-out`)];
    return {
      toInside: inward.writes,
      insideReads: inward.reads,
      fromInside: outward.reads,
      insideWrites: outward.writes,
      closeInside: () => {
        closeSync(inward.reads);
        closeSync(outward.writes);
      },
      close: () => {
        closeSync(inward.writes);
        closeSync(outward.reads);
        this.#free.push(name);
      },
    };
  }

  #makeSome(): void {
    const names = Array.from({ length: BATCH }, () => join(this.#dir, `pipe-${this.#made++}`));
    execFileSync("mkfifo", [
      "-m",
      "600",
      ...names.flatMap((name) => [`${name}-in`, `${name}-out`]),
    ]);
    this.#free.push(...names);
  }
}

function ends(path: string): { reads: number; writes: number } {
  // Opening one end waits for the other, unless somebody has both.
  const both = openSync(path, constants.O_RDWR);
  const reads = openSync(path, constants.O_RDONLY);
  const writes = openSync(path, constants.O_WRONLY);
  closeSync(both);
  return { reads, writes };
}
