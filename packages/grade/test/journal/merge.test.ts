import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openJournal } from "../../src/journal/journal.ts";
import { mergeJournals } from "../../src/journal/merge.ts";
import type { Graded, Head } from "../../src/journal/records.ts";
import { temporaryFolder } from "../support/folder.ts";
import { HEAD, recordOf } from "../support/results.ts";

const dir = temporaryFolder();
const WITH_TIMES = { withTimes: true };
let count = 0;
const fresh = (): string => join(dir, `${++count}.jsonl`);

interface Shard {
  readonly index?: number;
  readonly of?: number;
  readonly students: readonly string[];
  readonly total: number;
  readonly records?: readonly Graded[];
  readonly head?: Head;
}

function shard({ index = 1, of = 1, students, total, head = HEAD, ...rest }: Shard): string {
  const file = fresh();
  const journal = openJournal(file, { mode: "new", head });
  journal.append({ type: "plan", shard: { index, of }, students, total });
  for (const record of rest.records ?? students.map((one) => recordOf(one))) {
    journal.append(record);
  }
  journal.close();
  return file;
}

const sortedLines = (file: string): string[] => readFileSync(file, "utf8").split("\n").toSorted();

test("shards put together are, sorted, the bytes of the journal of one judge", () => {
  const whole = shard({ students: ["ada", "bob", "eve", "名前"], total: 4 });
  const one = shard({ index: 1, of: 2, students: ["bob", "名前"], total: 4 });
  const two = shard({ index: 2, of: 2, students: ["ada", "eve"], total: 4 });
  const out = fresh();

  expect(mergeJournals([two, one], out, WITH_TIMES)).toEqual({ students: 4, faults: 0 });

  expect(sortedLines(out)).toEqual(sortedLines(whole));
  expect(existsSync(`${out}.lock`)).toBe(false);
});

test("graded at other times, they are equal without times", () => {
  const late = recordOf("ada", { durations: { totalMs: 9, judgeMs: 9 } });
  const [a, b] = [
    shard({ students: ["ada"], total: 1 }),
    shard({ students: ["ada"], total: 1, records: [late] }),
  ];
  const [outA, outB] = [fresh(), fresh()];

  mergeJournals([a], outA, { withTimes: false });
  mergeJournals([b], outB, { withTimes: false });

  expect(readFileSync(outA, "utf8")).toBe(readFileSync(outB, "utf8"));
});

test("the last result of a student is the one that counts", () => {
  const again = [recordOf("ada", { status: "infrastructure" }), recordOf("ada")];
  const out = fresh();

  const merged = mergeJournals(
    [shard({ students: ["ada"], total: 1, records: again })],
    out,
    WITH_TIMES,
  );

  expect(merged).toEqual({ students: 1, faults: 0 });
  expect(readFileSync(out, "utf8").match(/"type":"result"/g)).toHaveLength(1);
});

test("the same journal twice is the same once", () => {
  const one = shard({ students: ["ada"], total: 1 });

  expect(mergeJournals([one, one], fresh(), WITH_TIMES).students).toBe(1);
});

test("results that are faults of the grader are counted", () => {
  const records = [recordOf("ada", { status: "infrastructure" })];

  const merged = mergeJournals(
    [shard({ students: ["ada"], total: 1, records })],
    fresh(),
    WITH_TIMES,
  );

  expect(merged.faults).toBe(1);
});

test("whatever would make the whole less than it claims is refused", () => {
  const one = shard({ index: 1, of: 2, students: ["ada"], total: 2 });
  const two = shard({ index: 2, of: 2, students: ["bob"], total: 2 });
  const refused = (files: string[]): string => {
    const out = fresh();
    try {
      mergeJournals(files, out, WITH_TIMES);
    } catch (error) {
      expect(existsSync(out)).toBe(false);
      return (error as Error).message;
    }
    return "not refused";
  };

  expect(refused([one])).toMatch(/the journal of shard 2\/2 is missing/);
  expect(refused([one, shard({ index: 2, of: 3, students: ["bob"], total: 2 })])).toMatch(
    /is one of 3 shards, others of 2/,
  );
  expect(refused([one, shard({ index: 2, of: 2, students: ["bob", "eve"], total: 3 })])).toMatch(
    /knows of 3 submissions in all, others of 2/,
  );
  expect(refused([one, shard({ index: 2, of: 2, students: ["ada"], total: 2 })])).toMatch(
    /the shards have 1 submissions, not 2/,
  );
  expect(
    refused([one, shard({ index: 2, of: 2, students: ["bob"], total: 2, records: [] })]),
  ).toMatch(/no result of "bob"; hpts grade batch --resume grades what is missing/);
  expect(
    refused([
      one,
      two,
      shard({
        index: 2,
        of: 2,
        students: ["bob"],
        total: 2,
        records: [recordOf("bob", { score: 0 })],
      }),
    ]),
  ).toMatch(/"bob" has different results in/);
  const newer = { labDigest: "33".repeat(32) };
  const head = { ...HEAD, ...newer };
  const records = [recordOf("bob", newer)];
  expect(
    refused([one, shard({ index: 2, of: 2, students: ["bob"], total: 2, head, records })]),
  ).toMatch(/the result of "bob" is of other tests of the lab/);
  const other = { grader: "hpts-grade 2" };
  const otherHead = { ...HEAD, ...other };
  const others = [recordOf("bob", other)];
  expect(
    refused([
      one,
      shard({ index: 2, of: 2, students: ["bob"], total: 2, head: otherHead, records: others }),
    ]),
  ).toMatch(/is of another grader \(hpts-grade 2\)/);
  expect(refused([join(dir, "not there.jsonl")])).toMatch(/cannot be read/);
  truncateSync(two, readFileSync(two).length - 3);
  expect(refused([one, two])).toMatch(/ends in a line that was cut off/);
});

test("a file that is there is not written over", () => {
  const out = fresh();
  writeFileSync(out, "precious");

  expect(() => mergeJournals([shard({ students: ["ada"], total: 1 })], out, WITH_TIMES)).toThrow(
    /is there already; name another file/,
  );
  expect(readFileSync(out, "utf8")).toBe("precious");
});
