/**
 * A student's first hour, on the repository that `hpts grade publish` makes of the last commit: a
 * clone in a new folder, an empty HOME, npm and nothing else.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../src/sources.ts";
import { Newcomer } from "./newcomer.ts";

const place = mkdtempSync(join(tmpdir(), "hpts-published-"));
const published = join(place, "published");
const clone = join(place, "clone");
const student = new Newcomer(clone, join(place, "home"));
const hpts = (...args: string[]) => student.run(["npm", "run", "--silent", "hpts", "--", ...args]);

beforeAll(() => {
  const command = [join(ROOT, "packages/cli/bin/hpts.mjs"), "grade", "publish", published];
  execFileSync(process.execPath, command, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  execFileSync("git", ["clone", "--quiet", published, clone]);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe("in a fresh clone of what students get", () => {
  test("npm start installs, shows the labs with nothing done, and serves the workbench", async () => {
    const stdout = await student.whileStarted(async (url) => {
      expect(await (await fetch(url)).text()).toContain(
        "<title>High-Performance TypeScript</title>",
      );
    });

    expect(stdout.match(/0 of \d+ done/g)).toHaveLength(readdirSync(join(clone, "labs")).length);
  });

  test("npm test is green, and does not speak of solutions", () => {
    const { code, stdout } = student.run(["npm", "test"]);

    expect(stdout).toMatch(/^\d+ exercises: 0 done, \d+ to do$/m);
    expect(stdout.trimEnd().split("\n").at(-1), stdout).toMatch(/^\d+ passed, 0 failed$/);
    expect(code).toBe(0);
  });

  test("hpts solution says that the instructor has not released them", () => {
    const { code, stderr } = hpts("solution", "modeling", "M1");

    expect(stderr).toContain("your instructor has");
    expect(code).toBe(1);
  });

  test("grading and the content lint say whose they are", () => {
    expect(hpts("grade", "run", ".", "--lab", "modeling")).toMatchObject({ code: 2 });
    expect(hpts("check").stderr).toContain("for authors");
  });

  test("hints, reset and the checklist work as in the course", () => {
    expect(hpts("hint", "modeling", "M1").stdout).not.toBe("");
    expect(hpts("test", "modeling").stdout).toMatch(/0 of 7 done/);
    expect(hpts("reset", "modeling", "M1", "--yes").code).toBe(0);
  });

  test("nothing that was made along the way shows up in git, and there is one commit", () => {
    expect(student.run(["git", "status", "--porcelain"]).stdout).toBe("");
    expect(student.run(["git", "rev-list", "--count", "--all"]).stdout.trim()).toBe("1");
    expect(existsSync(join(clone, "packages", "grade"))).toBe(false);
  });
});
