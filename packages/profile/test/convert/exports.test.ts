import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Profile as Pprof } from "pprof-format";
import { describe, expect, test } from "vitest";
import {
  convertProfile,
  EXPORT_FORMATS,
  formatOf,
  frameTotals,
  type Profile,
  ProfileError,
  parseProfileBytes,
  readProfile,
} from "../../src/index.ts";
import { CWD, taylorLines, taylorProfile } from "./taylor-profile.ts";
import { inFolder, run, testWith } from "./tools.ts";

const FIXTURE = join(import.meta.dirname, "../fixtures/cpuprofile/node-20-taylor.cpuprofile");

const reread = (
  profile: Profile,
  format: "cpuprofile" | "speedscope" | "callgrind" | "collapsed",
) => parseProfileBytes(Buffer.from(convertProfile(profile, format)), `a.${format}`, { cwd: CWD });

/** Self and total by function, rounded: what all formats must keep. */
function figures(profile: Profile, perUnit = 1): Record<string, [number, number]> {
  const { selfUs, totalUs } = frameTotals(profile);
  const rows = profile.frames.name.map((name, frame): [string, [number, number]] => {
    const place = `${name} ${profile.frames.file[frame]}:${profile.frames.line[frame]}`;
    const [self, total] = [selfUs[frame] as number, totalUs[frame] as number];
    return [place, [Math.round(self * perUnit), Math.round(total * perUnit)]];
  });
  return Object.fromEntries(rows.filter(([, [, total]]) => total > 0));
}

describe("what is written", () => {
  for (const format of ["cpuprofile", "speedscope", "callgrind", "collapsed"] as const) {
    test(`as ${format} has the same figures when it is read`, () => {
      const profile = taylorLines();

      expect(figures(reread(profile, format))).toEqual(figures(profile));
    });
  }

  test("as cpuprofile and speedscope keeps the order of samples", () => {
    const profile = readProfile(FIXTURE, { cwd: CWD });

    for (const format of ["cpuprofile", "speedscope"] as const) {
      const again = reread(profile, format);
      const names = ({ timeline, nodes, frames }: Profile) =>
        Array.from(timeline?.node ?? [], (node) => frames.name[nodes.frame[node] as number]);
      expect(names(again)).toEqual(names(profile));
      expect(again.timeline?.durationUs).toEqual(profile.timeline?.durationUs);
    }
  });

  test("leaves idle time out, but for the gaps of viewers that show time", () => {
    const profile = taylorProfile();
    const idle: Profile = {
      ...profile,
      frames: {
        ...profile.frames,
        kind: profile.frames.kind.map((kind) => (kind === 0 ? 3 : kind)),
      },
    };

    expect(convertProfile(idle, "collapsed")).toBe("");
    expect(convertProfile(idle, "callgrind")).toMatch(/^totals: 0$/m);
  });

  test("names functions apart that have one name in one file", () => {
    const profile = taylorProfile();
    const same = {
      ...profile.frames,
      name: profile.frames.name.map((n) => (n === "(root)" ? n : "f")),
    };

    const text = convertProfile({ ...profile, frames: same }, "callgrind");

    expect(text).toMatch(/f \(line 4\)/);
  });

  test("cannot be confused by names with line ends, quotes, bars and semicolons", () => {
    const profile = taylorProfile();
    const name = 'a\nfn=(9) b;|"\\`</script>';
    const odd = {
      ...profile,
      frames: { ...profile.frames, name: profile.frames.name.map(() => name) },
    };

    for (const format of EXPORT_FORMATS) convertProfile(odd, format);
    expect(convertProfile(odd, "callgrind")).not.toMatch(/^fn=\(9\)/m);
    expect(String(convertProfile(odd, "collapsed")).split("\n")[0]?.split(";")).toHaveLength(1);
  });

  test("holds bytes as bytes", () => {
    const heap = taylorProfile({ unit: "bytes" });

    expect(convertProfile(heap, "callgrind")).toMatch(/events: bytes\nsummary: 100\n/);
    expect(convertProfile(heap, "speedscope")).toMatch(/"unit":"bytes"/);
    expect(convertProfile(heap, "md")).toMatch(/0\.0977 KiB in all/);
    const { stringTable, sampleType } = Pprof.decode(gunzipSync(convertProfile(heap, "pprof")));
    expect(stringTable.strings[Number(sampleType.at(-1)?.unit)]).toBe("bytes");
    expect(() => convertProfile(heap, "cpuprofile")).toThrow(ProfileError);
  });

  test("has the calls and the lines in Markdown", () => {
    expect(convertProfile(taylorLines(), "md")).toMatchInlineSnapshot(`
      "### Profile of \`taylor.ts 3\`

      engine exact, 0.1 ms in all.

      | function | place | calls | self | self % | total | total % |
      | --- | --- | --: | --: | --: | --: | --: |
      | \`factorial\` | \`taylor.ts:1\` | 6/3 | 0.06 ms | 60.0 % | 0.06 ms | 60.0 % |
      | \`taylor\` | \`taylor.ts:4\` | 1 | 0.03 ms | 30.0 % | 0.09 ms | 90.0 % |
      | \`<module>\` | \`taylor.ts:1\` | 1 | 0.01 ms | 10.0 % | 0.1 ms | 100.0 % |

      | line | in | self | self % |
      | --- | --- | --: | --: |
      | \`taylor.ts:2\` | \`factorial\` | 0.06 ms | 60.0 % |
      | \`taylor.ts:7\` | \`taylor\` | 0.02 ms | 20.0 % |
      | \`taylor.ts:6\` | \`taylor\` | 0.01 ms | 10.0 % |
      "
    `);
  });
});

describe("the format", () => {
  test("follows from a file's name, or is asked for", () => {
    expect(formatOf("a.speedscope.json", true)).toBe("speedscope");
    expect(formatOf("a.json", true)).toBe("json");
    expect(formatOf("callgrind.out.123", true)).toBe("callgrind");
    expect(formatOf("a.CALLTREE", true)).toBe("callgrind");
    expect(() => formatOf("a.xyz", true)).toThrow(/say -f and one of callgrind/);
    expect(() => formatOf("kgrind", false)).toThrow(/there is no format kgrind; there are/);
  });
});

describe("go tool pprof", () => {
  testWith("go", "golang-go")("shows the same totals", async () => {
    await inFolder((dir) => {
      writeFileSync(join(dir, "p.pb.gz"), convertProfile(taylorLines(), "pprof"));

      const top = run("go", ["tool", "pprof", "-top", "-unit=us", "p.pb.gz"], dir);
      const calls = run("go", ["tool", "pprof", "-top", "-sample_index=calls", "p.pb.gz"], dir);

      expect(top.status).toBe(0);
      expect(top.stdout).toMatch(/100us total/);
      expect(top.stdout).toMatch(/ 60us +60\.00% .* 60us +60\.00% +factorial/);
      expect(top.stdout).toMatch(/ 30us +30\.00% .* 90us +90\.00% +taylor/);
      expect(top.stdout).toMatch(/100us +100% +<module>/);
      expect(calls.stdout).toMatch(/ 6 .* factorial/);
    });
  });
});

describe("graphviz", () => {
  testWith("dot", "graphviz")("draws the graph", async () => {
    await inFolder((dir) => {
      writeFileSync(join(dir, "p.dot"), convertProfile(taylorLines(), "dot"));

      const { status, stdout, stderr } = run("dot", ["-Tsvg", "p.dot"], dir);

      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(stdout).toMatch(/factorial/);
      expect(stdout).toMatch(/90\.0 % \(self 30\.0 %\)/);
    });
  });
});
