import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  frameTotals,
  ProfileError,
  parseProfileBytes,
  printProfile,
  readProfile,
} from "../../src/index.ts";
import { cpuprofile, read } from "./other-profiles.ts";
import { CWD, taylorProfile } from "./taylor-profile.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");

describe("a .heapprofile", () => {
  test("holds bytes", () => {
    const profile = readProfile(join(FIXTURES, "heapprofile/node-20-queue.heapprofile"), {
      cwd: CWD,
    });

    expect(profile.meta.unit).toBe("bytes");
    const at = profile.frames.name.indexOf("fill");
    const { totalUs } = frameTotals(profile);
    expect(totalUs[at]).toBeGreaterThan(1e6);
    expect(totalUs[at]).toBeLessThanOrEqual(totalUs[0] as number);
  });
});

describe("callgrind of other programs", () => {
  test("keeps each function's cost and the calls", () => {
    const profile = readProfile(join(FIXTURES, "callgrind/valgrind.callgrind"), { cwd: CWD });

    expect(profile.meta.unit).toBe("count");
    const { selfUs, totalUs } = frameTotals(profile);
    const figures = Object.fromEntries(
      profile.frames.name.map((name, i) => [
        name,
        [selfUs[i], totalUs[i], profile.frames.calls?.[i]],
      ]),
    );
    expect(figures).toEqual({
      "(root)": [0, 820, 0],
      main: [20, 820, 0],
      func1: [100, 400, 1],
      func2: [700, 700, 4],
    });
  });
});

describe("a file", () => {
  const refused = (content: string | Buffer): string => {
    try {
      parseProfileBytes(Buffer.from(content), "prof", { cwd: CWD });
    } catch (error) {
      if (error instanceof ProfileError && error.code === "HPTS_PROFILE_FILE") return error.message;
      throw error;
    }
    throw new Error("it was read");
  };

  test("of hpts is recognised by its content", () => {
    expect(read(printProfile(taylorProfile())).meta.engine).toBe("exact");
  });

  test("that is wrong is refused with what, where and what to do", () => {
    const whole = JSON.stringify(cpuprofile());

    expect(refused("")).toMatchInlineSnapshot(
      `"prof is empty: was the program ended before its profile was written?"`,
    );
    expect(refused(whole.slice(0, 300))).toMatchInlineSnapshot(
      `"prof cannot be read as a profile: the text is cut off (byte 300 of 300); was the program killed while it wrote its profile? Record it again"`,
    );
    expect(refused(whole.replace("[2,1,2]", "[2,1,7]"))).toMatch(
      /sample 2 is of node 7, which is not there/,
    );
    expect(refused(whole.replace("[2,1,2]", "[2,null,2]"))).toMatch(
      /"samples" holds something that is no number/,
    );
    expect(refused(whole.replace('"children":[2]', '"children":[1]'))).toMatch(/its own ancestor/);
    expect(refused('{"traceEvents":[]}')).toMatch(
      /is a trace of Chrome; hpts reads hpts, \.cpuprofile/,
    );
    expect(refused('{"snapshot":{},"nodes":0}')).toMatch(/a heap snapshot/);
    expect(refused('{"format":"hpts-profile","version":99}')).toMatch(/prof: expected version 1/);
    expect(refused(Buffer.of(0x1f, 0x8b, 8, 0))).toMatch(/compressed with gzip/);
    expect(refused(Buffer.of(1, 0, 2, 0))).toMatch(/a binary file/);
    expect(refused("hello world")).toMatch(/text of a kind that hpts does not know/);
    expect(refused("a;b 12\nc;d\n")).toMatch(/line 2 is no stack with a number at its end: c;d/);
    expect(refused("events: ns\nfn=f\n1 2 3\nx y\n")).toMatch(/line 4: expected callgrind: x y/);
  });

  test("that is not there or is a folder is said to be", () => {
    expect(() => readProfile("/nowhere/x")).toThrow(
      "cannot read /nowhere/x: there is no such file",
    );
    expect(() => readProfile(import.meta.dirname)).toThrow(/it is a folder/);
  });
});
