import { execFileSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeIn } from "../src/submission/intake.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "hpts-intake-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (name: string, text: string | Buffer = "export {};"): void =>
  writeFileSync(join(dir, name), text);
const take = (): ReturnType<typeof takeIn> => takeIn(dir, "modeling", ["particle.ts", "motion.ts"]);
const names = (): string[] => [...take().files.keys()];
const whyNot = (name: string): string | undefined =>
  take().ignored.find((one) => one.name === name)?.why;

describe("what is read", () => {
  test("TypeScript, also in folders, by name", () => {
    write("particle.ts", "one");
    mkdirSync(join(dir, "more"));
    write("more/own.ts", "two");

    expect(take().files).toEqual(
      new Map([
        ["more/own.ts", "two"],
        ["particle.ts", "one"],
      ]),
    );
  });

  test.each(["starter", "labs/modeling/starter"])(
    "the folder %s of what was handed in",
    (folder) => {
      mkdirSync(join(dir, folder), { recursive: true });
      write(`${folder}/particle.ts`);
      write("other.ts");

      expect(names()).toEqual(["particle.ts"]);
    },
  );

  test("has a digest that is that of names and texts", () => {
    write("particle.ts", "one");
    const { digest } = take();
    write("notes.txt");

    expect(take().digest).toBe(digest);
    write("particle.ts", "two");
    expect(take().digest).not.toBe(digest);
  });
});

describe("what is not read, and said so", () => {
  beforeEach(() => write("particle.ts"));

  test("symbolic links, to files and to folders", () => {
    symlinkSync("/etc/passwd", join(dir, "motion.ts"));
    symlinkSync("/etc", join(dir, "folder"));

    expect(names()).toEqual(["particle.ts"]);
    expect(whyNot("motion.ts")).toBe("it is a link or a device, not a file");
    expect(whyNot("folder")).toBe("it is a link or a device, not a file");
  });

  test("a starter folder that is a link", () => {
    const other = mkdtempSync(join(tmpdir(), "hpts-intake-"));
    writeFileSync(join(other, "motion.ts"), "");
    symlinkSync(other, join(dir, "starter"));

    expect(names()).toEqual(["particle.ts"]);
    rmSync(other, { recursive: true });
  });

  test("hard links", () => {
    const other = join(dir, "secret.txt");
    writeFileSync(other, "secret");
    linkSync(other, join(dir, "motion.ts"));

    expect(whyNot("motion.ts")).toBe("it has a second name (a hard link)");
  });

  test.runIf(process.platform === "linux")("pipes", () => {
    execFileSync("mkfifo", [join(dir, "motion.ts")]);

    expect(whyNot("motion.ts")).toBe("it is a link or a device, not a file");
  });

  test.each(["partıcle.ts", "a\nb.ts", "a b.ts", "\u001b[31m.ts", "-rf.ts", ".hidden.ts", "名.ts"])(
    "the name %j",
    (name) => {
      write(name);

      expect(names()).toEqual(["particle.ts"]);
      expect(take().ignored[0]?.why).toContain("other characters");
      const [shown] = take().ignored.map((one) => one.name);
      expect([..."\n\u001b"].some((sign) => shown!.includes(sign))).toBe(false);
    },
  );

  test.each(["package.json", "vitest.config.js", "M1.test.ts", "types.d.ts", ".git"])(
    "%s",
    (name) => {
      write(name);

      expect(names()).toEqual(["particle.ts"]);
    },
  );

  test("node_modules", () => {
    mkdirSync(join(dir, "node_modules", "vitest"), { recursive: true });
    write("node_modules/vitest/index.ts");

    expect(names()).toEqual(["particle.ts"]);
  });

  test("bytes that are no text", () => {
    write("motion.ts", Buffer.from([0xff, 0xfe, 0x00]));

    expect(whyNot("motion.ts")).toBe("it is not UTF-8 text");
  });
});

describe("what cannot be graded", () => {
  test("an empty folder", () => {
    expect(take().problem).toBe(
      "none of the lab's files is in it: particle.ts, motion.ts, ... are expected",
    );
  });

  test("the work of another lab", () => {
    write("timeit.ts");

    expect(take().problem).toContain("none of the lab's files");
  });

  test("more than 256 KiB", () => {
    write("particle.ts", "x".repeat(256 * 1024 + 1));

    expect(take().problem).toBe("its TypeScript files have more than 256 KiB together");
    expect(take().files.size).toBe(0);
  });

  test("a sparse file of 100 GB, without reading it", () => {
    write("particle.ts");
    truncateSync(join(dir, "particle.ts"), 100e9);

    expect(take().problem).toContain("more than 256 KiB");
  });

  test("65 files of TypeScript", () => {
    for (let i = 0; i < 65; i++) write(`particle${i}.ts`);

    expect(take().problem).toBe("it has more than 64 TypeScript files");
  });

  test("10,000 files of any kind", () => {
    for (let i = 0; i < 10_000; i++) write(`${i}.txt`, "");

    expect(take().problem).toBe("it has more than 2000 files and folders");
    expect(take().ignored.length).toBeLessThanOrEqual(100);
  });
});
