/** CPU times of a Node child as `time` finds them, against wait4, which Node has no call for. */
import { spawnSync } from "node:child_process";
import { median } from "../src/stats/order.ts";
import { type TimeOptions, time } from "../src/time.ts";

/** 0.3 s of CPU time, start included, and 100 MiB. */
const CHILD = `globalThis.kept = Buffer.alloc(100 << 20, 1);
  let s = 0, used;
  do {
    for (let i = 0; i < 1e5; i++) s += Math.random();
    used = process.cpuUsage();
  } while (used.user + used.system < 3e5);`;
const WAIT4 = `import os, sys
_, _, used = os.wait4(os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)`;

interface Used {
  readonly cpuMs: number;
  readonly peakMib: number;
}

const WAYS: Readonly<Record<string, () => Promise<Used>>> = {
  "wait4 (Python's `os.wait4`)": async () => byWait4(),
  "hpts time, by bash and GNU time": () => byTime({}),
  "hpts time, in the child's own words": () => byTime({ bash: false, gnuTime: false }),
};

/** Rows of a table, medians of alternated runs. */
export async function cpuTimeRows(rounds: number): Promise<string> {
  const all = new Map<string, Used[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, way] of Object.entries(WAYS)) {
      all.set(name, [...(all.get(name) ?? []), await way()]);
    }
  }
  const [truth = []] = all.values();
  const middle = (used: readonly Used[], pick: keyof Used): number =>
    median(used.map((one) => one[pick]));
  return [...all]
    .map(([name, used]) => {
      const off = used.map(({ cpuMs }, i) => cpuMs - truth[i]!.cpuMs);
      const difference = used === truth ? "" : `${median(off).toFixed(1)}`;
      return `| ${name} | ${middle(used, "cpuMs").toFixed(1)} | ${difference} | ${middle(used, "peakMib").toFixed(1)} |`;
    })
    .join("\n");
}

function byWait4(): Used {
  const words = ["-c", WAIT4, process.execPath, "-e", CHILD];
  const { status, stdout, stderr } = spawnSync("python3", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  const [seconds, kib] = stdout.trim().split(" ").map(Number);
  return { cpuMs: seconds! * 1000, peakMib: kib! / 1024 };
}

async function byTime(options: TimeOptions): Promise<Used> {
  const { userMs, sysMs, maxRssBytes } = await time([process.execPath, "-e", CHILD], options);
  return { cpuMs: userMs! + sysMs!, peakMib: maxRssBytes! / 2 ** 20 };
}
