import { describe, expect, test } from "vitest";
import { withLines } from "../../src/measure/with-lines.ts";
import { lineProfile } from "./support/line-profile.ts";

const SOURCE = "first\nsecond\n";
const run = (us: readonly [number, number], name = "work") =>
  lineProfile(
    SOURCE,
    [
      { at: "first", us: us[0] },
      { at: "second", us: us[1] },
    ],
    { name },
  );

describe("the lines of one run in the profile of another", () => {
  test("add up to the time of their functions, in their own proportions", () => {
    const { lines } = withLines(run([200, 200]), run([30, 10]));
    expect([...lines!.selfUs]).toEqual([300, 100]);
  });

  test("are left out where the other run does not know their function", () => {
    const { lines } = withLines(run([200, 200]), run([30, 10], "other"));
    expect(lines!.selfUs).toHaveLength(0);
  });

  test("have no time where their function has none", () => {
    expect([...withLines(run([0, 0]), run([30, 10])).lines!.selfUs]).toEqual([0, 0]);
    expect([...withLines(run([200, 200]), run([0, 0])).lines!.selfUs]).toEqual([0, 0]);
  });
});
