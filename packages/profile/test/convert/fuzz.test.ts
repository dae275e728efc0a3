import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  convertProfile,
  EXPORT_FORMATS,
  ProfileError,
  parseProfile,
  parseProfileBytes,
  printProfile,
} from "../../src/index.ts";
import { CWD, taylorLines } from "./taylor-profile.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");
const RUNS = 150;

/** Whatever is read is a profile that keeps the model's promises; all else is a ProfileError. */
function readsOrRefuses(bytes: Uint8Array): boolean {
  try {
    const profile = parseProfileBytes(Buffer.from(bytes), "fuzz", { cwd: CWD });
    parseProfile(printProfile(profile), "fuzz");
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ProfileError);
    return false;
  }
}

const seeds: Record<string, Buffer> = {
  cpuprofile: Buffer.from(convertProfile(taylorLines(), "cpuprofile")),
  speedscope: Buffer.from(convertProfile(taylorLines(), "speedscope")),
  callgrind: readFileSync(join(FIXTURES, "callgrind/valgrind.callgrind")),
  collapsed: Buffer.from(convertProfile(taylorLines(), "collapsed")),
  hpts: Buffer.from(printProfile(taylorLines())),
  heapprofile: Buffer.from(
    '{"head":{"callFrame":{"functionName":"(root)"},"selfSize":0,"id":1,"children":[{"callFrame":{"functionName":"f","url":"file:///a.js","lineNumber":1,"columnNumber":2},"selfSize":24,"id":2,"children":[]}]},"samples":[{"size":24,"nodeId":2,"ordinal":1}]}',
  ),
};

describe("any bytes", () => {
  test("are a profile or a ProfileError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readsOrRefuses(bytes)),
    );
    fc.assert(fc.property(fc.json(), (json) => void readsOrRefuses(Buffer.from(json))));
  });

  for (const [format, seed] of Object.entries(seeds)) {
    test(`that are a changed ${format} are a profile or a ProfileError`, () => {
      expect(readsOrRefuses(seed)).toBe(true);
      const edit = fc.record({
        at: fc.nat(seed.length - 1),
        remove: fc.nat(12),
        insert: fc.oneof(
          fc.constantFrom(
            "",
            "-1",
            "1e999",
            "null",
            "[]",
            "{",
            "]",
            '"',
            "\n",
            "calls=1 1\n",
            "9".repeat(20),
          ),
          fc.string({ maxLength: 4 }),
        ),
      });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
          let bytes = seed;
          for (const { at, remove, insert } of edits) {
            bytes = Buffer.concat([
              bytes.subarray(0, at),
              Buffer.from(insert),
              bytes.subarray(at + remove),
            ]);
          }
          readsOrRefuses(bytes);
        }),
        { numRuns: RUNS },
      );
    });

    test(`that are the beginning of a ${format} are a profile or a ProfileError`, () => {
      for (let length = 0; length < seed.length; length += 7)
        readsOrRefuses(seed.subarray(0, length));
    });
  }
});

test("what is read can be written in every format", () => {
  for (const seed of Object.values(seeds)) {
    const profile = parseProfileBytes(seed, "seed", { cwd: CWD });
    for (const format of EXPORT_FORMATS) {
      if (format === "cpuprofile" && profile.meta.unit !== undefined) continue;
      expect(convertProfile(profile, format).length).toBeGreaterThan(0);
    }
  }
});
