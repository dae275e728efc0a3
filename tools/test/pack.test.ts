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
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pathWithPnpm } from "../bootstrap/install.mjs";
import { ROOT } from "../src/sources.ts";

const PACKAGES = readdirSync(join(ROOT, "packages"));
const IS_WINDOWS = process.platform === "win32";

const stage = mkdtempSync(join(tmpdir(), "hpts-pack-"));
const unpacked = (name: string): string => join(stage, "node_modules", "@hpts", name);

beforeAll(async () => {
  const env = { ...process.env, PATH: await pathWithPnpm() };
  for (const name of PACKAGES) {
    const cwd = join(ROOT, "packages", name);
    const options = { cwd, env, shell: IS_WINDOWS, stdio: "pipe" as const };
    execFileSync("pnpm", ["pack", "--pack-destination", stage], options);
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

/** Runs a line of JavaScript in plain Node, in a folder where only the tarballs are installed. */
function runNode(code: string): string {
  const env = { PATH: process.env["PATH"] ?? "", NODE_OPTIONS: "" };
  return execFileSync(process.execPath, ["--input-type=module", "-e", code], {
    cwd: stage,
    env,
    encoding: "utf8",
  }).trim();
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
      expect(file).toMatch(/^\.\/dist\/.*\.js$|\.json$/);
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
