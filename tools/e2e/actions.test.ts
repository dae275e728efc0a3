/**
 * The template for GitHub Actions, without GitHub: its scripts are run as they stand in the file, job by
 * job, the shards one after the other, and what the jobs hand on lies in one folder.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepPristineCopies, pristineDir } from "@hpts/labkit/lab";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "../src/sources.ts";

const SHARDS = 4;
const place = mkdtempSync(join(tmpdir(), "hpts-actions-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const template = readFileSync(join(ROOT, "packages/grade/templates/grade.yml"), "utf8");

/** The script of the step with that name. */
function scriptOf(step: string): string {
  const [, lines] = new RegExp(
    `- name: ${step}\\n(?: {8}env:\\n(?: {10}.*\\n)*)? {8}run: \\|\\n((?: {10}.*\\n)+)`,
  ).exec(template)!;
  return lines!.replaceAll(/^ {10}/gm, "");
}

function run(step: string, env: Record<string, string>): string {
  const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", scriptOf(step)], {
    cwd: place,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      HOME: place,
      LAB: "modeling",
      SHARDS: String(SHARDS),
      HPTS: `${process.execPath} packages/cli/bin/hpts.mjs`,
      HPTS_GRADE_SECRET: "a long text",
      GITHUB_STEP_SUMMARY: join(place, "summary.md"),
      ...env,
    },
  });
  expect(status, `${step}: ${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

test("collects, grades in shards, and merges them to one table", () => {
  for (const name of ["packages", "labs", "node_modules", "pnpm-workspace.yaml"]) {
    symlinkSync(join(ROOT, name), join(place, name));
  }
  mkdirSync(join(place, "repos"));
  const lab = join(ROOT, "labs/modeling");
  expect(keepPristineCopies(lab)).toEqual([]);
  const students = Array.from({ length: 9 }, (_, i) => `student${i}`);
  for (const [i, student] of students.entries()) {
    const from = i % 3 === 0 ? pristineDir(lab) : join(lab, "solution");
    cpSync(from, join(place, "repos", student), { recursive: true });
  }
  const list = students.map((student) => `${student},repos/${student}\n`).join("");
  writeFileSync(join(place, "students.csv"), `name,url\n${list}`);

  run("collect", { BEFORE: "" });
  rmSync(join(place, "collected"), { recursive: true });
  for (let shard = 1; shard <= SHARDS; shard++) run("grade", { SHARD: String(shard) });
  run("merge", {});

  const lines = readFileSync(join(place, "marks.csv"), "utf8").trim().split(/\r?\n/).slice(1);
  const points = lines.map((line) => line.split(",").slice(0, 3).join(" "));
  const expected = students.map((student, i) => `${student} graded ${i % 3 === 0 ? 0 : 13}`);
  expect(points.sort()).toEqual(expected.sort());
  expect(readFileSync(join(place, "summary.md"), "utf8")).not.toBe("");
});

test("has as many jobs as shards", () => {
  expect(template).toContain(`SHARDS: ${SHARDS}\n`);
  expect(template).toContain("shard: [1, 2, 3, 4]");
});
