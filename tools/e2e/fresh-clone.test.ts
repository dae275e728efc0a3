/**
 * A newcomer's first hour, on what is committed: a clone in a new folder, an empty HOME, npm and
 * nothing else. The tests run in their order; each builds on what the ones before have done.
 *
 * `npm test` of everything is not run here once more: `.ci/run` does, in a fresh clone, twice.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT } from "../src/sources.ts";
import { Newcomer, type Outcome } from "./newcomer.ts";

const place = mkdtempSync(join(tmpdir(), "hpts-clone-"));
const clone = join(place, "course");
const home = join(place, "home");
execFileSync("git", ["clone", "--quiet", ROOT, clone]);

/** How many exercises each lab has. */
const exercises = readdirSync(join(clone, "labs")).map((lab) => {
  const text = readFileSync(join(clone, "labs", lab, "lab.json"), "utf8");
  return (JSON.parse(text) as { exercises: unknown[] }).exercises.length;
});
const all = exercises.reduce((sum, count) => sum + count);

afterAll(() => rmSync(place, { recursive: true, force: true }));

const newcomer = new Newcomer(clone, home);
const run = (command: readonly string[], path: readonly string[] = []): Outcome =>
  newcomer.run(command, path);

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";

/** Of what the pattern's group finds. */
const sumOf = (text: string, pattern: RegExp): number =>
  Array.from(text.matchAll(pattern), ([, count]) => Number(count)).reduce((a, b) => a + b, 0);

/** Where npx keeps the pinned pnpm: somebody who has installed it has it on the PATH. */
function pnpmFolder(): string {
  const text = readFileSync(join(clone, "package.json"), "utf8");
  const { packageManager } = JSON.parse(text) as { packageManager: string };
  const where = ["exec", "node", "-p", "process.env.npm_execpath"];
  return dirname(lastLine(run(["npx", "--yes", packageManager, ...where]).stdout));
}

describe("in a fresh clone", () => {
  test("npm start installs, shows the labs with nothing done, and serves the workbench", async () => {
    const stdout = await newcomer.whileStarted(async (url) => {
      expect(await (await fetch(url)).text()).toContain(
        "<title>High-Performance TypeScript</title>",
      );
    });

    expect(stdout).toMatch(/modeling +30 +hands-on .* 0 of 7 done/);
    expect(stdout).toMatch(/testing +40 +hands-on .* 0 of 7 done/);
    expect(stdout).toMatch(/timing +40 +hands-on .* 0 of 7 done/);
    expect(stdout).toMatch(/profiling +60 +hands-on .* 0 of 8 done/);
    expect(stdout).toContain("labs/modeling/starter/particle.ts:15:5");
  });

  test("npm test of all labs is green, and says that everything is to do", () => {
    const { code, stdout } = run(["npm", "test", "--", "--filter", "lab-*"]);

    expect(sumOf(stdout, /(\d+) done, 0 failing/g), stdout).toBe(0);
    expect(sumOf(stdout, /0 failing, (\d+) to do/g), stdout).toBe(all);
    expect(code).toBe(0);
  });

  test.each([
    ["modeling", "testing", 7],
    ["testing", "modeling", 7],
    ["timing", "testing", 7],
    ["profiling", "timing", 8],
  ])("npm test -- --filter lab-%s shows that lab alone", (lab, other, exercises) => {
    const { code, stdout } = run(["npm", "test", "--", "--filter", `lab-${lab}`]);

    expect(stdout).toMatch(new RegExp(`^lab-${lab} .* 0 of ${exercises} done$`, "m"));
    expect(stdout).toContain(`0 done, 0 failing, ${exercises} to do`);
    expect(stdout).not.toContain(`lab-${other}`);
    expect(code).toBe(0);
  });

  test.each(["modeling", "testing", "timing", "profiling"])(
    "pnpm test --filter lab-%s, literally, shows the same",
    (lab) => {
      const { code, stdout } = run(["pnpm", "test", "--filter", `lab-${lab}`], [pnpmFolder()]);

      expect(stdout).toMatch(new RegExp(`^lab-${lab} .* 0 of [78] done$`, "m"));
      expect(code).toBe(0);
    },
  );

  test("strict mode is red as long as there is something to do", () => {
    const { code, stdout } = run(["npm", "test", "--", "--filter", "lab-modeling", "--strict"]);

    expect(stdout).toContain("to do counts as not reached");
    expect(code).toBe(1);
  });

  test("npm run test:solution shows every solution done", () => {
    const { code, stdout } = run(["npm", "run", "test:solution"]);

    expect(stdout.match(/\d+ done, 0 failing, 0 to do/g)).toEqual(
      expect.arrayContaining(exercises.map((count) => `${count} done, 0 failing, 0 to do`)),
    );
    expect(code).toBe(0);
  });

  test("a lab that is not there is refused with those that are", () => {
    const { code, stderr } = run(["npm", "test", "--", "--filter", "lab-tesing"]);

    expect(stderr).toContain("lab-testing");
    expect(code).toBe(2);
  });

  test("nothing that was made along the way shows up in git", () => {
    expect(run(["git", "status", "--porcelain"]).stdout).toBe("");
  });
});

describe("with each solution copied over its starter", () => {
  test("every exercise is done", () => {
    for (const lab of readdirSync(join(clone, "labs"))) {
      const dir = join(clone, "labs", lab);
      cpSync(join(dir, "solution"), join(dir, "starter"), { recursive: true });
    }

    const { code, stdout } = run(["npm", "test", "--", "--filter", "lab-*"]);

    expect(sumOf(stdout, /(\d+) done, 0 failing, 0 to do/g), stdout).toBe(all);
    expect(code).toBe(0);
  });

  test("the dashboard says so, strict mode is green, and done work is not run again", () => {
    const dashboard = run(["npm", "run", "hpts", "--", "labs"]).stdout;
    const strict = run(["npm", "test", "--", "--filter", "lab-*", "--strict"]);

    expect(dashboard.match(/(\d+) of \1 done/g)).toHaveLength(exercises.length);
    expect(dashboard).toContain("All labs are done.");
    expect(strict.stdout.match(/done \(nothing changed since\)/g)).toHaveLength(all);
    expect(strict.code).toBe(0);
  });

  test("a reset brings the starters back", () => {
    const { code } = run(["npm", "run", "hpts", "--", "reset", "modeling", "--yes"]);

    expect(code).toBe(0);
    expect(run(["git", "status", "--porcelain", "labs/modeling"]).stdout).toBe("");
  });
});
