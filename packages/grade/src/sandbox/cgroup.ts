/** What a sandbox needs of control groups, whichever version the machine has. */

export interface CgroupLimits {
  readonly memoryBytes: number;
  /** Processes and threads together. */
  readonly tasks: number;
}

export interface Cgroup {
  /** A process that writes 0 into each of these is in the group. */
  readonly joinFiles: readonly string[];
  freeze(): void;
  thaw(): void;
  /** CPU time of all threads, ended ones included. */
  cpuNs(): number;
  /** Whether something in it was killed because its memory was used up. */
  isOutOfMemory(): boolean;
  /** Ends everything in it, frozen or not. */
  kill(): void;
  /** @throws EBUSY as long as something in it is still ending */
  remove(): void;
}

export interface CgroupTree {
  readonly version: 1 | 2;
  names(): string[];
  open(name: string): Cgroup;
  /** @throws EACCES, EPERM, EROFS, ... where the tree is not ours to write to */
  create(name: string, limits: CgroupLimits): Cgroup;
}
