import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileAt, RevisionError } from "../../src/compare.ts";

const root = mkdtempSync(join(tmpdir(), "hpts-repository-"));
const file = join(root, "src", "x.ts");
afterAll(() => rmSync(root, { recursive: true, force: true }));

function git(...args: string[]): void {
  const who = ["-c", "user.name=Student", "-c", "user.email=student@example.org"];
  execFileSync("git", [...who, ...args], { cwd: root, stdio: "ignore" });
}

beforeAll(() => {
  mkdirSync(join(root, "src"));
  mkdirSync(join(root, "node_modules"));
  writeFileSync(join(root, ".gitignore"), "node_modules\n");
  writeFileSync(file, "old");
  writeFileSync(join(root, "src", "beside.ts"), "old too");
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--no-gpg-sign", "--message", "old");
  writeFileSync(file, "new");
  writeFileSync(join(root, "src", "later.ts"), "");
});

describe("a file of a revision", () => {
  test("is there with the files beside it and the packages of today, until it is removed", () => {
    const old = fileAt("HEAD", file);

    expect(readFileSync(old.file, "utf8")).toBe("old");
    expect(readFileSync(join(old.file, "..", "beside.ts"), "utf8")).toBe("old too");
    expect(existsSync(join(old.file, "..", "..", "node_modules"))).toBe(true);
    old.remove();
    expect(existsSync(old.file)).toBe(false);
    expect(existsSync(join(root, "node_modules"))).toBe(true);
  });

  test("that has it not, or that is none, is refused in one line", () => {
    const later = join(root, "src", "later.ts");
    expect(() => fileAt("HEAD", later)).toThrow(
      new RevisionError("there is no src/later.ts in the revision HEAD"),
    );
    expect(() => fileAt("nonsense", file)).toThrow(RevisionError);
  });
});
