import { execFileSync } from "node:child_process";
import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
} from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Collected } from "../src/collect/collect.ts";
import { writeZip } from "../src/hosts/write-zip.ts";
import { GOOD, HandedIn, recordOf } from "./support/handed-in.ts";

const ROOT = join(import.meta.dirname, "../../..");

let handed: HandedIn;
let place: string;
beforeEach(() => {
  handed = new HandedIn();
  place = handed.place;
});
afterEach(() => handed.remove());

const write = (path: string, content: string | Buffer): void => handed.write(path, content);
const writeAll = (folder: string, files: Readonly<Record<string, string>>): void =>
  handed.writeAll(folder, files);
const run = (sources?: readonly string[]): Promise<Collected> => handed.collect(sources);
const taken = (id: string): string[] => handed.taken(id);
const of = recordOf;
const zipOf = (files: Readonly<Record<string, string>>): Buffer =>
  writeZip(Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) })));

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
