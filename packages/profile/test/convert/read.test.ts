import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import {
  frameTotals,
  type Profile,
  ProfileError,
  parseProfileBytes,
  printProfile,
  readProfile,
} from "../../src/index.ts";
import { CWD, TAYLOR_SOURCE, taylorProfile } from "./taylor-profile.ts";
import { inFolder } from "./tools.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");

/** A .cpuprofile of one function below the root. */
function cpuprofile(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const callFrame = {
    functionName: "(root)",
    scriptId: "0",
    url: "",
    lineNumber: -1,
    columnNumber: -1,
  };
  const f = {
    functionName: "f",
    scriptId: "1",
    url: "file:///course/a.js",
    lineNumber: 2,
    columnNumber: 4,
  };
  return {
    nodes: [
      { id: 1, callFrame, hitCount: 0, children: [2] },
      {
        id: 2,
        callFrame: f,
        hitCount: 3,
        positionTicks: [
          { line: 3, ticks: 1 },
          { line: 4, ticks: 3 },
        ],
      },
    ],
    startTime: 1000,
    endTime: 1100,
    samples: [2, 1, 2],
    timeDeltas: [10, 20, 30],
    ...changes,
  };
}

const read = (content: unknown, name = "x"): Profile => {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return parseProfileBytes(Buffer.from(text), name, { cwd: CWD });
};

const selfOf = ({ frames, nodes }: Profile, name: string): number =>
  nodes.selfUs.reduce(
    (sum, us, i) => (frames.name[nodes.frame[i] as number] === name ? sum + us : sum),
    0,
  );

describe("a .cpuprofile", () => {
  test("gives each sample the time until the next one, and the last the rest", () => {
    const profile = read(cpuprofile());

    expect(selfOf(profile, "f")).toBe(20 + 40);
    expect(selfOf(profile, "(root)")).toBe(30);
    expect(profile.meta).toMatchObject({ engine: "imported", samples: 3, wallUs: 100 });
  });

  test("counts lines and columns from 1", () => {
    const { frames } = read(cpuprofile());

    expect([frames.file[1], frames.line[1], frames.column[1]]).toEqual(["/course/a.js", 3, 5]);
    expect(frames.line[0]).toBe(0);
  });

  test("has the time of lines from the ticks", () => {
    const { lines } = read(cpuprofile());

    expect(Array.from(lines?.line ?? [])).toEqual([3, 4]);
    expect(Array.from(lines?.selfUs ?? [])).toEqual([15, 45]);
  });

  test("can be laid out in any way", () => {
    const plain = read(cpuprofile());
    const { nodes, samples, ...rest } = cpuprofile() as { nodes: unknown[]; samples: unknown };

    const pretty = read(
      `\uFEFF\n${JSON.stringify({ samples, x: ["]", { y: "}" }], ...rest, nodes }, null, 3)}\n`,
    );
    const fractions = read(cpuprofile({ timeDeltas: [10, 20.0, 3.0e1].map(Number) }));
    const written = read(JSON.stringify(cpuprofile()).replace("[10,20,30]", "[1e1,20.0,30]"));

    for (const profile of [pretty, fractions, written]) expect(profile.nodes).toEqual(plain.nodes);
  });

  test("can have negative deltas: no time is lost or counted twice", () => {
    const profile = read(cpuprofile({ samples: [2, 1, 2, 1], timeDeltas: [10, 20, -15, 45] }));

    expect(profile.nodes.selfUs.reduce((sum, us) => sum + us)).toBe(90);
    expect(Math.min(...profile.nodes.selfUs)).toBeGreaterThanOrEqual(0);
    expect(profile.meta.notes.join()).toMatch(/1 samples were noted late/);
  });

  test("can name children before parents, or parents instead of children", () => {
    const { nodes } = cpuprofile() as { nodes: Record<string, unknown>[] };
    const [root, f] = nodes as [Record<string, unknown>, Record<string, unknown>];
    const { children: _, ...alone } = root;

    const turned = read(cpuprofile({ nodes: [f, root] }));
    const upwards = read(cpuprofile({ nodes: [alone, { ...f, parent: 1 }] }));

    for (const profile of [turned, upwards])
      expect(profile.nodes).toEqual(read(cpuprofile()).nodes);
  });

  test("of Node itself has the kinds that are no functions", () => {
    const profile = readProfile(join(FIXTURES, "cpuprofile/node-20-taylor.cpuprofile"), {
      cwd: CWD,
    });

    const { name, kind } = profile.frames;
    expect(kind[name.indexOf("(garbage collector)")]).toBe(2);
    expect(kind[name.indexOf("(program)")]).toBe(4);
    expect(frameTotals(profile).totalUs[0]).toBe(459_679);
  });
});

describe("source maps", () => {
  const build = (dir: string, sourcemap: "inline" | "external", minify = false): string => {
    mkdirSync(join(dir, "dist"), { recursive: true });
    const file = join(dir, "dist/taylor.js");
    const { code, map } = transformSync(`// one line more\n${TAYLOR_SOURCE}`, {
      loader: "ts",
      sourcemap,
      minifyWhitespace: minify,
      sourcefile: "../taylor.ts",
    });
    writeFileSync(
      file,
      sourcemap === "inline" ? code : `${code}//# sourceMappingURL=taylor.js.map\n`,
    );
    if (sourcemap === "external") writeFileSync(`${file}.map`, map);
    return file;
  };
  const profileOf = (file: string, line: number): Profile => {
    const { nodes } = cpuprofile() as { nodes: Record<string, unknown>[] };
    const url = pathToFileURL(file).href;
    const code = readFileSync(file, "utf8").split("\n");
    const at = code.findIndex((text) => text.includes("function taylor"));
    const columnNumber = (code[at] as string).indexOf("(", (code[at] as string).indexOf("taylor"));
    const callFrame = { functionName: "taylor", scriptId: "1", url, lineNumber: at, columnNumber };
    const positionTicks = [{ line, ticks: 1 }];
    return read(
      cpuprofile({ nodes: [nodes[0], { id: 2, callFrame, hitCount: 1, positionTicks }] }),
    );
  };

  for (const kind of ["inline", "external"] as const) {
    test(`that are ${kind} lead to TypeScript's lines`, async () => {
      await inFolder((dir) => {
        const file = build(dir, kind);
        const generated = readFileSync(file, "utf8")
          .split("\n")
          .findIndex((text) => text.includes("sum +="));

        const { frames, lines } = profileOf(file, generated + 1);

        expect([frames.file[1], frames.line[1]]).toEqual([join(dir, "taylor.ts"), 5]);
        expect(Array.from(lines?.line ?? [])).toEqual([8]);
      });
    });
  }

  test("of code in one line give functions, and say that lines are lost", async () => {
    await inFolder((dir) => {
      const { frames, lines, meta } = profileOf(build(dir, "inline", true), 1);

      expect(frames.line[1]).toBe(5);
      expect(lines).toBeUndefined();
      expect(meta.notes.join()).toMatch(/its lines cannot be told apart/);
    });
  });

  test("are named in the last line only: strings of a program are no maps", async () => {
    await inFolder((dir) => {
      const file = build(dir, "inline");
      const code = readFileSync(file, "utf8").replace(/\/\/# sourceMappingURL=\S+\s*$/, "");
      const text = "//# sourceMappingURL=data:application/json;base64,";
      writeFileSync(file, `${code}const url = "${text}" + factorial;\n`);

      const { frames, meta } = profileOf(file, 3);

      expect(frames.file[1]).toBe(file);
      expect(meta.notes).toEqual([]);
    });
  });

  test("are missing for TypeScript that tsx ran in one line: its lines are left out", async () => {
    await inFolder((dir) => {
      const file = join(dir, "taylor.ts");
      writeFileSync(file, TAYLOR_SOURCE);
      const { nodes } = cpuprofile() as { nodes: [unknown, Record<string, unknown>] };
      const callFrame = {
        functionName: "taylor",
        url: pathToFileURL(file).href,
        lineNumber: 1,
        columnNumber: 99,
      };
      const squashed = { ...nodes[1], callFrame, positionTicks: [{ line: 2, ticks: 1 }] };

      const { lines, meta } = read(cpuprofile({ nodes: [nodes[0], squashed] }));

      expect(lines).toBeUndefined();
      expect(meta.notes.join()).toMatch(
        /taylor\.ts ran with all of its code in one line, as under tsx/,
      );
    });
  });

  test("that are damaged are said to be, and the code's own places stay", async () => {
    await inFolder((dir) => {
      const file = build(dir, "external");
      writeFileSync(`${file}.map`, "{");

      const { frames, meta } = profileOf(file, 3);

      expect(frames.file[1]).toBe(file);
      expect(meta.notes.join()).toMatch(/The source map of .* cannot be used/);
    });
  });
});

describe("a .heapprofile", () => {
  test("holds bytes", () => {
    const profile = readProfile(join(FIXTURES, "heapprofile/node-20-queue.heapprofile"), {
      cwd: CWD,
    });

    expect(profile.meta.unit).toBe("bytes");
    const at = profile.frames.name.indexOf("fill");
    const { totalUs } = frameTotals(profile);
    expect(totalUs[at]).toBeGreaterThan(1e6);
    expect(totalUs[at]).toBeLessThanOrEqual(totalUs[0] as number);
  });
});

describe("callgrind of other programs", () => {
  test("keeps each function's cost and the calls", () => {
    const profile = readProfile(join(FIXTURES, "callgrind/valgrind.callgrind"), { cwd: CWD });

    expect(profile.meta.unit).toBe("count");
    const { selfUs, totalUs } = frameTotals(profile);
    const figures = Object.fromEntries(
      profile.frames.name.map((name, i) => [
        name,
        [selfUs[i], totalUs[i], profile.frames.calls?.[i]],
      ]),
    );
    expect(figures).toEqual({
      "(root)": [0, 820, 0],
      main: [20, 820, 0],
      func1: [100, 400, 1],
      func2: [700, 700, 4],
    });
  });
});

describe("a file", () => {
  const refused = (content: string | Buffer): string => {
    try {
      parseProfileBytes(Buffer.from(content), "prof", { cwd: CWD });
    } catch (error) {
      if (error instanceof ProfileError && error.code === "HPTS_PROFILE_FILE") return error.message;
      throw error;
    }
    throw new Error("it was read");
  };

  test("of hpts is recognised by its content", () => {
    expect(read(printProfile(taylorProfile())).meta.engine).toBe("exact");
  });

  test("that is wrong is refused with what, where and what to do", () => {
    const whole = JSON.stringify(cpuprofile());

    expect(refused("")).toMatchInlineSnapshot(
      `"prof is empty: was the program ended before its profile was written?"`,
    );
    expect(refused(whole.slice(0, 300))).toMatchInlineSnapshot(
      `"prof cannot be read as a profile: the text is cut off (byte 300 of 300); was the program killed while it wrote its profile? Record it again"`,
    );
    expect(refused(whole.replace("[2,1,2]", "[2,1,7]"))).toMatch(
      /sample 2 is of node 7, which is not there/,
    );
    expect(refused(whole.replace("[2,1,2]", "[2,null,2]"))).toMatch(
      /"samples" holds something that is no number/,
    );
    expect(refused(whole.replace('"children":[2]', '"children":[1]'))).toMatch(/its own ancestor/);
    expect(refused('{"traceEvents":[]}')).toMatch(
      /is a trace of Chrome; hpts reads hpts, \.cpuprofile/,
    );
    expect(refused('{"snapshot":{},"nodes":0}')).toMatch(/a heap snapshot/);
    expect(refused('{"format":"hpts-profile","version":99}')).toMatch(/prof: expected version 1/);
    expect(refused(Buffer.of(0x1f, 0x8b, 8, 0))).toMatch(/compressed with gzip/);
    expect(refused(Buffer.of(1, 0, 2, 0))).toMatch(/a binary file/);
    expect(refused("hello world")).toMatch(/text of a kind that hpts does not know/);
    expect(refused("a;b 12\nc;d\n")).toMatch(/line 2 is no stack with a number at its end: c;d/);
    expect(refused("events: ns\nfn=f\n1 2 3\nx y\n")).toMatch(/line 4: expected callgrind: x y/);
  });

  test("that is not there or is a folder is said to be", () => {
    expect(() => readProfile("/nowhere/x")).toThrow(
      "cannot read /nowhere/x: there is no such file",
    );
    expect(() => readProfile(import.meta.dirname)).toThrow(/it is a folder/);
  });
});
