import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
        onError: (error) => {
          throw error;
        },
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
