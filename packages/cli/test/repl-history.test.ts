/** The history that `hpts repl` keeps between sessions. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { HistoryFile, MOST_BYTES, MOST_LINES } from "../src/repl/history.ts";

const dir = mkdtempSync(join(tmpdir(), "hpts-history-"));
afterAll(() => rmSync(dir, { recursive: true }));
let made = 0;
const newFile = (): string => join(dir, String(made++), "repl-history");

describe("the history", () => {
  test("is empty before the first session", () => {
    expect(new HistoryFile(newFile()).load()).toEqual([]);
  });

  test("keeps lines in order, each once in a row, and none that are blank", () => {
    const file = newFile();
    const history = new HistoryFile(file);
    for (const line of ["a", "a", " ", "b", "a"]) history.add(line);

    expect(new HistoryFile(file).load()).toEqual(["a", "b", "a"]);
  });

  test("loses nothing of two sessions at once", () => {
    const file = newFile();
    const [one, two] = [new HistoryFile(file), new HistoryFile(file)];
    one.add("from one");
    two.add("from two");

    expect(new HistoryFile(file).load()).toEqual(["from one", "from two"]);
  });

  test("is cut to its newest lines at the start of a session", () => {
    const file = newFile();
    new HistoryFile(file).add("first");
    writeFileSync(file, Array.from({ length: MOST_LINES + 5 }, (_, i) => `${i}\n`).join(""));

    const lines = new HistoryFile(file).load();

    expect(lines.length).toBe(MOST_LINES);
    expect(lines.at(-1)).toBe(String(MOST_LINES + 4));
    expect(readFileSync(file, "utf8").split("\n").length).toBe(MOST_LINES + 1);
  });

  test("is cut to its newest bytes, too", () => {
    const file = newFile();
    new HistoryFile(file).add("first");
    writeFileSync(file, `${"x".repeat(1000)}\n`.repeat(500));
    new HistoryFile(file).load();

    expect(readFileSync(file).length).toBeLessThanOrEqual(MOST_BYTES);
  });

  test("keeps no line that is a data set", () => {
    const file = newFile();
    const history = new HistoryFile(file);
    history.add("x".repeat(10_000));
    history.add("short");

    expect(new HistoryFile(file).load()).toEqual(["short"]);
  });

  test("does without a file where none can be written", () => {
    const blocked = join(dir, "blocked");
    writeFileSync(blocked, "");
    chmodSync(blocked, 0o400);
    const history = new HistoryFile(join(blocked, "repl-history"));

    expect(() => history.add("a")).not.toThrow();
    expect(history.load()).toEqual([]);
  });
});
