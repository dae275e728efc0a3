/** Progress of a long work of named steps, on stderr: which one, and how long the rest takes. */
import { durationText } from "@hpts/grade";

export interface StepLine {
  show(step: string, done: number, all: number): void;
  clear(): void;
}

const EVERY_MS = 60_000;

/** On a terminal one line that changes, else a line a minute. */
export function stepLine(stream: NodeJS.WriteStream): StepLine {
  const begun = Date.now();
  let shownAt = begun;
  let isShown = false;
  return {
    show(step, done, all) {
      const now = Date.now();
      if (!stream.isTTY && now - shownAt < EVERY_MS) return;
      shownAt = now;
      isShown = true;
      const left =
        done === 0 ? "" : `, ${durationText(((now - begun) / done) * (all - done))} left`;
      const text = `${done} of ${all}${left}${step === "" ? "" : ` · ${step}`}`;
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    clear() {
      if (isShown && stream.isTTY) stream.write("\r\u001b[K");
      isShown = false;
    },
  };
}
