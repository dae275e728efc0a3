/**
 * Notices when files change, by looking at them: that also works on mounted and shared folders, where a
 * system tells of no changes.
 */
import { statSync } from "node:fs";

const LOOK_MS = 150;

export interface FileWatch {
  /** From now on these files, and as they are now. */
  watch(files: readonly string[]): void;
  stop(): void;
}

export function watchFiles(onChange: () => void): FileWatch {
  let files: readonly string[] = [];
  let before = "";
  const stateOf = (file: string): string => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return `${stat?.mtimeMs}/${stat?.size}/${stat?.ino}`;
  };
  const state = (): string => files.map(stateOf).join(" ");
  const timer = setInterval(() => {
    const now = state();
    if (now === before) return;
    before = now;
    onChange();
  }, LOOK_MS);
  return {
    watch(others) {
      files = others;
      before = state();
    },
    stop: () => clearInterval(timer),
  };
}
