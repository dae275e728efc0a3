/** What the real npm hands on, when options stand before a "--" and settings come from elsewhere. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readArguments, UsageError } from "../bootstrap/arguments.mjs";
import { optionsTakenByNpm } from "../bootstrap/npm-options.mjs";

const project = mkdtempSync(join(tmpdir(), "hpts-npm-"));
afterAll(() => rmSync(project, { recursive: true }));

beforeAll(() => {
  const scripts = { test: `node -p "JSON.stringify(process.env)" --` };
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "x", scripts }));
  writeFileSync(join(project, ".npmrc"), "made-up-setting=1\nloglevel=silent\n");
  writeFileSync(join(project, "user.npmrc"), "another-made-up[]=1\nfund=false\n");
});

/** The environment of the script behind `npm test <args>`. */
function environment(args: string[], env: Record<string, string> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$)/i.test(name));
  const output = execFileSync("npm", ["test", "--silent", ...args], {
    cwd: project,
    env: {
      ...Object.fromEntries(kept),
      npm_config_userconfig: join(project, "user.npmrc"),
      npm_config_update_notifier: "false",
      ...env,
    },
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return JSON.parse(output) as Record<string, string>;
}

describe("options that npm has taken", () => {
  test.each([
    [["--bail"], ["--bail"]],
    [["--testNamePattern=foo"], ["--testnamepattern=foo"]],
    [
      ["--no-coverage", "-u"],
      ["--no-coverage", "-u"],
    ],
    [
      ["--reporter=dot", "--reporter=json"],
      ["--reporter=dot", "--reporter=json"],
    ],
    [["--", "--bail"], []],
  ])("%j", (args, taken) => {
    expect(optionsTakenByNpm(environment(args)).sort()).toEqual(taken.sort());
  });

  test("settings of npm and of build tools are none, wherever they come from", () => {
    const env = {
      npm_config_registry: "https://registry.npmjs.org/",
      npm_config_loglevel: "silent",
      npm_config_yes: "true",
      npm_config_maxsockets: "3",
      npm_config_electron_mirror: "https://example.org/",
      npm_config_build_from_source: "true",
      NPM_CONFIG_OF_THE_SHELL: "1",
    };

    expect(optionsTakenByNpm(environment(["--fetch-retries=3"], env))).toEqual([]);
  });

  test("are refused by npm test, with the right form", () => {
    const env = environment(["--watch"]);

    expect(() => readArguments("test", [], env)).toThrow(UsageError);
    expect(() => readArguments("test", [], env)).toThrow(
      '"--watch" is not understood here, and npm would keep it for itself:\n' +
        "options are written after --, as in npm test -- --strict",
    );
  });

  test("are understood where they are ours", () => {
    const env = environment(["--strict", "--force", "--filter=lab-testing"]);

    expect(readArguments("test", [], env)).toMatchObject({
      strict: true,
      force: true,
      workspaces: [{ name: "lab-testing" }],
    });
  });
});
