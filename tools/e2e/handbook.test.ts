/**
 * The instructor's page, command by command, in a fresh clone: every line in a block of `sh` is run,
 * and what a section promises is looked at. For each lab.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../src/sources.ts";

const place = mkdtempSync(join(tmpdir(), "hpts-handbook-"));
const course = join(place, "course");
const page = readFileSync(join(ROOT, "docs/grading-handbook.md"), "utf8");
const LABS = readdirSync(join(ROOT, "labs")).filter((name) => !name.startsWith("."));
/** About the machine and the course as a whole, and run once. */
const ONCE = /grade (doctor|verify|mutants|publish|template (grade|feedback))|git -C/;

/** All lines in blocks of `sh`, in their order. */
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block]) =>
  block!.trim().split("\n"),
);

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly output: string;
}

function run(command: string): Outcome {
  const hpts = `"${process.execPath}" packages/cli/bin/hpts.mjs`;
  const line = command.replace(/pnpm (--silent )?hpts/, hpts);
  const env = { ...process.env, STUDENTS: join(place, "students.git"), NO_COLOR: "1" };
  for (const name of Object.keys(env)) {
    if (/^(npm_|LAB_|VITEST|INIT_CWD$|HPTS_)/i.test(name)) delete env[name as keyof typeof env];
  }
  const options = { cwd: course, env, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], options);
  return { code: status, stdout, output: stdout + stderr };
}

beforeAll(() => {
  execFileSync("git", ["clone", "--quiet", ROOT, course]);
  execFileSync("git", ["init", "--quiet", "--bare", join(place, "students.git")]);
  const install = ["--yes", "pnpm@12.21.0", "install", "--frozen-lockfile", "--prefer-offline"];
  execFileSync("npx", install, {
    cwd: course,
    stdio: "ignore",
    env: { ...process.env, CI: "true" },
  });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test("the page has commands for each step", () => {
  const text = commands.join("\n");
  for (const verb of ["verify", "publish", "collect", "batch", "--resume", "run", "export"]) {
    expect(text).toContain(verb);
  }
});

/** All labs are verified, with every wrong solution: some 20 minutes on a busy machine. */
const VERIFY_MS = 3_600_000;

describe("the course as a whole", { timeout: VERIFY_MS }, () => {
  test.each(commands.filter((command) => ONCE.test(command)))("%s", (command) => {
    const { code, output } = run(command);

    expect(code, output).toBe(0);
  });

  test("what was pushed is one commit without a solution", () => {
    const students = join(place, "students.git");
    const git = (...args: string[]): string =>
      execFileSync("git", args, { cwd: students, encoding: "utf8" });

    expect(git("rev-list", "--count", "main").trim()).toBe("1");
    expect(git("ls-tree", "-r", "--name-only", "main")).not.toContain("/solution/");
  });
});

describe.each(LABS)("the lab %s", (lab) => {
  const first = JSON.parse(readFileSync(join(ROOT, "labs", lab, "lab.json"), "utf8")).exercises[0]
    .id as string;
  const forLab = (command: string): string =>
    command.replaceAll("modeling", lab).replaceAll("M4", first);
  const handedIn = join(place, "handed-in");

  beforeAll(() => {
    rmSync(handedIn, { recursive: true, force: true });
    const from = join(course, "labs", lab); // as it is committed
    cpSync(join(from, "solution"), join(handedIn, "ada", "starter"), { recursive: true });
    cpSync(join(from, "starter"), join(handedIn, "bob"), { recursive: true });
    mkdirSync(join(handedIn, "cat"));
    writeFileSync(join(place, "students.csv"), `name,url\nada,${join(handedIn, "ada")}\n`);
  });

  test.each(commands.filter((command) => !ONCE.test(command)))("%s", (command) => {
    const { code, output } = run(forLab(command));

    // Somebody has handed in nothing of use, which collect tells by its exit code.
    const isCollect = command.includes("grade collect ../handed-in");
    expect(code, output).toBe(isCollect ? 1 : 0);
  });

  test("the marks are right: all points, none, and no mark for who handed in nothing", () => {
    const lines = readFileSync(join(place, "marks.csv"), "utf8").trim().split(/\r?\n/);
    const [heading, ada, bob, cat] = lines.map((line) => line.split(","));

    expect(heading!.slice(0, 4).join(",")).toContain("student,status,points,max");
    expect(ada!.slice(0, 2)).toEqual(["ada", "graded"]);
    expect(ada![2]).toBe(ada![3]);
    expect(Number(ada![2])).toBeGreaterThan(0);
    expect(bob!.slice(0, 3)).toEqual(["bob", "graded", "0"]);
    expect(cat!.slice(0, 3)).toEqual(["cat", "ungradable", ""]);
    expect(lines).toHaveLength(4);
  });

  test("shards put together hold as many as the whole", () => {
    const results = (file: string): string[] => {
      const text = readFileSync(join(place, file), "utf8");
      const keys = Array.from(text.matchAll(/"type":"result","key":"(\w+)"/g), ([, key]) => key!);
      return [...new Set(keys)].sort();
    };
    const whole = results(`collected-${lab}.${lab}.jsonl`);

    expect(whole).toHaveLength(3);
    expect(results("merged.jsonl")).toEqual(whole);
    rmSync(join(place, "merged.jsonl"));
  });
});
