import { todo } from "@hpts/labkit";

/** What the shell's `time` says about a program, in seconds. */
export interface Usage {
  /** From start to end, by the clock on the wall. */
  readonly realS: number;
  /** All cores together, in the program's own code. */
  readonly userS: number;
  /** All cores together, in the system on the program's behalf: files, memory, network. */
  readonly sysS: number;
}

/**
 * B1. Reads what `time` printed. Every shell has a form of its own:
 *
 *     bash         real\t0m1.051s     user\t0m1.022s     sys\t0m0.028s        a line each
 *     time -p      real 1.05          user 1.02          sys 0.03             a line each
 *     zsh          node x.js  1.02s user 0.03s system 99% cpu 1.051 total     one line
 *
 * A minute and more: bash has 1m2.500s, zsh 1:02.50 total.
 */
export function parseTime(text: string): Usage {
  todo("B1: find real, user and sys, in seconds, whichever shell it was");
}

/** How many cores were busy on average: 1 is one core all the time, 1.9 is almost two. */
export function cpuShare(usage: Usage): number {
  todo("B1: CPU time for each second of real time");
}

/** "waits" below half a core, "several cores" above 1.1, otherwise "computes". */
export function explain(usage: Usage): "waits" | "computes" | "several cores" {
  todo("B1: say what the share means");
}
