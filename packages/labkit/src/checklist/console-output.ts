/**
 * What a student's code prints while it is checked. A little helps ("what is r here?"), a megabyte
 * buries the checklist: the beginning is kept, the rest is counted.
 */
import type { UserConsoleLog } from "vitest";
import type { Vitest } from "vitest/node";
import { cutText } from "./cut-text.ts";
import type { Output } from "./result.ts";

/** Characters kept of a file's output. */
const KEPT_CHARS = 2_000;

/** Console output by test file; vitest reports it by task. */
export class ConsoleOutput {
  readonly byFile: Map<string, Output> = new Map();
  vitest: Vitest | undefined;

  add({ taskId, content }: UserConsoleLog): void {
    const task = taskId === undefined ? undefined : this.vitest?.state.idMap.get(taskId);
    const file = task?.file.filepath;
    if (file === undefined) return;
    const { text, hiddenChars } = this.byFile.get(file) ?? { text: "", hiddenChars: 0 };
    const room = hiddenChars > 0 ? 0 : KEPT_CHARS - text.length;
    const kept = cutText(content, room);
    this.byFile.set(file, {
      text: text + kept,
      hiddenChars: hiddenChars + content.length - kept.length,
    });
  }

  clear(): void {
    this.byFile.clear();
  }
}
