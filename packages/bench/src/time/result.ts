/** What is found out about a command that ran. */

/** How the CPU times were found out. */
export type CpuVia = "bash" | "hook" | "cutime" | "none";
/** How the peak memory was found out. */
export type MemoryVia = "hook" | "gnu-time" | "sampled" | "none";

export interface TimeResult {
  readonly command: readonly string[];
  /** From start to end. */
  readonly realMs: number;
  /** CPU time, with all children it waited for; undefined if there was no way to find out. */
  readonly userMs: number | undefined;
  readonly sysMs: number | undefined;
  /** Peak of resident memory: of the command's largest process, as far as `via` sees it. */
  readonly maxRssBytes: number | undefined;
  readonly usage: Usage | undefined;
  /** As a shell says it: 128 + n for signal n. */
  readonly exit: number;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | undefined;
  /** What bash says of it: "Terminated". */
  readonly signalText?: string | undefined;
  readonly pageBytes: number;
  readonly via: { readonly cpu: CpuVia; readonly memory: MemoryVia };
}

/** Further counts of the system. */
export interface Usage {
  readonly majorFaults?: number;
  readonly minorFaults?: number;
  readonly voluntarySwitches?: number;
  readonly involuntarySwitches?: number;
  /** Blocks of 512 bytes, from and to disks. */
  readonly blocksIn?: number;
  readonly blocksOut?: number;
}

/** A command that cannot be started: 126 if it cannot be executed, 127 if there is none. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
  readonly exit: 126 | 127;

  constructor(exit: 126 | 127, message: string) {
    super(message);
    this.exit = exit;
  }
}
