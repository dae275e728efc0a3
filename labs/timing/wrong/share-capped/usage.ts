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
  const zsh = /([\d.]+)s user ([\d.]+)s system .* ([\d.:]+) total/.exec(text);
  if (zsh !== null) {
    const [, user = "", system = "", total = ""] = zsh;
    return { realS: seconds(total), userS: seconds(user), sysS: seconds(system) };
  }
  const after = (name: string): number => {
    const found = new RegExp(`^${name}\\s+([\\dm.]+)`, "m").exec(text);
    if (found === null) throw new RangeError(`expected a line "${name} ...", got: ${text}`);
    return seconds(found[1]!);
  };
  return { realS: after("real"), userS: after("user"), sysS: after("sys") };
}

/** "62.5", "1m2.500" and "1:02.50" are all the same: each part to the left is worth 60 times more. */
function seconds(text: string): number {
  return text.split(/[m:]/).reduce((sum, part) => 60 * sum + Number(part), 0);
}

/** How many cores were busy on average: 1 is one core all the time, 1.9 is almost two. */
export function cpuShare({ realS, userS, sysS }: Usage): number {
  // Not capped at 1: user and sys add up over all cores, and Node's garbage collector and compiler
  // have threads of their own, so even a program of one thread may be a little above.
  return Math.min(1, (userS + sysS) / realS);
}

/** "waits" below half a core, "several cores" above 1.1, otherwise "computes". */
export function explain(usage: Usage): "waits" | "computes" | "several cores" {
  const share = cpuShare(usage);
  if (share < 0.5) return "waits";
  return share > 1.1 ? "several cores" : "computes";
}
