/**
 * The commands of the table from Python to TypeScript, and of the how-to pages, in a copy of the course.
 * Blocks of `sh` are run; blocks of `console` are for reading.
 */
import { spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { keepPristineCopies, pristineDir } from "@hpts/labkit/lab";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HANDBOOK, ROOT } from "../../handbook/site/places.ts";
import { fencesOf } from "../../slides/compiler/fences.ts";

const place = mkdtempSync(join(tmpdir(), "hpts-commands-"));

/** In place of what waits for somebody, or measures for minutes: what it begins with. */
const SHORT: Readonly<Record<string, string>> = {
  "npm start": "pnpm hpts labs",
};

const before = readdirSync(ROOT);

/** Labs and files are copied, since commands write there; other folders are only read. */
beforeAll(() => {
  const skipped = new Set([".git", ".hpts", ".turbo", "labs"]);
  for (const entry of readdirSync(ROOT, { withFileTypes: true })) {
    const put = entry.isFile() ? copyFileSync : symlinkSync;
    if (!skipped.has(entry.name)) put(join(ROOT, entry.name), join(place, entry.name));
  }
  cpSync(join(ROOT, "labs"), join(place, "labs"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => ![".hpts", ".turbo"].includes(basename(path)),
  });
  for (const lab of readdirSync(join(place, "labs"))) handOut(lab);
  rmSync(join(place, "docs"));
  mkdirSync(join(place, "docs"));
  for (const name of ["handbook", "node_modules", "package.json"]) {
    symlinkSync(join(ROOT, "docs", name), join(place, "docs", name));
  }
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The starter as students get it, whatever has been done to it here. */
function handOut(lab: string): void {
  expect(keepPristineCopies(join(ROOT, "labs", lab))).toEqual([]);
  cpSync(pristineDir(join(ROOT, "labs", lab)), join(place, "labs", lab, "starter"), {
    recursive: true,
  });
}

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

async function run(command: string): Promise<Outcome> {
  const line = command
    .replace(/pnpm (--silent )?hpts/g, `"${process.execPath}" packages/cli/bin/hpts.mjs`)
    .replace(/pnpm tsx/g, `"${process.execPath}" --import tsx`);
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  for (const name of Object.keys(env)) {
    if (/^(npm_|LAB_|VITEST|INIT_CWD$|HPTS_|NODE_OPTIONS$)/i.test(name)) {
      delete env[name];
    }
  }
  const child = spawn("bash", ["-c", line], { cwd: place, env, stdio: ["ignore", "pipe", "pipe"] });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  child.stderr.on("data", (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, output: Buffer.concat(parts).toString() };
}

function tableCommands(): string[] {
  const text = readFileSync(join(HANDBOOK, "reference", "python.md"), "utf8");
  const rows = text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.includes("| try |"));
  const commands = rows.map((row) => /\| `([^`]+)` \|$/.exec(row)?.[1]?.replaceAll("\\|", "|"));
  if (commands.includes(undefined)) throw new Error("a row of python.md has no command");
  return [...new Set(commands as string[])];
}

function pageCommands(folder: string): (readonly [page: string, commands: string])[] {
  return readdirSync(join(HANDBOOK, folder)).flatMap((name) => {
    const lines = readFileSync(join(HANDBOOK, folder, name), "utf8").split("\n");
    return fencesOf(lines)
      .filter(({ info }) => info === "sh")
      .map(({ start, end }) => [name, lines.slice(start + 1, end).join("\n")] as const);
  });
}

/** Measured, or its lab is tested, elsewhere: that they are there is looked at with the links. */
const isClaim = (command: string): boolean => command.startsWith("pnpm claims ");

describe.each([
  ["of the table from Python to TypeScript", tableCommands().filter((one) => !isClaim(one))],
  ["of the how-to pages", pageCommands("how-to").map(([, commands]) => commands)],
  ["of the explanations", pageCommands("explanation").map(([, commands]) => commands)],
  ["of the instructor's guide", pageCommands("instructors").map(([, commands]) => commands)],
])("commands %s", { timeout: 120_000 }, (_, commands) => {
  test.each(commands)("%s", async (command) => {
    const { code, output } = await run(SHORT[command] ?? command);

    expect(code, output).toBe(0);
    expect(output, output).not.toMatch(/\n {4}at .+:\d+:\d+\)?$/m);
  });
});

test("the animation of a page is the file that its command runs", () => {
  const page = readFileSync(join(HANDBOOK, "how-to", "see-particles-move.md"), "utf8");
  const file = readFileSync(join(HANDBOOK, "experiments", "trails.animation.ts"), "utf8");

  expect(page).toContain(`\`\`\`ts\n${file.slice(file.indexOf("import"))}\`\`\`\n`);
});

test("every slide of the original course that names a tool has a row", () => {
  const text = readFileSync(join(HANDBOOK, "reference", "python.md"), "utf8");
  for (const word of [
    ...["cProfile", "line_profiler", "memory_profiler", "kcachegrind", "pyprof2calltree", "pstats"],
    ...["timeit", "IPython", "Jupyter", "matplotlib", "FuncAnimation", "set_data", "plt.show"],
    ...[
      "class Particle",
      "ParticleSimulator",
      "evolve(dt)",
      "test_visualize",
      "test_evolve",
      "fequal",
    ],
    ...["uniform", "benchmark()", "time python", "profile` module", "-s tottime", "-o prof.out"],
    ...["labs/modeling", "labs/testing", "labs/timing", "labs/profiling", "nsteps", "timestep"],
    ...["complexity", "deques", "dictionaries", "sets", "heaps", "caching", "memory optimisation"],
  ]) {
    expect(text, word).toContain(word);
  }
});

test("nothing is left in the course by the commands", () => {
  const made = readdirSync(ROOT).filter((name) => !before.includes(name));

  expect(made.filter((name) => !name.startsWith("."))).toEqual([]);
});
