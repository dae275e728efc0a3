/**
 * What would be published: each package is packed as `pnpm pack` does it, publint looks at the
 * tarball, and plain Node (no tsx, no sources) runs what is in it.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pnpm } from "../bootstrap/install.mjs";
import { ROOT } from "../src/sources.ts";

const PACKAGES = readdirSync(join(ROOT, "packages"));

const stage = mkdtempSync(join(tmpdir(), "hpts-pack-"));
const vitestDir = realpathSync(join(ROOT, "node_modules", "vitest"));
const unpacked = (name: string): string => join(stage, "node_modules", "@hpts", name);

beforeAll(() => {
  for (const name of PACKAGES) {
    const cwd = join(ROOT, "packages", name);
    const [program, args] = pnpm(["pack", "--pack-destination", stage]) as [string, string[]];
    execFileSync(program, args, { cwd, stdio: "pipe" });
    const tarball = readdirSync(stage).find((file) => file.startsWith(`hpts-${name}-`))!;
    mkdirSync(unpacked(name), { recursive: true });
    execFileSync("tar", [
      "-xzf",
      join(stage, tarball),
      "--strip-components=1",
      "-C",
      unpacked(name),
    ]);
    linkDependencies(name);
  }
}, 120_000);

afterAll(() => rmSync(stage, { recursive: true }));

/** What an installation from npm would put beside the package, without fetching it again. */
function linkDependencies(name: string): void {
  const { dependencies = {}, peerDependencies = {} } = manifestOf(name);
  for (const dependency of Object.keys({ ...dependencies, ...peerDependencies })) {
    const target = join(ROOT, "packages", name, "node_modules", dependency);
    const link = join(unpacked(name), "node_modules", dependency);
    if (dependency.startsWith("@hpts/")) continue;
    mkdirSync(join(link, ".."), { recursive: true });
    symlinkSync(target, link, "junction");
  }
}

interface Manifest {
  readonly exports: Record<string, { default: string } | string>;
  readonly bin?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join(unpacked(name), "package.json"), "utf8")) as Manifest;
}

/** Runs plain Node in a folder where only the tarballs are installed. */
function node(...args: string[]): string {
  const env = { PATH: process.env["PATH"] ?? "", NODE_OPTIONS: "", NO_COLOR: "1" };
  return execFileSync(process.execPath, args, { cwd: stage, env, encoding: "utf8" }).trim();
}

const runNode = (code: string): string => node("--input-type=module", "-e", code);

/** Loaded by vitest alone. */
const SETUP = "@hpts/labkit/setup";
/** Begins to work as soon as it is loaded: the command, run below, and what processes and threads run. */
const STARTED = [
  "@hpts/cli",
  "@hpts/bench/runner",
  "@hpts/bench/guard",
  "@hpts/profile/child",
  "@hpts/grade/inside",
  "@hpts/grade/inside-arena",
  "@hpts/grade/judge-thread",
  "@hpts/workbench/measure-child",
  "@hpts/workbench/watch-child",
];
/** For browsers and their workers. */
const PAGES = [
  "@hpts/viz/page",
  "@hpts/viz/chart-page",
  "@hpts/viz/profile-page",
  "@hpts/viz/served-page",
  "@hpts/viz/served-worker",
  "@hpts/workbench/page",
  "@hpts/workbench/styles",
  "@hpts/workbench/worker",
];
/** Types and nothing else. */
const TYPES = ["@hpts/labkit/live"];
const NOT_PLAIN = [SETUP, ...STARTED, ...PAGES, ...TYPES];

/** What can be imported from a package: "@hpts/labkit", "@hpts/labkit/lab", ... */
function entriesOf(name: string): string[] {
  const file = join(ROOT, "packages", name, "package.json");
  const { exports } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const entries = Object.keys(exports)
    .filter((path) => !path.includes("*")) // texts
    .map((path) => `@hpts/${name}${path.slice(1)}`);
  return entries.filter((entry) => !NOT_PLAIN.includes(entry));
}

describe.each(PACKAGES)("the tarball of %s", (name) => {
  test("has nothing that publint objects to", async () => {
    const { messages } = await publint({ pkgDir: unpacked(name), pack: false, strict: true });

    const pkg = JSON.parse(readFileSync(join(unpacked(name), "package.json"), "utf8"));
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("carries compiled code for every export, and no link to the workspace", () => {
    const manifest = manifestOf(name);

    for (const target of Object.values(manifest.exports)) {
      const file = typeof target === "string" ? target : target.default;
      if (file.endsWith("/*")) {
        expect(readdirSync(join(unpacked(name), file.slice(0, -1))).length).toBeGreaterThan(0);
        continue;
      }
      // Style sheets, and plain JavaScript that processes are started from, need no compiling.
      expect(file).toMatch(/^\.\/(dist\/[\w/-]+\.js|runtime\/[\w-]+\.[cm]js|styles\/[\w-]+\.css)$/);
      expect(existsSync(join(unpacked(name), file)), file).toBe(true);
    }
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:/);
    expect(existsSync(join(unpacked(name), "src"))).toBe(false);
  });
});

describe("on plain Node, with nothing but the tarballs", () => {
  test("core moves a particle", () => {
    const code = `import { Particle, ParticleSimulator } from "@hpts/core";
      const p = new Particle(0.3, 0.5, 1);
      new ParticleSimulator([p], { engine: "soa" }).evolve(0.1);
      console.log(p.x.toFixed(6));`;

    expect(runNode(code)).toBe("0.210270");
  });

  test("viz draws a frame", () => {
    const code = `import { figure, funcAnimation, playInTerminal } from "@hpts/viz";
      const fig = figure();
      fig.axes({ aspect: "equal" }).plot([0], [0], "ro");
      await playInTerminal(funcAnimation(fig, () => []));`;

    expect(runNode(code)).toContain("frame 1 of 200");
  });

  test("viz writes a profile as one page, its script made of what was published", () => {
    writeFileSync(join(stage, "one.ts"), "const one: number = 1;\nconsole.log(one);\n");
    const code = `import { profileData, runProgram } from "@hpts/profile";
      import { profileDocument } from "@hpts/viz/profile-document";
      const { profile } = await runProgram("one.ts", { output: "pipe" });
      const page = await profileDocument(profileData(profile), { title: "one & only" });
      console.log(page.includes("<title>one &#38; only</title>"), page.length > 100_000);`;

    expect(runNode(code)).toBe("true true");
  });

  test.each(PACKAGES.flatMap(entriesOf))("%s can be loaded", (entry) => {
    const code = `console.log(Object.keys(await import("${entry}")).length > 0);`;

    expect(runNode(code)).toBe("true");
  });

  test.each(PAGES)(
    "%s becomes a script or a style sheet that asks for nothing of Node",
    (entry) => {
      const bundler = join(
        ROOT,
        "packages",
        "workbench",
        "node_modules",
        "esbuild",
        "lib",
        "main.js",
      );
      const code = `import { build } from ${JSON.stringify(pathToFileURL(bundler).href)};
      const { outputFiles, errors } = await build({ entryPoints: ["${entry}"], bundle: true,
        platform: "browser", format: "esm", write: false, outdir: "out", absWorkingDir: ${JSON.stringify(stage)},
        logLevel: "silent" });
      console.log(errors.length, outputFiles.length, /(?:from|import|require)\\s*\\(?\\s*["']node:/.test(outputFiles[0].text));`;

      expect(runNode(code)).toBe("0 1 false");
    },
  );

  test("profile runs a TypeScript program, and counts its calls, hits and bytes", () => {
    const program = `function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
console.log(factorial(5), new Array<number>(1000).length);`;
    writeFileSync(join(stage, "factorial.ts"), program);
    const code = `import { frameTotals, runProgram } from "@hpts/profile";
      import { measureProgram, recordMemory } from "@hpts/profile/memory";
      const output = "pipe";
      for (const engine of ["exact", "clock", "count", "sample", "line"]) {
        const { profile, stdout, stderr } = await runProgram("factorial.ts", { engine, output });
        const at = profile.frames.name.indexOf("factorial");
        const { calls, primitiveCalls } = frameTotals(profile);
        const hits = profile.lines?.hits?.[profile.lines.line.indexOf(2)];
        console.log(engine, stdout.trim() + stderr, calls?.[at], primitiveCalls?.[at], hits);
      }
      for (const what of ["lines", "functions"]) {
        const { exitCode, lines, heaps } = await measureProgram("factorial.ts", { what, output });
        console.log(what, exitCode, lines.length, heaps.length);
      }
      const how = { file: "memory.dat", cwd: ".", env: process.env };
      const { exit } = await recordMemory([process.execPath, "-e", "0"], how);
      console.log("over time", exit);`;

    expect(runNode(code).split("\n")).toEqual([
      "exact 120 1000 5 1 undefined",
      "clock 120 1000 5 1 undefined",
      "count 120 1000 5 undefined undefined",
      "sample 120 1000 undefined undefined undefined",
      "line 120 1000 undefined undefined 5",
      "lines 0 1 0",
      "functions 0 0 1",
      "over time 0",
    ]);
  });

  test("labkit's setup can be loaded by the vitest that it is for", () => {
    symlinkSync(vitestDir, join(stage, "node_modules", "vitest"), "junction");
    const config = { test: { include: ["*.test.mjs"], setupFiles: [SETUP] } };
    writeFileSync(join(stage, "vitest.config.mjs"), `export default ${JSON.stringify(config)};`);
    const line = 'import { test } from "vitest"; test("runs", () => {});';
    writeFileSync(join(stage, "setup.test.mjs"), line);
    expect(node(join(vitestDir, "vitest.mjs"), "run")).toMatch(/Tests +1 passed/);
  });

  test("labkit's todo throws", () => {
    const code = `import { todo } from "@hpts/labkit";
      try { todo("write it"); } catch (error) { console.log(error.code); }`;

    expect(runNode(code)).toBe("HPTS_LABKIT_TODO");
  });

  test("the command hpts says its version and refuses to work outside a course", () => {
    const bin = join(unpacked("cli"), manifestOf("cli").bin?.["hpts"] ?? "");
    const run = (...args: string[]): string =>
      execFileSync(process.execPath, [bin, ...args], {
        cwd: stage,
        encoding: "utf8",
        stdio: "pipe",
        env: { PATH: [process.env["PATH"]].join(delimiter) },
      });

    expect(run("--version")).toBe("0.1.0\n");
    expect(() => run("labs")).toThrow("is not inside the course");
  });
});
