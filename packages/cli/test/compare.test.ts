/** `hpts compare` and `hpts bench calibrate-lab`. The true ratio is 8; on a busy machine, 4 is right too. */
import { describe, expect, test } from "vitest";
import { makeCourse } from "./support/temporary-course.ts";

const INCONCLUSIVE = 4;

function source(steps: number, before = ""): string {
  return `export const inputs = [1, 2, 3];
export default function work(input: number): number {
  ${before}
  let x = input;
  for (let i = 0; i < ${steps}; i++) x = Math.imul(x, 5) ^ i;
  return x === 0.5 ? 0 : input * 2;
}
`;
}

describe("hpts compare", () => {
  const course = makeCourse();
  const write = (): void => {
    course.write("slow.ts", source(8000));
    course.write("fast.ts", source(1000));
  };

  test("passes what is fast enough, with its figures and a picture", async () => {
    write();
    const { code, stdout, stderr } = await course.hpts(
      "compare slow.ts fast.ts --min-speedup 2".split(" "),
    );

    expect([0, INCONCLUSIVE]).toContain(code);
    expect(stderr).toBe("");
    if (code !== 0) return;
    expect(stdout).toMatch(/^ {2}slow\.ts {2}[\d.]+ µs a call\n {2}fast\.ts {2}[\d.]+ µs a call\n/);
    expect(stdout).toMatch(/●.* {2}┃ 2x\n✓ pass: the candidate is [\d.]+x \(/);
  });

  test("calls a file slower than its last revision, as JSON", async () => {
    // Packages are those of today, also of a file in which they cannot be found from where it stands.
    const packages = 'import "@hpts/bench";\nimport "@hpts/core";\n';
    course.write("lib.ts", packages + source(1000));
    course.git("add", "lib.ts");
    course.git("commit", "--quiet", "--no-gpg-sign", "--message", "fast");
    course.write("lib.ts", packages + source(8000));

    const { code, stdout } = await course.hpts(["compare", "HEAD", "lib.ts", "--json"]);

    const found = JSON.parse(stdout) as {
      change: string;
      machine: { node: string };
    };
    expect([1, INCONCLUSIVE]).toContain(code);
    expect(found).toMatchObject({ baseline: "lib.ts (HEAD)", candidate: "lib.ts" });
    expect(found.machine.node).toBe(process.versions.node);
    expect(found.change).toBe(code === 1 ? "slower" : "unclear");
  });

  test("says that it was called without inputs, and that it prints", async () => {
    const noInputs = source(1000, 'console.log("noise");').replace(/^export const inputs.*\n/, "");
    course.write("loud.ts", noInputs);

    const { stdout } = await course.hpts(["compare", "loud.ts", "loud.ts"]);

    expect(stdout).toContain("! neither file exports inputs, so it was called without\n");
    expect(stdout).toMatch(/! W_PRINTS: the baseline prints.*! W_PRINTS: the candidate prints/s);
    expect(stdout).not.toContain("noise");
  });

  test.each([
    ["return 7;", 1, "hpts: for input 0 the candidate returns 7, expected 2\n"],
    [
      'throw new Error("no");',
      5,
      "hpts: the candidate fails: Error: no (input 0: 1; odd.ts:3:9)\n",
    ],
    ["for (;;) {}", 5, "hpts: the candidate takes too long: a call did not end within 0.5 s\n"],
  ])("%s is exit code %i and one line", async (before, expected, message) => {
    write();
    course.write("odd.ts", source(1000, before));

    const outcome = await course.hpts(["compare", "slow.ts", "odd.ts", "--limit", "0.5"]);

    expect(outcome).toEqual({ code: expected, signal: null, stdout: "", stderr: message });
  });

  test.each([
    ["slow.ts nothing.ts", "hpts: there is no file nothing.ts\n"],
    ["slow.ts nonsense", "hpts: there is neither a file nor a revision nonsense\n"],
    ["slow.ts fast.ts --min-speedup x", "hpts: --min-speedup must be a positive number, got x\n"],
    ["slow.ts fast.ts --fast", "hpts: --fast needs --min-speedup\n"],
    ["nonsense slow.ts", "hpts: there is neither a file nor a revision nonsense\n"],
    ["slow.ts HEAD", "hpts: there is no slow.ts in the revision HEAD\n"],
    ["a.jsonl b.jsonl --min-speedup 2", "hpts: --min-speedup needs source files\n"],
    ["slow.ts fast.ts --export g", "hpts: slow.ts has no export g; it exports default\n"],
    [
      "slow.ts package.json",
      "hpts: package.json is no source file: expected TypeScript or JavaScript\n",
    ],
    ["none.json package.json", "hpts: there is no file none.json\n"],
    ["package.json package.json", "hpts: package.json holds no run of hpts bench\n"],
  ])("%s is refused", async (line, message) => {
    write();
    course.write("package.json", "{}");

    const { code, stdout, stderr } = await course.hpts(["compare", ...line.split(" ")]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.endsWith(message)).toBe(true);
  });
});

describe("hpts bench calibrate-lab", () => {
  const course = makeCourse();

  test("says of a lab without speed tiers that it has none", async () => {
    const { code, stdout } = await course.hpts(["bench", "calibrate-lab", "first"]);

    expect(stdout).toBe("lab first has no speed tiers: no exercise has a file speed/<id>.ts\n");
    expect(code).toBe(0);
  });
});
