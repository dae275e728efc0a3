/** Running a test file without vitest, for whoever has processes of his own: the grader. */
export { runSpecFile, vitestModule } from "./spec-runner.ts";
export { cancelTimers, recordTimers } from "./timers.ts";
