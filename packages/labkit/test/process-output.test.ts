import { describe, expect, test } from "vitest";
import { emptyReport, OutputReader, type ProcessReport } from "../src/run/process-output.ts";

function read(chunks: readonly string[]): ProcessReport {
  const report = emptyReport();
  const reader = new OutputReader(() => report);
  for (const chunk of chunks) reader.read(chunk);
  reader.end();
  return report;
}

/** Every way to cut a text in two, and into single characters. */
const piecesOf = (text: string): string[][] => [
  ...Array.from({ length: text.length + 1 }, (_, i) => [text.slice(0, i), text.slice(i)]),
  [...text],
];

describe("the output of a process", () => {
  const stuck = { label: "tests/M4.test.ts evolves", stack: "    at evolve (a.ts:1:2)" };

  test("keeps the report of a loop, wherever the pipe cuts it", () => {
    const text = `before\n\nhpts-stuck:${JSON.stringify(stuck)}\nafter`;

    for (const chunks of piecesOf(text)) {
      expect(read(chunks), JSON.stringify(chunks)).toMatchObject({
        output: "before\n\nafter",
        stuck: [stuck],
      });
    }
  });

  test("keeps a report that is not finished as one of an unknown place", () => {
    expect(read(['hpts-stuck:{"lab']).stuck).toEqual([{ label: "", stack: "" }]);
  });

  test("takes V8's last words for what they mean, wherever the pipe cuts them", () => {
    const text =
      "mine\n\n<--- Last few GCs --->\n\n[7:0x5]  Mark-Compact 4047.6 (4144.0)\n\n" +
      "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n" +
      "----- Native stack trace -----\n\n 1: 0xb7b3e0 node::OOMErrorHandler [node]\n";

    for (const chunks of piecesOf(text)) {
      const report = read(chunks);
      expect(report.outOfMemory, JSON.stringify(chunks)).toBe(true);
      expect(report.output).toBe("mine\n\n");
    }
  });

  test("takes so also what V8 says of an array that cannot grow any more", () => {
    const text =
      "mine\n\n\n#\n# Fatal error in , line 0\n# Fatal JavaScript invalid size error 169220804 (see " +
      "crbug.com/1201626)\n#\n#\n#\n#FailureMessage Object: 0x7fffcfd40cb0\n" +
      "----- Native stack trace -----\n\n 1: 0xd32b41  [node]\n";

    for (const chunks of piecesOf(text)) {
      const report = read(chunks);
      expect(report.outOfMemory, JSON.stringify(chunks)).toBe(true);
      expect(report.output.trim()).toBe("mine");
    }
  });

  test("is the student's own, also where it looks like something else", () => {
    const text = "I saw hpts-stuck:{} and FATAL ERROR: heap out of memory\nhpts\n# Fatal end";

    expect(read([text])).toEqual({ output: text, dropped: 0, stuck: [], outOfMemory: false });
  });

  test("is cut at a limit, and what is dropped is counted", () => {
    const { output, dropped } = read(Array.from({ length: 100 }, () => "x".repeat(1_000)));

    expect(output.length).toBe(64 * 1024);
    expect(output.length + dropped).toBe(100_000);
  });
});
