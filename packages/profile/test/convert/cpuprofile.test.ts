import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { frameTotals, type Profile, readProfile } from "../../src/index.ts";
import { cpuprofile, read } from "./other-profiles.ts";
import { CWD } from "./taylor-profile.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");

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
