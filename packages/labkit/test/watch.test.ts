import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { LabResult } from "../src/checklist/result.ts";
import { readManifest } from "../src/lab/lab-json.ts";
import { watchFolder } from "../src/run/folder-watcher.ts";
import { watchLab } from "../src/run/watch-lab.ts";
import { makeLab, SOUND_LAB, writeFiles } from "./support/temporary-lab.ts";

/** What was passed to a callback, one at a time, as it comes. */
class Inbox<T> {
  readonly #arrived: T[] = [];
  #waiting: ((value: T) => void) | undefined;

  readonly put = (value: T): void => {
    if (this.#waiting === undefined) this.#arrived.push(value);
    else this.#waiting(value);
    this.#waiting = undefined;
  };

  next(): Promise<T> {
    const first = this.#arrived.shift();
    if (first !== undefined) return Promise.resolve(first);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}

describe("watchFolder", () => {
  test("names files that are written, added, replaced and deleted", async () => {
    const dir = join(makeLab(), "starter");
    const inbox = new Inbox<string[]>();
    const watcher = watchFolder(dir, inbox.put);

    writeFileSync(join(dir, "double.ts"), "written");
    const written = await inbox.next();
    writeFileSync(join(dir, "added.ts"), "added");
    const added = await inbox.next();
    // The way many editors save: a new file that takes the old one's place.
    writeFileSync(join(dir, "..", "draft"), "replaced");
    renameSync(join(dir, "..", "draft"), join(dir, "double.ts"));
    const replaced = await inbox.next();
    rmSync(join(dir, "double.ts"));
    const deleted = await inbox.next();

    watcher.close();
    expect([written, added, replaced, deleted]).toEqual([
      ["double.ts"],
      ["added.ts"],
      ["double.ts"],
      ["double.ts"],
    ]);
  });

  test("names files of folders in it, also of new ones, and of one that came back", async () => {
    const dir = join(makeLab({ "starter/old/a.ts": "a" }), "starter");
    const inbox = new Inbox<string[]>();
    const watcher = watchFolder(dir, inbox.put);

    writeFileSync(join(dir, "old", "a.ts"), "written");
    const inOld = await inbox.next();
    writeFiles(dir, { "new/deep/b.ts": "added" });
    const inNew = await inbox.next();
    writeFiles(dir, { "new/deep/b.ts": "written" });
    const inNewAgain = await inbox.next();
    rmSync(join(dir, "new"), { recursive: true });
    const gone = await inbox.next();
    writeFiles(dir, { "new/deep/b.ts": "back" });
    const back = await inbox.next();

    watcher.close();
    expect(inOld).toEqual(["old/a.ts"]);
    expect([inNew, inNewAgain, gone, back]).toEqual(
      Array.from({ length: 4 }, () => ["new/deep/b.ts"]),
    );
  });

  test("survives that the folder itself goes away and comes back", async () => {
    const dir = join(makeLab(), "starter");
    const inbox = new Inbox<string[]>();
    const watcher = watchFolder(dir, inbox.put);

    rmSync(dir, { recursive: true });
    const gone = await inbox.next();
    writeFiles(dir, { "double.ts": "back" });
    const back = await inbox.next();

    watcher.close();
    expect(gone.sort()).toEqual(["double.ts", "halve.ts"]);
    expect(back).toEqual(["double.ts"]);
  });
});

const throwIt = (error: unknown): never => {
  throw error;
};

/** For a lab with code that never comes back: no time limit ends it within the test's own. */
const PATIENT = `import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { double } from "#lab/double";

exercise("doubles", () => expect(double(3), "twice three").toBe(6), { limitMs: 900_000 });
`;

describe("a save while a run is on its way", () => {
  test.each([
    ["in a check", "export const double = () => {\n  for (;;);\n};\n"],
    ["while the file is loaded", "export const double = () => 6;\nfor (;;);\n"],
    ["behind an await", "export const double = async () => {\n  await 0;\n  for (;;);\n};\n"],
  ])("ends it: nobody waits for code that never comes back: %s", async (_where, endless) => {
    process.env["LAB_LOAD_LIMIT_MS"] = "900000";
    const dir = makeLab({ "tests/M1.test.ts": PATIENT });
    const [results, slow, files] = [new Inbox<LabResult>(), new Inbox<string>(), [] as string[]];
    const watch = await watchLab(
      { dir, manifest: readManifest(dir) },
      {
        onStart: (_ids, changed) => files.push(...changed.map(({ file }) => file)),
        onSlow: (ids) => slow.put(ids.join()),
        onResult: results.put,
        onError: throwIt,
      },
    );
    await results.next();

    writeFiles(dir, { "starter/double.ts": endless });
    // A busy machine has said the same of the run at the start, which was of both.
    while ((await slow.next()) !== "M1");
    // Another exercise is saved meanwhile; the first one is still open.
    writeFiles(dir, { "starter/halve.ts": SOUND_LAB["solution/halve.ts"]! });
    while ((await slow.next()) !== "M1,M2");
    writeFiles(dir, { "starter/double.ts": SOUND_LAB["solution/double.ts"]! });
    const { exercises, faults } = await results.next();

    await watch.close();
    expect(exercises.map(({ state }) => state)).toEqual(["done", "done"]);
    expect(faults).toEqual([]);
    expect(files).toEqual(["starter/double.ts", "starter/halve.ts", "starter/double.ts"]);
  });

  test.each([0, 50, 150])("ends it also while its process starts: after %i ms", async (delayMs) => {
    const dir = makeLab();
    const results = new Inbox<LabResult>();
    let isFirst = true;
    const watching = watchLab(
      { dir, manifest: readManifest(dir) },
      {
        async onStart() {
          if (!isFirst) return;
          isFirst = false;
          await sleep(delayMs);
          writeFiles(dir, { "starter/halve.ts": SOUND_LAB["solution/halve.ts"]! });
        },
        onResult: results.put,
        onError: throwIt,
      },
    );
    let states: string[] = [];
    while (states[1] !== "done")
      states = (await results.next()).exercises.map(({ state }) => state);
    await (await watching).close();

    expect(states).toEqual(["todo", "done"]);
  });

  test("does not end it when nothing has changed in it", async () => {
    const dir = makeLab({ "tests/M1.test.ts": PATIENT });
    const [results, slow, starts] = [new Inbox<LabResult>(), new Inbox<unknown>(), [] as string[]];
    const watching = watchLab(
      { dir, manifest: readManifest(dir) },
      {
        onStart: (ids) => {
          starts.push(ids.join());
          writeFiles(dir, { "starter/notes.md": `saved ${starts.length}` });
        },
        onSlow: slow.put,
        onResult: results.put,
        onError: throwIt,
      },
    );
    await results.next();
    await (await watching).close();

    expect(starts).toEqual(["M1,M2"]);
  });
});

describe("watchLab", () => {
  test("runs what a change touches, and keeps what is known of the rest", async () => {
    const dir = makeLab();
    const results = new Inbox<LabResult>();
    const starts: (readonly string[])[] = [];
    const watch = await watchLab(
      { dir, manifest: readManifest(dir) },
      {
        onStart: (exercises) => starts.push(exercises),
        onResult: results.put,
        onError: throwIt,
      },
    );
    const states = (result: LabResult): string[] => result.exercises.map(({ state }) => state);

    const first = states(await results.next());
    writeFiles(dir, { "starter/double.ts": SOUND_LAB["solution/double.ts"]! });
    const solved = states(await results.next());
    writeFiles(dir, { "starter/double.ts": "export const double = (;" });
    const broken = states(await results.next());
    writeFiles(dir, { "starter/double.ts": SOUND_LAB["solution/double.ts"]! });
    const mended = states(await results.next());
    await watch.rerun();
    const again = states(await results.next());

    await watch.close();
    expect([first, solved, broken, mended, again]).toEqual([
      ["todo", "todo"],
      ["done", "todo"],
      ["failing", "todo"],
      ["done", "todo"],
      ["done", "todo"],
    ]);
    expect(starts).toEqual([["M1", "M2"], ["M1"], ["M1"], ["M1"], ["M1", "M2"]]);
  });
});
