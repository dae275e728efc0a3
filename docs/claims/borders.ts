/** Borders: what it costs to copy data for another thread, and to call the operating system. */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "@hpts/bench";
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { rangeOf, times } from "./tool/define.ts";
import { sampled } from "./tool/measures.ts";
import { copied, roomOf } from "./variants/clones.ts";
import { doubles } from "./variants/lists.ts";

/** Written: memory that never was is all the same page of zeros, which is always in the cache. */
const ones = (bytes: number): ArrayBuffer => new Uint8Array(bytes).fill(1).buffer;

const copies: Claim[] = [
  times(
    "clone-structured",
    "To copy 100 particles with places and tags, `structuredClone` takes {} times as long as a copy by hand.",
    [6, 300],
    () => {
      const room = roomOf(100);
      return { slow: () => structuredClone(room), fast: () => copied(room) };
    },
  ),
  times(
    "clone-json",
    "The same copy through `JSON` takes {} times as long as by hand.",
    [5, 200],
    () => {
      const room = roomOf(100);
      return { slow: () => JSON.parse(JSON.stringify(room)), fast: () => copied(room) };
    },
  ),
  times(
    "clone-structured-json",
    "`structuredClone` takes {} times as long as `JSON` there and back: it is no faster way to copy.",
    [0.4, 4],
    () => {
      const room = roomOf(100);
      return { slow: () => structuredClone(room), fast: () => JSON.parse(JSON.stringify(room)) };
    },
  ),
  times(
    "clone-doubles",
    "To copy 100,000 doubles, `structuredClone` of an array takes {} times as long as `slice` of a Float64Array.",
    [4, 300],
    () => {
      const array = doubles(100_000);
      const typed = Float64Array.from(array);
      return { slow: () => structuredClone(array), fast: () => typed.slice() };
    },
  ),
  times(
    "json-doubles",
    "100,000 doubles through `JSON` take {} times as long as `slice` of a Float64Array.",
    [20, 2000],
    () => {
      const array = doubles(100_000);
      const typed = Float64Array.from(array);
      return { slow: () => JSON.parse(JSON.stringify(array)), fast: () => typed.slice() };
    },
    { warmUpMs: 100 },
  ),
  times(
    "clone-transfer",
    "To copy a buffer of 8 MB by `structuredClone` takes {} times as long as to transfer it.",
    [10, 20_000],
    () => {
      const kept = ones(8e6);
      let moved = new ArrayBuffer(8e6);
      return {
        slow: () => structuredClone(kept),
        fast: () => {
          moved = structuredClone(moved, { transfer: [moved] });
          return moved;
        },
      };
    },
  ),
];

const shared: Claim[] = [
  times(
    "clone-shared",
    "To copy a buffer of 8 MB by `structuredClone` takes {} times as long as to hand over a SharedArrayBuffer.",
    [10, 20_000],
    () => {
      const [kept, shared] = [ones(8e6), new SharedArrayBuffer(8e6)];
      return { slow: () => structuredClone(kept), fast: () => structuredClone(shared) };
    },
  ),
];

const LINES = 5000;
const LINE = "particle 0.210269 0.543863";

/** A file that is there while something runs. */
function inFile<T>(run: (file: number) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "hpts-claim-"));
  const file = openSync(join(folder, "lines.txt"), "w");
  try {
    return run(file);
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

/** Processor time counts: the system's share is in it, waiting for a disk is not. */
function writeRatio(file: number): number {
  const ms = (write: () => void): number => {
    const start = cpuMs();
    write();
    return cpuMs() - start;
  };
  const ratios = Array.from({ length: 15 }, () => {
    const each = ms(() => {
      for (let i = 0; i < LINES; i++) writeSync(file, `${LINE}\n`);
    });
    const once = ms(() => {
      let all = "";
      for (let i = 0; i < LINES; i++) all += `${LINE}\n`;
      writeSync(file, all);
    });
    return each / once;
  });
  return median(ratios);
}

/** The same with console.log, whose standard output is a file. Writes the ratio to standard error. */
const LOGGING = `
const LINE = ${JSON.stringify(LINE)};
const ms = (write) => {
  const start = process.cpuUsage();
  write();
  const { user, system } = process.cpuUsage(start);
  return user + system;
};
const ratios = Array.from({ length: 15 }, () => {
  const each = ms(() => {
    for (let i = 0; i < ${LINES}; i++) console.log(LINE);
  });
  const once = ms(() => {
    const all = [];
    for (let i = 0; i < ${LINES}; i++) all.push(LINE);
    console.log(all.join("\\n"));
  });
  return each / once;
});
console.error(ratios.sort((a, b) => a - b)[7]);`;

function logRatio(file: number): number {
  const { stderr } = spawnSync(process.execPath, ["-e", LOGGING], {
    stdio: ["ignore", file, "pipe"],
    encoding: "utf8",
  });
  return Number(stderr);
}

const writes: Claim[] = [
  {
    id: "write-each",
    sentence:
      "To write 5,000 lines to a file with `writeSync` for each takes {} times as long as to put them together and write once.",
    unit: "x",
    range: rangeOf([4, 200]),
    measure: sampled("median of 15 ratios, by processor time", () => inFile(writeRatio)),
  },
  {
    id: "log-each",
    sentence:
      "To print 5,000 lines to a file with `console.log` for each takes {} times as long as to join them and print once.",
    unit: "x",
    range: rangeOf([6, 400]),
    measure: sampled("median of 15 ratios, by processor time", () => inFile(logRatio)),
  },
];

export const BORDERS: Topic = { title: "Borders", claims: [...copies, ...shared, ...writes] };
