import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../src/lab/course.ts";
import { ManifestError, readManifest } from "../src/lab/lab-json.ts";
import { keepPristineCopies, pristineText } from "../src/lab/pristine.ts";
import { planReset, reset } from "../src/lab/reset.ts";
import { makeLab, SOUND_LAB, writeFiles } from "./support/temporary-lab.ts";

const NOW = new Date("2026-05-04T03:02:01.000Z");
const HANDED_OUT = SOUND_LAB["starter/double.ts"]!;

const labAt = (dir: string) => ({ dir, manifest: readManifest(dir) });
const textOf = (dir: string, file: string): string => readFileSync(join(dir, file), "utf8");

function git(dir: string, ...args: string[]): void {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
  execFileSync("git", [...identity, ...args], { cwd: dir, stdio: "ignore" });
}

describe("reset", () => {
  test("has nothing to do for untouched files", () => {
    expect(planReset(labAt(makeLab()))).toEqual({ files: [], exercises: [] });
  });

  test("claims no success where nobody knows what was handed out", () => {
    const dir = makeLab();
    writeFiles(dir, { "pristine.json": "{}" });

    expect(() => planReset(labAt(dir))).toThrow(ManifestError);
    expect(() => planReset(labAt(dir), "M2")).toThrow(
      /^pristine\.json of lab sample does not say how starter\/halve\.ts was handed out, so nothing was reset/,
    );
  });

  test("brings back one exercise's file and keeps the work in a backup", () => {
    const dir = makeLab();
    keepPristineCopies(dir);
    writeFiles(dir, { "starter/double.ts": "my work", "starter/halve.ts": "more work" });
    const plan = planReset(labAt(dir), "M1");

    const backup = reset(labAt(dir), plan, NOW);

    expect(plan).toEqual({ files: ["double.ts"], exercises: ["M1"] });
    expect(textOf(dir, "starter/double.ts")).toBe(HANDED_OUT);
    expect(textOf(dir, "starter/halve.ts")).toBe("more work");
    expect(backup).toBe(join(dir, ".hpts/backup/2026-05-04T03-02-01"));
    expect(textOf(backup!, "double.ts")).toBe("my work");
  });

  test("brings back all files of a lab, deleted ones too", () => {
    const dir = makeLab();
    keepPristineCopies(dir);
    writeFiles(dir, { "starter/double.ts": "my work" });
    rmSync(join(dir, "starter/halve.ts"));

    reset(labAt(dir), planReset(labAt(dir)), NOW);

    expect(textOf(dir, "starter/double.ts")).toBe(HANDED_OUT);
    expect(textOf(dir, "starter/halve.ts")).toBe(SOUND_LAB["starter/halve.ts"]);
  });

  test("names every exercise whose work lies in the file", () => {
    const exercises = ["M1", "M2"].map((id) => ({
      id,
      title: id,
      file: "starter/double.ts",
      points: 1,
      starter: "todo",
    }));
    const dir = makeLab();
    const manifest = { ...readManifest(dir), exercises } as ReturnType<typeof readManifest>;
    writeFiles(dir, { "starter/double.ts": "my work" });

    expect(planReset({ dir, manifest }, "M1").exercises).toEqual(["M1", "M2"]);
  });

  test("finds the handed-out text in git, after other versions were committed", () => {
    const dir = makeLab();
    git(dir, "init", "--quiet");
    git(dir, "add", "starter", "pristine.json");
    git(dir, "commit", "--quiet", "-m", "as handed out");
    writeFiles(dir, { "starter/double.ts": "my work" });
    git(dir, "commit", "--quiet", "--all", "-m", "my work");

    reset(labAt(dir), planReset(labAt(dir), "M1"), NOW);

    expect(textOf(dir, "starter/double.ts")).toBe(HANDED_OUT);
  });

  test("changes nothing at all when one of the texts cannot be found", () => {
    const dir = makeLab();
    writeFiles(dir, { "starter/double.ts": "my work", "starter/halve.ts": "more work" });

    expect(() => reset(labAt(dir), planReset(labAt(dir)), NOW)).toThrow(UsageError);
    expect(textOf(dir, "starter/double.ts")).toBe("my work");
    expect(textOf(dir, "starter/halve.ts")).toBe("more work");
  });
});

describe("the handed-out text", () => {
  test("is known by content: line ends of another system do not matter", () => {
    const dir = makeLab();
    writeFileSync(join(dir, "starter/double.ts"), HANDED_OUT.replaceAll("\n", "\r\n"));

    expect(pristineText(dir, "double.ts")).toBe(HANDED_OUT);
  });

  test("is not taken from a copy that somebody has changed", () => {
    const dir = makeLab();
    keepPristineCopies(dir);
    writeFiles(dir, { ".hpts/pristine/double.ts": "forged", "starter/double.ts": "my work" });

    expect(pristineText(dir, "double.ts")).toBeUndefined();
  });

  test("is put aside while it can be had, and reported where it cannot", () => {
    const dir = makeLab();
    writeFiles(dir, { "starter/halve.ts": "my work" });

    expect(keepPristineCopies(dir)).toEqual(["halve.ts"]);
    expect(textOf(dir, ".hpts/pristine/double.ts")).toBe(HANDED_OUT);
  });
});
