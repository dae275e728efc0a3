/** The file that `--report` names: looked at before the work begins, written when it is done. */
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";

export class ReportFile {
  readonly #file: string;
  readonly #asNamed: string;

  /** @throws UsageError when it cannot be written */
  constructor(name: string) {
    this.#file = resolve(name);
    this.#asNamed = name;
    const isNew = !existsSync(this.#file);
    this.#orRefuse(() => {
      mkdirSync(dirname(this.#file), { recursive: true });
      closeSync(openSync(this.#file, "a"));
    });
    if (isNew) rmSync(this.#file); // an empty report would be worse than none
  }

  /** @throws UsageError when it cannot be written after all */
  write(content: object): void {
    this.#orRefuse(() => writeFileSync(this.#file, JSON.stringify(content, null, 1)));
  }

  #orRefuse(write: () => void): void {
    try {
      write();
    } catch (cause) {
      const { code = "", message } = cause as NodeJS.ErrnoException;
      const why = REASONS[code] ?? message;
      throw new UsageError(`cannot write the report to ${this.#asNamed}: ${why}`, { cause });
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a part of the path is a file",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "no permission",
  ENOSPC: "the disk is full",
};
