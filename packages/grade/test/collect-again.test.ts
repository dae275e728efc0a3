import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Collected } from "../src/collect/collect.ts";
import { GOOD, HandedIn, recordOf } from "./support/handed-in.ts";

let handed: HandedIn;
let place: string;
beforeEach(() => {
  handed = new HandedIn();
  place = handed.place;
});
afterEach(() => handed.remove());

const into = (path: string): string => handed.into(path);
const write = (path: string, content: string | Buffer): void => handed.write(path, content);
const writeAll = (folder: string, files: Readonly<Record<string, string>>): void =>
  handed.writeAll(folder, files);
const run = (sources?: readonly string[]): Promise<Collected> => handed.collect(sources);
const taken = (id: string): string[] => handed.taken(id);
const of = recordOf;

describe("again", () => {
  test("the same gives the same and says so; what has changed is replaced; nothing is doubled", async () => {
    writeAll("in/ada", GOOD);
    writeAll("in/bob", GOOD);
    await run();
    writeAll("in/ada", { "particle.ts": "export const now = 2;\n" });
    rmSync(join(place, "in/ada/motion.ts"));

    const { changes } = await run();
    const third = await run();

    expect(changes).toMatchObject({ changed: 1, unchanged: 1, new: 0 });
    expect(third.changes).toMatchObject({ changed: 0, unchanged: 2, new: 0 });
    expect(taken("ada")).toEqual(["particle.ts"]);
    expect(readdirSync(join(place, "out")).sort()).toEqual([
      ".collected",
      "ada",
      "bob",
      "collected.json",
    ]);
  });

  test("a folder with other things in it is not written into", async () => {
    writeAll("in/ada", GOOD);
    write("out/mine.txt", "precious");

    await expect(run()).rejects.toThrow("has other things in it");
  });

  test("a record that was cut off is made again", async () => {
    writeAll("in/ada", GOOD);
    await run();
    writeFileSync(join(place, "out/.collected/ada.json"), '{"schema": "hpts/coll');

    const { changes } = await run();

    expect(changes.new).toBe(1);
    expect(taken("ada")).toHaveLength(2);
  });
});

describe("repositories", () => {
  const git = (dir: string, ...args: string[]): string =>
    execFileSync(
      "git",
      ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", ...args],
      {
        cwd: join(place, dir),
        encoding: "utf8",
        env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
      },
    );

  function repository(dir: string): void {
    writeAll(`${dir}/labs/modeling/starter`, GOOD);
    git(dir, "init", "--quiet", "--initial-branch=main");
    git(dir, "add", "--all");
    git(dir, "commit", "--quiet", "--message=one", "--date=2026-01-01T00:00:00Z");
  }

  test("what is committed is taken, nothing is checked out, and nothing of it is run", async () => {
    repository("in/ada");
    const bites = join(place, "bitten");
    const bite = `#!/bin/sh\ntouch ${bites}\n`;
    for (const hook of ["post-checkout", "reference-transaction", "post-index-change"]) {
      writeFileSync(into(`in/ada/.git/hooks/${hook}`), bite, { mode: 0o755 });
    }
    writeFileSync(into("bite.sh"), bite, { mode: 0o755 });
    write("in/ada/.gitattributes", "* filter=bite\n");
    git("in/ada", "add", ".gitattributes");
    git("in/ada", "commit", "--quiet", "--no-verify", "--message=filter");
    rmSync(bites, { force: true });
    const config = `[core]\n\tfsmonitor = ${place}/bite.sh\n\tsshCommand = ${place}/bite.sh\n[filter "bite"]\n\tsmudge = ${place}/bite.sh\n\tclean = ${place}/bite.sh\n\trequired = true\n[uploadpack]\n\tpackObjectsHook = ${place}/bite.sh\n[diff]\n\texternal = ${place}/bite.sh\n`;
    writeFileSync(join(place, "in/ada/.git/config"), config, { flag: "a" });
    write("in/ada/labs/modeling/starter/particle.ts", "not committed\n");

    const found = await run();

    expect(of(found, "ada")).toMatchObject({ isTaken: true, kind: "repository", problem: "" });
    expect(of(found, "ada")!.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(readFileSync(join(place, "out/ada/particle.ts"), "utf8")).toBe(GOOD["particle.ts"]);
    expect(existsSync(bites)).toBe(false);
  });

  test("a list names students and their repositories; a bad address has its reason", async () => {
    repository("repos/one");
    write(
      "class.csv",
      'name,url\n"Lovelace, Ada",repos/one\nbob,ext::sh -c touch% bitten\ncat,file:///nowhere/at/all\n# no\n',
    );

    const found = await run(["class.csv"]);

    expect(found.records.map(({ id, isTaken }) => [id, isTaken])).toEqual([
      ["Lovelace, Ada", true],
      ["bob", false],
      ["cat", false],
    ]);
    expect(of(found, "bob")!.problem).toMatch(/no such file|address/);
    expect(existsSync(join(place, "bitten"))).toBe(false);
  });

  test("links and other repositories in a commit are left out", async () => {
    repository("in/ada");
    symlinkSync("/etc/passwd", join(place, "in/ada/labs/modeling/starter/steps.ts"));
    git("in/ada", "add", "--all");
    git("in/ada", "commit", "--quiet", "--message=link");

    const found = await run();

    expect(of(found, "ada")!.leftOut).toEqual([
      { path: "steps.ts", why: "it is a link or a device, not a file" },
    ]);
  });

  test("a repository that has gone takes away nothing that was collected", async () => {
    repository("repos/one");
    write("class.csv", `ada,file://${place}/repos/one\n`);
    await run(["class.csv"]);
    rmSync(join(place, "repos/one"), { recursive: true });

    const { changes, records } = await run(["class.csv"]);

    expect(changes).toMatchObject({ kept: 1 });
    expect(records[0]!.notes[0]).toContain("kept from an earlier time");
    expect(taken("ada")).toHaveLength(2);
  });
});
