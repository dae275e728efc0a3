import { describe, expect, test } from "vitest";
import { peakText } from "../../src/memory/peak.ts";
import { plotSvg } from "../../src/memory/plot-svg.ts";
import { plotText } from "../../src/memory/plot-text.ts";
import {
  childLine,
  commandLine,
  exitLine,
  headLine,
  memLine,
  readTimeline,
} from "../../src/memory/timeline-file.ts";
import { ProfileError } from "../../src/profile-error.ts";

const MIB = 2 ** 20;
const HEAD = headLine({ intervalMs: 50, children: false, notes: [] });
const FILE = [
  HEAD + commandLine(["node", "work.js"]),
  memLine(20 * MIB, 1000),
  "HEAP 7 4.000000 1.000000 0.500000 1.1000\n",
  memLine(60 * MIB, 2000),
  "GC 7 Scavenge 0.400 3.000000 1.1000\n",
  "GC 7 MarkSweepCompact 2.000 9.000000 1.6000\n",
  "MARK 7 1.5000 all rows read\n",
  "HEAP 7 30.000000 1.000000 0.500000 1.6000\n",
  memLine(40 * MIB, 3000),
  exitLine(3, 3000),
].join("");

describe("a file of hpts memory run", () => {
  test("comes back as it was written, times counted from the first figure", () => {
    const timeline = readTimeline(FILE, "a.dat");

    expect(timeline.command).toBe("node work.js");
    expect(timeline.rss).toEqual({ atS: [0, 1, 2], bytes: [20 * MIB, 60 * MIB, 40 * MIB] });
    expect(timeline.heap.map(({ usedBytes }) => usedBytes / MIB)).toEqual([4, 30]);
    expect(timeline.marks).toEqual([{ atS: 0.5, label: "all rows read" }]);
    expect(timeline.collections[0]).toMatchObject({ kind: "Scavenge", freedBytes: 3 * MIB });
    expect(timeline.exit).toBe(3);
  });

  test("is sorted by time, because several processes write it", () => {
    const text = HEAD + memLine(2, 3000) + memLine(1, 2000) + childLine(8, 5, 2500);

    const { rss, children } = readTimeline(text, "a.dat");

    expect(rss.bytes).toEqual([1, 2]);
    expect(children.get(8)).toEqual({ atS: [0.5], bytes: [5] });
  });

  test("can be read up to any byte after its first figure", () => {
    const first = FILE.indexOf("\n", FILE.indexOf("\nMEM") + 1) + 1;
    for (let end = first; end < FILE.length; end++) {
      const { rss, exit } = readTimeline(FILE.slice(0, end), "a.dat");

      expect(rss.bytes[0]).toBe(20 * MIB);
      expect(exit).toBeUndefined();
    }
  });

  test("says when not all collections are in it", () => {
    const text = `${FILE}THIN 7 1.8\n`;

    expect(readTimeline(FILE, "a.dat").isThinned).toBe(false);
    expect(plotText(readTimeline(text, "a.dat"), { width: 80 })).toContain("more than 2 coll");
  });

  test("of mprof is read as well", () => {
    const text = "CMDLINE python3 x.py\nMEM 5.246094 1795368043.6492\nFUNC m.f 1 2 3 4 0\n";

    const { rss, meta, command } = readTimeline(text, "mprofile.dat");

    expect(rss.bytes).toEqual([Math.round(5.246094 * MIB)]);
    expect(meta).toBeUndefined();
    expect(command).toBe("python3 x.py");
  });

  test.each([
    ["empty", "", "a.dat is empty: expected a file of hpts memory run"],
    [
      "of another kind",
      "hello\n",
      'a.dat is no file of hpts memory run or mprof: it begins with "h',
    ],
    ["JSON", '{"a":1}\n', 'a.dat is no file of hpts memory run or mprof: it begins with "{\\"a'],
    ["JSON of one line", '{ "a": 1 }', "a.dat is no file of hpts memory run or mprof"],
    ["JSON without spaces", '{"a":1}', "a.dat is no file of hpts memory run or mprof"],
    ["JSON of several lines", '\n{\n  "a": 1\n}', "a.dat is no file of hpts memory run or mprof"],
    ["blank", " \n\n", "a.dat is empty: expected a file of hpts memory run"],
    ["cut off in its first word", "HP", "a.dat has no figure in it"],
    ["cut off in its first line", "HPTS memory 1 {", "a.dat has no figure in it"],
    ["of a later version", "HPTS memory 9 {}\n", 'a.dat says "memory 9": expected "memory 1"'],
    ["damaged in its first line", "HPTS memory 1 {x\n", "its first line is damaged"],
    ["without a figure", HEAD, "a.dat has no figure in it"],
    ["with words for figures", `${HEAD}MEM much 1\n`, 'a.dat:2: expected a number, got "much"'],
  ])("that is %s gives one clear message", (_, text, message) => {
    const read = (): unknown => readTimeline(text, "a.dat");

    expect(read).toThrow(ProfileError);
    expect(read).toThrow(message);
  });
});

describe("the drawing", () => {
  const timeline = readTimeline(FILE, "a.dat");

  test("fits into 80 columns and says what its signs are", () => {
    const text = plotText(timeline, { width: 80, height: 6 });

    expect(text.split("\n").every((line) => line.length <= 80)).toBe(true);
    expect(text).toMatchInlineSnapshot(`
      "node work.js
      peak 60 MiB

           60 MiB │                                 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                  │                                 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                  │                                 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
           30 MiB │                    ███████████████████████████████████████████████
                  │░░░░░░░░░░░░░░░░░░░░███████████████████████████████████████████████
                  │░░░░░░░░░░░░░░░░░░░░███████████████████████████████████████████████
            0 MiB └───────────────────────────────────────────────────────────────────
               GC     '                M
            marks                  1
                   0 s                                                             2 s

                   ░ resident   █ heap used   ' young GC   M full GC
                   1 0.5 s: all rows read
                   2 collections took 2.4 ms
                   the program ended with 3
      "
    `);
  });

  test("has only characters of ASCII if asked for", () => {
    const text = plotText(timeline, { width: 60, ascii: true });

    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
    expect(text).toMatch(/^[\x00-\x7f]*$/);
  });

  test("as SVG holds what was marked, with signs of XML kept apart", () => {
    const svg = plotSvg(readTimeline(`${FILE}MARK 7 1.7 a < b & c\n`, "a.dat"));

    expect(svg).toContain(">a &lt; b &amp; c</text>");
    expect(svg).not.toContain("NaN");
  });

  test("of a single figure is drawn too", () => {
    const one = readTimeline(HEAD + memLine(MIB, 1000), "a.dat");

    expect(plotText(one, { width: 80 })).toContain("1 MiB");
    expect(plotSvg(one)).not.toContain("NaN");
  });

  test("of the peak is mprof's line", () => {
    expect(peakText(timeline)).toBe("a.dat\t60.000 MiB\n");
  });
});
