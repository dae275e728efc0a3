import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Collected, type CollectedRecord, collect } from "../src/collect/collect.ts";
import { writeZip } from "../src/hosts/write-zip.ts";
import { courseLab } from "./support/course.ts";

const ROOT = join(import.meta.dirname, "../../..");
const lab = courseLab("modeling");
const GOOD = { "particle.ts": "export class Particle {}\n", "motion.ts": "export const a = 1;\n" };

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "hpts-collect-test-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const into = (path: string): string => {
  const file = join(place, path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
};
const write = (path: string, content: string | Buffer): void => writeFileSync(into(path), content);
function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) write(`${folder}/${name}`, text);
}
const zipOf = (files: Readonly<Record<string, string>>): Buffer =>
  writeZip(Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) })));
const run = (sources = ["in"], more: { branch?: string; before?: Date } = {}): Promise<Collected> =>
  collect({ root: ROOT, lab, sources, cwd: place, out: join(place, "out"), ...more });
const of = (found: Collected, id: string): CollectedRecord | undefined =>
  found.records.find((record) => record.id === id);
const taken = (id: string): string[] => {
  const dir = join(place, "out", id);
  return existsSync(dir) ? readdirSync(dir).sort() : [];
};

describe("folders", () => {
  test.each([
    ["the files alone", ""],
    ["the lab's folder", "starter/"],
    ["the whole course", "labs/modeling/starter/"],
    ["the course in a folder of another name", "hpts-main/labs/modeling/starter/"],
  ])("%s: the lab's files are taken, and nothing else", async (_, below) => {
    writeAll(`in/ada/${below}`, GOOD);
    write("in/ada/README.md", "hello");
    write("in/ada/node_modules/x/particle.ts", "stolen");
    write("in/ada/labs/timing/starter/timeit.ts", "export {};");

    const found = await run();

    expect(taken("ada")).toEqual(["motion.ts", "particle.ts"]);
    expect(readFileSync(join(place, "out/ada/particle.ts"), "utf8")).toBe(GOOD["particle.ts"]);
    expect(of(found, "ada")).toMatchObject({ isTaken: true, problem: "" });
  });

  test("an empty folder and a missing file are said so", async () => {
    mkdirSync(join(place, "in/ada"), { recursive: true });
    write("in/bob/motion.ts", GOOD["motion.ts"]);

    const found = await run();

    expect(of(found, "ada")).toMatchObject({ isTaken: false, problem: "it is empty" });
    expect(of(found, "bob")).toMatchObject({ isTaken: true });
    expect(taken("bob")).toEqual(["motion.ts"]);
  });

  test("links and second names are left out with the reason", async () => {
    writeAll("in/ada", GOOD);
    write("secret.ts", "mine");
    symlinkSync(join(place, "secret.ts"), join(place, "in/ada/steps.ts"));
    linkSync(join(place, "secret.ts"), join(place, "in/ada/show.ts"));
    symlinkSync(place, join(place, "in/loop"));

    const found = await run();

    expect(taken("ada")).toEqual(["motion.ts", "particle.ts"]);
    const why = Object.fromEntries(of(found, "ada")!.leftOut.map((one) => [one.path, one.why]));
    expect(why["steps.ts"]).toContain("link");
    expect(why["show.ts"]).toContain("second name");
    expect(of(found, "loop")).toMatchObject({ kind: "nothing", isTaken: false });
  });

  test("10,000 files are too many, and the report stays short", async () => {
    for (const [student, folder] of [
      ["ada", "junk"],
      ["bob", "."],
    ]) {
      writeAll(`in/${student}`, GOOD);
      for (let i = 0; i < 10_000; i++) write(`in/${student}/${folder}/a${i}.ts`, "");
    }

    const found = await run();

    expect(of(found, "ada")!.problem).toContain("more than 64 TypeScript files");
    expect(of(found, "bob")!.problem).toContain("more than 64 TypeScript files");
    expect(of(found, "bob")!.leftOut.length).toBeLessThanOrEqual(100);
  });

  test("a file of 100 MB is left out unread, and as code makes the submission too long", async () => {
    writeAll("in/ada", GOOD);
    writeAll("in/bob", GOOD);
    write("in/ada/film.mp4", "");
    truncateSync(join(place, "in/ada/film.mp4"), 100 * 1024 * 1024);
    truncateSync(join(place, "in/bob/motion.ts"), 100 * 1024 * 1024);

    const found = await run();

    expect(of(found, "ada")).toMatchObject({ isTaken: true });
    expect(of(found, "bob")!.problem).toContain("256 KiB");
  });

  test("names in every alphabet stay, those with line ends or signs of direction are mended", async () => {
    const names = [
      "Åsa Öberg",
      "Ζωή",
      "李小龙",
      "محمد",
      "ada\nlove",
      "x\u202ecod",
      "ADA",
      "ada",
      "-rf",
    ];
    for (const name of names) writeAll(`in/${name}`, GOOD);

    const found = await run();

    const ids = found.records.map(({ id }) => id).sort();
    expect(ids).toEqual(
      ["ADA", "ada-2", "ada_love", "rf", "x_cod", "Åsa Öberg", "Ζωή", "محمد", "李小龙"].sort(),
    );
    for (const id of ids) expect(taken(id)).toHaveLength(2);
  });

  test("a submission for another lab is named as one", async () => {
    cpSync(join(ROOT, "labs/timing/starter"), join(place, "in/ada"), { recursive: true });

    const found = await run();

    expect(of(found, "ada")!.problem).toContain("for the lab timing, and not for modeling");
  });
});

describe("zips", () => {
  test("are taken as folders are, also the one zip in a student's folder", async () => {
    write("in/ada.zip", zipOf({ "x/labs/modeling/starter/particle.ts": "1", "x/README.md": "2" }));
    write("in/Bob_12_file_/work.zip", zipOf(GOOD));

    await run();

    expect(taken("ada")).toEqual(["particle.ts"]);
    expect(taken("Bob_12_file_")).toEqual(["motion.ts", "particle.ts"]);
  });

  test("made by other programs are read", async () => {
    writeAll("work", GOOD);
    mkdirSync(join(place, "in"));
    const python = `import zipfile,sys
z=zipfile.ZipFile(sys.argv[1],"w",zipfile.ZIP_DEFLATED)
z.write(sys.argv[2],"starter/particle.ts")
z.close()`;
    try {
      execFileSync("python3", [
        "-c",
        python,
        join(place, "in/ada.zip"),
        join(place, "work/particle.ts"),
      ]);
    } catch {
      console.warn("NOT TESTED: zips of another program (Debian package python3)");
      return;
    }

    await run();

    expect(readFileSync(join(place, "out/ada/particle.ts"), "utf8")).toBe(GOOD["particle.ts"]);
  });

  test("that name files outside of themselves write nothing there", async () => {
    const names = [
      "../particle.ts",
      "/tmp/particle.ts",
      "a/../../motion.ts",
      "..\\steps.ts",
      "C:\\a.ts",
    ];
    write(
      "in/ada.zip",
      zipOf({ ...GOOD, ...Object.fromEntries(names.map((name) => [name, "x"])) }),
    );

    const found = await run();

    expect(taken("ada")).toEqual(["motion.ts", "particle.ts"]);
    expect(readFileSync(join(place, "out/ada/particle.ts"), "utf8")).toBe(GOOD["particle.ts"]);
    expect(of(found, "ada")!.leftOut.length).toBeGreaterThan(0);
    expect(readdirSync(place).sort()).toEqual(["in", "out"]);
  });

  test("in zips are not opened", async () => {
    const inner = zipOf(GOOD);
    write("in/ada.zip", writeZip([{ path: "inner.zip", content: inner }]));
    write(
      "in/bob.zip",
      writeZip([
        { path: "particle.ts", content: Buffer.from("1") },
        { path: "inner.zip", content: inner },
      ]),
    );

    const found = await run();

    expect(of(found, "ada")!.problem).toContain("archives inside are not opened");
    expect(taken("bob")).toEqual(["particle.ts"]);
    expect(of(found, "bob")!.leftOut).toEqual([
      { path: "inner.zip", why: "it is an archive in a submission" },
    ]);
  });

  test.each([
    ["says how long it is", 50_000_000],
    ["says that it is short", 2_000],
  ])("a bomb that %s is not unpacked", async (_, said) => {
    const zip = writeZip([
      { path: "motion.ts", content: Buffer.from("export {};") },
      { path: "particle.ts", content: deflateRawSync(Buffer.alloc(50_000_000)) },
    ]);
    const at = zip.lastIndexOf(Buffer.from("particle.ts")) - 46;
    zip.writeUInt16LE(8, at + 10);
    zip.writeUInt32LE(said, at + 24);
    write("in/ada.zip", zip);

    const found = await run();

    expect(taken("ada")).toEqual(["motion.ts"]);
    expect(of(found, "ada")!.leftOut[0]).toMatchObject({ path: "particle.ts" });
    expect(of(found, "ada")!.leftOut[0]!.why).toMatch(/bomb|longer than it says/);
  });

  test("with any byte changed have an answer, and write nothing else", async () => {
    const whole = zipOf(GOOD);
    for (let at = 0; at < whole.length; at += 5) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 0xff;
      write(`in/ada${at}.zip`, changed);
    }

    const found = await run();

    for (const { id, isTaken } of found.records) {
      for (const name of taken(id)) {
        const text = readFileSync(join(place, "out", id, name), "utf8");
        expect(Object.values(GOOD), id).toContain(text);
      }
      expect(taken(id).length > 0, id).toBe(isTaken);
    }
    expect(readdirSync(place).sort()).toEqual(["in", "out"]);
  });

  test("cut off anywhere have an answer", async () => {
    const whole = zipOf(GOOD);
    for (const length of [0, 1, 30, 60, whole.length - 23, whole.length - 1]) {
      write(`in/ada${length}.zip`, whole.subarray(0, length));
    }

    const found = await run();

    for (const record of found.records) {
      expect(record, record.id).toMatchObject({ isTaken: false });
      expect(record.problem).toMatch(/no zip, or cut off|damaged/);
    }
  });
});

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
