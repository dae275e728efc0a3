/** What starts `hpts`: a build that must be made anew whenever it would not fit any more. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type Outcome, Running, startProcess } from "./support/run.ts";

const PACKAGE = join(import.meta.dirname, "..");

const place = realpathSync(mkdtempSync(join(tmpdir(), "hpts-launcher-")));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A copy of the course, as far as it is needed to start, with a dependency inside it. */
let course: string;
let cli: string;
let copies = 0;
beforeEach(() => {
  course = join(place, `course-${copies++}`);
  cli = join(course, "packages", "cli");
  for (const name of ["bin", "src", "package.json"]) {
    cpSync(join(PACKAGE, name), join(cli, name), { recursive: true });
  }
  for (const name of ownPackages()) {
    const theirs = realpathSync(join(PACKAGE, "node_modules", name));
    const ours = join(cli, "node_modules", name);
    for (const part of ["src", "runtime", "package.json"]) {
      if (!existsSync(join(theirs, part))) continue;
      cpSync(join(theirs, part), join(ours, part), { recursive: true });
    }
    symlinkSync(join(theirs, "node_modules"), join(ours, "node_modules"), "junction");
  }
  const esbuild = realpathSync(join(PACKAGE, "node_modules", "esbuild"));
  symlinkSync(esbuild, join(cli, "node_modules", "esbuild"), "junction");
  install("commander-1");
  writeFileSync(join(course, "pnpm-lock.yaml"), "lockfileVersion: 1\n");
});

/** The packages of the course that the command is built from. */
function ownPackages(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  return Object.keys(dependencies).filter((name) => name.startsWith("@hpts/"));
}

/** Puts a copy of commander where an installation would, and links it. */
function install(folder: string): void {
  const commander = realpathSync(join(PACKAGE, "node_modules", "commander"));
  const store = join(cli, "node_modules", ".store", folder);
  cpSync(commander, store, { recursive: true, preserveTimestamps: true });
  const link = join(cli, "node_modules", "commander");
  rmSync(link, { recursive: true, force: true });
  symlinkSync(process.platform === "win32" ? store : join(".store", folder), link, "junction");
}

function version(): Promise<Outcome> {
  const command = [process.execPath, join(cli, "bin", "hpts.mjs"), "--version"];
  return new Running(startProcess(command, "ignore", { cwd: place })).ended;
}

const RUNS: Partial<Outcome> = { code: 0, stdout: "0.1.0\n", stderr: "" };

const builds = (): string[] =>
  readdirSync(join(cli, ".hpts")).filter((name) => name.startsWith("build-"));

describe("the build that hpts starts from", () => {
  test("is made once, as long as nothing changes", async () => {
    expect(await version()).toMatchObject(RUNS);
    expect(await version()).toMatchObject(RUNS);

    expect(builds()).toHaveLength(1);
  });

  // Junctions are absolute: on Windows a moved folder is installed again, which npm start does.
  test.skipIf(process.platform === "win32")("is made anew when the folder has moved", async () => {
    await version();
    const moved = join(place, `moved-${copies}`);
    renameSync(course, moved);
    cli = join(moved, "packages", "cli");

    expect(await version()).toMatchObject(RUNS);
  });

  test("is made anew when a dependency lies elsewhere, with the sources as they were", async () => {
    await version();
    install("commander-2");
    rmSync(join(cli, "node_modules", ".store", "commander-1"), { recursive: true });

    expect(await version()).toMatchObject(RUNS);
  });

  test("is made anew when the lock file has changed", async () => {
    await version();
    writeFileSync(join(course, "pnpm-lock.yaml"), "lockfileVersion: 1.5\n");

    expect(await version()).toMatchObject(RUNS);
    expect(builds()).toHaveLength(2);
  });

  test("is made anew when a source was saved while it was made", async () => {
    const first = version();
    while (!existsSync(join(cli, ".hpts")) || builds().length === 0) await setImmediate();
    writeFileSync(join(course, "pnpm-lock.yaml"), "lockfileVersion: 1.5\n");
    await first;

    expect(await version()).toMatchObject(RUNS);
    expect(builds()).toHaveLength(2);
  });

  test("is made anew when its parts are gone, or the note about it was cut short", async () => {
    await version();
    for (const name of builds()) rmSync(join(cli, ".hpts", name), { recursive: true });
    expect(await version()).toMatchObject(RUNS);

    const note = join(cli, ".hpts", "current.json");
    writeFileSync(note, readFileSync(note, "utf8").slice(0, 40));
    expect(await version()).toMatchObject(RUNS);
  });
});

describe("options that npm keeps for itself, written without -- before them", () => {
  function underNpm(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
    const command = [process.execPath, join(cli, "bin", "hpts.mjs"), ...args];
    const npm = { npm_config_user_agent: "npm/9.0.0 node/v20" };
    return new Running(startProcess(command, "ignore", { cwd: place, env: { ...npm, ...env } }))
      .ended;
  }

  test.each([
    [{ npm_config_record: "true" }, '"--record"', "--record"],
    [{ npm_config_json: "true" }, '"--json"', "--json"],
    [{ npm_config_json: "true", npm_config_report: "x.json" }, "options", "--json --report=x.json"],
  ])("are refused with the right call, and nothing is run: %j", async (env, what, meant) => {
    expect(await underNpm(["check"], env)).toMatchObject({
      code: 2,
      stdout: "",
      stderr:
        `hpts: npm has kept ${what} for itself. What is meant for hpts stands after --:\n` +
        `      npm run hpts -- check ${meant}\n`,
    });
  });

  test("are none where the script behind npm start hands them on, or npm is set up so", async () => {
    expect(await underNpm(["--version"], { npm_config_yes: "true" })).toMatchObject(RUNS);
    expect(
      await underNpm(["--version"], { npm_config_json: "true", HPTS_COMMAND: "pnpm hpts" }),
    ).toMatchObject(RUNS);
  });

  // npm is a .cmd file on Windows, which only a shell starts.
  test.skipIf(process.platform === "win32")("are refused under the npm that is here", async () => {
    const scripts = { hpts: "node packages/cli/bin/hpts.mjs" };
    writeFileSync(join(course, "package.json"), JSON.stringify({ name: "course", scripts }));
    const command = ["npm", "run", "--silent", "hpts", "check", "--record"];

    const { code, stderr } = await new Running(startProcess(command, "ignore", { cwd: course }))
      .ended;

    expect(stderr).toContain("npm run hpts -- check --record\n");
    expect(code).toBe(2);
  });
});

test.each([
  ["everything", "."],
  ["what it links to", ".store"],
])("packages that are missing (%s) give one line, and exit code 3", async (_, name) => {
  await version();
  rmSync(join(cli, "node_modules", name), { recursive: true });

  expect(await version()).toMatchObject({
    code: 3,
    stdout: "",
    stderr:
      "hpts: the course is not installed, or not completely:\n" +
      "      run `npm start` in its folder first\n",
  });
});
