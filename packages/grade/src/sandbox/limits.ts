/** What a sandbox may use. */

const MIB = 1024 * 1024;

export interface Limits {
  readonly memoryBytes: number;
  /** Processes and threads together; Node itself has about eleven. */
  readonly tasks: number;
  readonly fileBytes: number;
  readonly openFiles: number;
  /** A belt: the judge's own clock ends a call long before. */
  readonly cpuSeconds: number;
  /** Of the folder that it may write to. */
  readonly folderBytes: number;
  /** Kept of what it prints. Twenty times as much ends it. */
  readonly outputBytes: number;
}

export const LIMITS: Limits = {
  memoryBytes: 800 * MIB,
  tasks: 64,
  fileBytes: 16 * MIB,
  openFiles: 128,
  cpuSeconds: 120,
  folderBytes: 16 * MIB,
  outputBytes: 16 * 1024,
};
