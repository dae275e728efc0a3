import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { cpuShare, explain, parseTime } from "#lab/usage";

const BASH = "\nreal\t0m1.051s\nuser\t0m1.022s\nsys\t0m0.028s\n";

type Usage = ReturnType<typeof parseTime>;

/** Decimals to a nanosecond: sums of decimals are not exact. */
const shown = ({ realS, userS, sysS }: Usage): string => {
  const [real, user, sys] = [realS, userS, sysS].map((s) => Math.round(s * 1e9) / 1e9);
  return `real ${real}, user ${user}, sys ${sys}`;
};

function reads(text: string, realS: number, userS: number, sysS: number, why: string): void {
  const [got, wanted] = [shown(parseTime(text)), shown({ realS, userS, sysS })];
  demand(got === wanted, `${why}\n  wanted: ${wanted}\n  got:    ${got}`, reads);
}

exercise("reads what bash prints", () => {
  const why = "bash prints an empty line, then real, user and sys, with minutes and seconds";
  reads(BASH, 1.051, 1.022, 0.028, why);
});

exercise("a minute is 60 seconds", () => {
  const text = "\nreal\t2m5.250s\nuser\t1m0.500s\nsys\t0m0.125s\n";
  const why = "2m5.250s are 125.25 seconds: are the minutes dropped?";
  reads(text, 125.25, 60.5, 0.125, why);
  const zsh = "node x.js  63.51s user 0.49s system 102% cpu 1:02.50 total";
  const whyZsh = "zsh writes 1:02.50 for 62.5 seconds";
  reads(zsh, 62.5, 63.51, 0.49, whyZsh);
});

exercise("reads what time -p prints", () => {
  const why = "time -p prints plain seconds: real 1.05";
  reads("real 1.05\nuser 1.02\nsys 0.03\n", 1.05, 1.02, 0.03, why);
});

exercise("reads what zsh prints", () => {
  const text = "node x.js  1.02s user 0.03s system 99% cpu 1.051 total";
  const why = "zsh prints one line; its total is the real time, its system the sys";
  reads(text, 1.051, 1.02, 0.03, why);
});

exercise("is not confused by what the program itself printed", () => {
  const why = "the program's own output comes first, then real, user and sys, each on its line";
  reads(`1000 particles in 0m3.5s\n${BASH}`, 1.051, 1.022, 0.028, why);
});

exercise("cpuShare is CPU time for each second of real time", () => {
  const share = cpuShare({ realS: 2, userS: 1, sysS: 0.5 });
  const why = "2 s real, 1 s user, 0.5 s sys: 0.75 of a core; work of the system is work as well";
  expect(share, why).toBeWithin(1e-9, 0.75);
});

exercise("two threads keep almost two cores busy", () => {
  const twoThreads = { realS: 1, userS: 1.85, sysS: 0.05 };
  const why =
    "two threads, 1.85 s user in 1 s real: user adds up over all cores, so the share is no percentage and may pass 1";
  expect(cpuShare(twoThreads), why).toBeWithin(1e-9, 1.9);
  expect(explain(twoThreads), why).toBe("several cores");
});

exercise("says what the share means", () => {
  const why = "below half a core the program mostly waits: for a timer, a disk, a network";
  expect(explain({ realS: 10, userS: 0.4, sysS: 0.1 }), why).toBe("waits");
  expect(explain({ realS: 1, userS: 0.9, sysS: 0.05 }), "0.95 of a core").toBe("computes");
  expect(
    explain({ realS: 1, userS: 1.02, sysS: 0.03 }),
    "1.05 cores: a little above 1 is Node's garbage collector, which has threads of its own",
  ).toBe("computes");
});
