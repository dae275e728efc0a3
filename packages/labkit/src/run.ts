/** Running labs. Apart from `lab/`, because it loads vitest. */
export { type LabSession, type OpenOptions, openLab, type RunOptions } from "./run/session.ts";
export { type TestOptions, testLab } from "./run/test-lab.ts";
export { type ChangedFile, type LabWatch, type WatchEvents, watchLab } from "./run/watch-lab.ts";
