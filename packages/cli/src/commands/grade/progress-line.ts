/** Progress of a long work on stderr: one line that changes on a terminal, else one line a minute. */
import { type Progress, progressText } from "@hpts/grade";

export interface ProgressLine {
  show(done: number, toDo: number): void;
  /** Before anything else is printed, and at the end. */
  clear(): void;
}

const EVERY_MS = 60_000;
const REDRAW_MS = 100;

export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  const begun = Date.now();
  let shownAt = stream.isTTY ? 0 : begun;
  let isShown = false;
  return {
    show(done, toDo) {
      const now = Date.now();
      const isLast = done === toDo;
      if (now - shownAt < (stream.isTTY ? REDRAW_MS : EVERY_MS) && !(isLast && isShown)) return;
      shownAt = now;
      isShown = true;
      const progress: Progress = { done, toDo, elapsedMs: now - begun };
      const text = progressText(progress);
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    clear() {
      if (isShown && stream.isTTY) stream.write("\r\u001b[K");
      isShown = false;
    },
  };
}
