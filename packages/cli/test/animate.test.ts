import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { progressText } from "../src/commands/animation-process.ts";
import { type Outcome, Running, runHpts, startHpts, unwrapped } from "./support/run.ts";

const repository = join(import.meta.dirname, "..", "..", "..");
const solution = join(repository, "labs", "modeling", "solution", "visualize.ts");
const viz = pathToFileURL(join(repository, "packages", "viz", "src", "index.ts")).href;

const folder = mkdtempSync(join(tmpdir(), "hpts-animate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

const hpts = (...args: string[]): Promise<Outcome> =>
  runHpts(["animate", ...args], { cwd: folder });

/** A module whose animation has this as its animate function. */
function write(name: string, animate: string, options = "{ frames: 5, interval: 1 }"): void {
  writeFileSync(
    join(folder, name),
    `import { figure, funcAnimation } from ${JSON.stringify(viz)};
const fig = figure({ width: 150, height: 120 });
const points = fig.axes().plot([0], [0], "ro");
export function visualize() {
  return funcAnimation(fig, ${animate}, ${options});
}
`,
  );
}

const MOVING = "(frame: number) => { points.setData([frame / 10], [0]); return [points]; }";

describe("progressText", () => {
  test.each([
    [{ frame: 1, frames: 9 }, 0, "frame 1 of 9   (Ctrl+C stops)"],
    [{ frame: 3, frames: 200 }, 1000, "frame 3 of 200, 2 min left   (Ctrl+C stops)"],
    [{ frame: 101, frames: 200 }, 1000, "frame 101 of 200, 1 s left   (Ctrl+C stops)"],
    [{ frame: 7 }, 1000, "frame 7   (Ctrl+C stops)"],
  ])("of %j after %i ms", (at, elapsedMs, text) => {
    expect(progressText(at, elapsedMs)).toBe(text);
  });
});

describe.sequential("hpts animate", () => {
  test("writes what a lab's code shows into a file", async () => {
    const { code, stdout, stderr } = await hpts(solution, "-o", "motion.gif", "--frames", "3");

    expect(stdout).toMatch(/^motion\.gif: 3 frames, [\d.]+ KiB\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, "motion.gif"), "latin1")).toMatch(/^GIF89a/);
    expect(readdirSync(folder)).toEqual(["motion.gif"]);
  });

  test("prints one frame where there is no terminal", async () => {
    write("moving.ts", MOVING);

    const { code, stdout } = await hpts("moving.ts", "--terminal");

    expect(stdout).toMatch(/^┌─+┐\n[\s\S]*└─+┘\nframe 1 of 5\n$/);
    expect(code).toBe(0);
  });

  test("saves frames that a generator gives, and says how many there were", async () => {
    write("items.ts", "(x: number) => points.setData([x], [0])", "{ frames: [0.1, 0.2].values() }");

    const { code, stdout, stderr } = await hpts("items.ts", "-o", "a.gif");

    expect(stdout).toMatch(/^a\.gif: 2 frames, /);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("shows the same random particles for the same seed", async () => {
    const svgs: string[] = [];
    for (const seed of ["1", "1", "2"]) {
      await hpts(solution, "--seed", seed, "--particles", "7", "--frames", "1", "-o", "a.svg");
      svgs.push(readFileSync(join(folder, "a.svg"), "utf8"));
    }

    expect(svgs[0]).toContain("<title>7 points</title>");
    expect(svgs[1]).toBe(svgs[0]);
    expect(svgs[2]).not.toBe(svgs[0]);
  });

  test("says what is not written yet, and where", async () => {
    writeFileSync(
      join(folder, "later.ts"),
      `const error = Object.assign(new Error("M7: set up the axes"), { code: "HPTS_LABKIT_TODO" });
export function visualize() { throw error; }
`,
    );

    const { code, stderr } = await hpts("later.ts");

    expect(stderr).toBe("hpts: not written yet: M7: set up the axes (later.ts:1:29)\n");
    expect(code).toBe(1);
  });

  test("says where the code went wrong, and leaves no file", async () => {
    write("wrong.ts", `() => {\n  throw new Error("no such frame");\n}`);

    const { code, stderr } = await hpts("wrong.ts", "-o", "a.gif");

    expect(stderr).toBe("hpts: no such frame (wrong.ts:6:9)\n");
    expect(code).toBe(5);
    expect(readdirSync(folder)).toEqual(["wrong.ts"]);
  });

  test("stops a loop that does not end, and leaves no half file", async () => {
    write("endless.ts", "(frame: number) => { while (frame === 2); return [points]; }");

    const { code, stderr } = await hpts("endless.ts", "-o", "a.gif", "--limit", "4");

    expect(unwrapped(stderr)).toBe(
      "hpts: nothing happened for 4 s, in frame 3: is there a loop that does not end? (--limit)\n",
    );
    expect(code).toBe(5);
    expect(readdirSync(folder)).toEqual(["endless.ts"]);
  });

  // Windows has no signals: there, kill() ends a process at once.
  test.skipIf(process.platform === "win32").each([
    ["that comes to an end", MOVING],
    ["that is in a loop without an end", "(n: number) => { while (n === 4); return [points]; }"],
  ])("Ctrl+C in code %s keeps the older file", async (_, animate) => {
    write("long.ts", `(n: number) => { if (n === 3) console.log("now"); return go(n); }`);
    const text = readFileSync(join(folder, "long.ts"), "utf8")
      .replace("frames: 5", "frames: 1e8")
      .concat(`const go = ${animate};\n`);
    writeFileSync(join(folder, "long.ts"), text);
    writeFileSync(join(folder, "a.gif"), "before");
    const running = new Running(startHpts(["animate", "long.ts", "-o", "a.gif"], { cwd: folder }));
    await running.waitFor("now");

    running.child.kill("SIGINT");

    expect((await running.ended).code).toBe(130);
    expect(readdirSync(folder).sort()).toEqual(["a.gif", "long.ts"]);
    expect(readFileSync(join(folder, "a.gif"), "utf8")).toBe("before");
  });

  test.each([
    [["nothing.ts"], "there is no file nothing.ts"],
    [["moving.ts", "-o", "a.avi"], "a file must end in .gif, .apng, .mp4, .webm, .png or .svg"],
    [["moving.ts", "-o", "none/a.gif"], "-o none/a.gif: there is no folder none"],
    [["moving.ts", "-o", "."], "-o must be a file, . is a folder"],
    [["moving.ts", "-o", "a.gif", "--fps", "60"], "fps must be above 0, at most 50, got 60"],
    [["moving.ts", "-o", "a.gif", "--fps", "x"], "--fps must be a number from 0.01 to 1000, got x"],
    [["moving.ts", "--frames", "0"], "--frames must be a whole number, 1 or more, got 0"],
    [["moving.ts", "--seed", "1.5"], "--seed must be a whole number, 0 or more, got 1.5"],
    [["moving.ts", "--seed", "1"], "--seed is of no use: moving.ts takes no simulator"],
    [["moving.ts", "--particles", "9"], "--particles needs --seed"],
    [["empty.ts"], "empty.ts must export visualize() or an animation, and exports neither"],
    [
      ["takes.ts"],
      "visualize() of takes.ts takes a simulator: there must be particle.ts beside it",
    ],
    [["moving.ts", "--terminal", "-o", "a.gif"], "option '--terminal' cannot be used with option"],
    [["moving.ts", "--serve", "-o", "a.gif"], "option '--serve' cannot be used with option"],
    [["moving.ts", "--port", "8000"], "--port needs --serve"],
    [["moving.ts", "--serve", "--port", "70000"], "--port must be at most 65535, got 70000"],
    [["moving.ts", "--serve", "--limit", "x"], "--limit must be a number from 0.1 to 86400, got x"],
  ])("%j is refused", async (args, message) => {
    write("moving.ts", MOVING);
    writeFileSync(join(folder, "empty.ts"), "export const x = 1;\n");
    writeFileSync(join(folder, "takes.ts"), "export const visualize = (simulator: any) => {};\n");

    const { code, stderr } = await hpts(...args);

    expect(unwrapped(stderr)).toContain(`hpts: ${message}`);
    expect(code).toBe(2);
    expect(existsSync(join(folder, "a.gif"))).toBe(false);
  });

  test.skipIf(process.platform === "win32")(
    "serves a lab's code to the page's worker",
    async () => {
      const args = ["animate", solution, "--serve", "--seed", "1", "--particles", "7"];
      const running = new Running(startHpts(args, { cwd: folder }));
      const printed = await running.waitFor("/\n");
      const [url] = /http\S+/.exec(printed) ?? [];

      const page = await (await fetch(url!)).text();
      const module = await (await fetch(new URL("animation.js", url))).text();
      running.child.kill("SIGINT");

      expect(page).toContain("visualize.ts</h1>");
      const file = join(folder, "animation.mjs");
      writeFileSync(file, module);
      const { default: make } = await import(/* @vite-ignore */ pathToFileURL(file).href);
      const animation = await make();
      await animation.run().next();
      expect(animation.figure.allAxes[0].artists[0].xs.length).toBe(7);
      expect((await running.ended).code).toBe(130);
    },
  );

  test("says which labs have something that moves", async () => {
    const cwd = join(repository, "labs", "timing");

    const { code, stderr } = await runHpts(["animate", "timing"], { cwd });

    expect(unwrapped(stderr)).toBe(
      "hpts: lab timing has no starter/visualize.ts (these have: modeling); hpts start shows its particles in a page\n",
    );
    expect(code).toBe(2);
  });

  test("says what to do without ffmpeg", async () => {
    write("moving.ts", MOVING);

    const { code, stderr } = await runHpts(["animate", "moving.ts", "-o", "a.mp4"], {
      cwd: folder,
      env: { PATH: folder },
    });

    expect(unwrapped(stderr)).toMatch(/install ffmpeg \(.*\), or save as \.gif or \.apng\n$/);
    expect(code).toBe(3);
  });

  test("is over with the last frame, whatever the code has left behind", async () => {
    write("timers.ts", "() => { setInterval(() => {}, 1000); return [points]; }");

    expect((await hpts("timers.ts", "-o", "a.gif")).code).toBe(0);
  });

  test("notices code that ends the process, or waits for what never comes", async () => {
    write("exits.ts", "() => process.exit(0)");
    writeFileSync(join(folder, "waits.mts"), "await new Promise(() => {});\nexport const x = 1;\n");

    const exits = await hpts("exits.ts", "-o", "a.gif");
    const waits = await hpts("waits.mts");

    const message = "hpts: the code ended the process, or waits for what never comes\n";
    expect([exits.code, exits.stderr]).toEqual([5, message]);
    expect([waits.code, waits.stderr.slice(-message.length)]).toEqual([5, message]);
    expect(existsSync(join(folder, "a.gif"))).toBe(false);
  });
});
