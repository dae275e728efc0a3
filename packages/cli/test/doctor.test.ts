/** `hpts doctor`: what this machine has and what it lacks. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { makeCourse } from "./support/temporary-course.ts";

interface Finding {
  readonly name: string;
  readonly state: "ok" | "advice";
  readonly found: string;
  readonly advice?: string;
}

describe("hpts doctor", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  /** A folder of programs that do nothing but say their version, to be the only ones there are. */
  function programs(versions: Readonly<Record<string, string>>): { PATH: string } {
    for (const [name, says] of Object.entries(versions)) {
      course.write(`programs/${name}`, `#!/bin/sh\necho '${says}'\n`);
      chmodSync(join(course.root, "programs", name), 0o755);
    }
    return { PATH: join(course.root, "programs") };
  }

  async function findings(env: NodeJS.ProcessEnv): Promise<Finding[]> {
    const { stdout, stderr } = await course.hpts(["doctor", "--json"], { env });
    expect(stderr).toBe("");
    return JSON.parse(stdout) as Finding[];
  }

  // Windows starts no shell scripts as programs.
  test.skipIf(process.platform === "win32")("lists what was found; exit code 0", async () => {
    const env = programs({
      pnpm: "12.21.0",
      git: "git version 2.39.5",
      python3: "Python 3.11.7",
    });

    const found = await findings(env);
    const { code, stdout } = await course.hpts(["doctor"], { env });

    expect(found.map(({ name }) => name)).toEqual([
      "Node",
      "pnpm",
      "git",
      "python3",
      "terminal",
      "disk",
    ]);
    expect(found).toMatchObject([
      { found: process.versions.node },
      { state: "ok", found: "12.21.0" },
      { state: "ok", found: "2.39.5" },
      { state: "ok", found: "3.11.7" },
      { state: "ok", found: "output is not a terminal" },
      { found: expect.stringMatching(/^\d+\.\d GiB free$/) },
    ]);
    expect(stdout).toContain(` Node          ${process.versions.node}\n`);
    expect(stdout).toContain(" ✓ git           2.39.5\n");
    expect(code).toBe(0);
  });

  test("advises on what is not there and can be done without; no failure", async () => {
    const found = await findings({ PATH: "" });
    const { code } = await course.hpts(["doctor"], { env: { PATH: "" } });

    const absent = found.filter(({ found: what }) => what === "not found");
    expect(absent.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      "pnpm: advice",
      "git: advice",
      "python3: advice",
    ]);
    expect(absent.every(({ advice = "" }) => advice.length > 0)).toBe(true);
    expect(code).toBe(0);
  });

  test("a downloaded course that is no clone gets advice", async () => {
    const bare = makeCourse();
    bare.remove(".git");

    const { stdout } = await bare.hpts(["doctor", "--json"]);

    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        name: "git",
        state: "advice",
        found: expect.stringMatching(/, but this is no clone$|^not found$/),
      }),
    );
  });
});
