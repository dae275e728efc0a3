/** What the lab says, where a check of the exercises does not look. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { growthLaw, times } from "./bench/words.ts";

const LAB = join(import.meta.dirname, "..");

/** The lines of code in the comment of P2, of which the names of arguments are left open. */
function linesOfComment(file: string): string {
  const text = readFileSync(join(LAB, file), "utf8");
  const [, below = ""] = text.split("has what it takes:\n *\n");
  const [lines = ""] = below.split("\n *\n");
  return lines.replaceAll(/^ \* {5}/gm, "");
}

test("P2: the lines of the comment check as they are", { timeout: 60_000 }, () => {
  const lines = linesOfComment("starter/save-and-convert.ts");
  mkdirSync(join(LAB, ".hpts"), { recursive: true });
  const dir = mkdtempSync(join(LAB, ".hpts", "comment-"));
  try {
    const options = { extends: "../../tsconfig.json", include: ["*.ts"] };
    writeFileSync(join(dir, "tsconfig.json"), JSON.stringify(options));
    writeFileSync(
      join(dir, "typed.ts"),
      `import { convertProfile, runProgram, saveProfile, Stats } from "@hpts/profile";
export async function typed(
  program: string,
  path: string,
  key: Parameters<Stats["sortStats"]>[0],
  format: Parameters<typeof convertProfile>[1],
): Promise<void> {
${lines}
}
`,
    );
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")));
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(tsc, "bin/tsc"), "--noEmit", "-p", dir],
      { encoding: "utf8" },
    );

    expect(lines).toContain("convertProfile(");
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test("P2: starter and solution have the same comment", () => {
  expect(linesOfComment("solution/save-and-convert.ts")).toBe(
    linesOfComment("starter/save-and-convert.ts"),
  );
});

test("one is no plural", () => {
  expect([times(1), times(2), times(188_000)]).toEqual(["once", "2 times", "188,000 times"]);
  expect(growthLaw(1)).toBe("1 step of length d makes the square of the distance grow by d^2");
  expect(growthLaw(7)).toContain("7 steps of length d make the square");
});
