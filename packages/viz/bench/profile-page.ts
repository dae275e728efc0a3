/**
 * How long a large profile takes from its file to the first view, and how long the flame graph takes to
 * be drawn again while it is zoomed. In headless Chromium without a graphics card.
 *
 *     pnpm bench:viz-profile                          a minute or two; prints the table
 *     pnpm bench:viz-profile --write                  also writes docs/measurements/viz-profile.md
 *     pnpm bench:viz-profile --rounds 1 --nodes 500 --samples 2000   only whether it runs
 *
 * Needs Chromium (Debian: chromium; or CHROMIUM_PATH).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, tmpdir, type } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";

const { values } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    nodes: { type: "string", default: "120000" },
    samples: { type: "string", default: "400000" },
  },
});
const root = join(import.meta.dirname, "..", "..", "..");
const target = join(root, "docs", "measurements", "viz-profile.md");
const ZOOMS = 60;

interface Round {
  /** `hpts open --html`: a process that reads the file and writes the page. */
  readonly makeMs: number;
  /** From the page's address to the first picture. */
  readonly showMs: number;
  /** From the click to the first picture in the order of time. */
  readonly timeOrderMs: number;
  readonly leftHeavy: Redraws;
  readonly timeOrder: Redraws;
  readonly browser: string;
}

interface Redraws {
  /** What the script of each picture took. */
  readonly scriptMs: readonly number[];
  /** From picture to picture, when each is asked for at once; 16.7 is as fast as the screen. */
  readonly frameMs: readonly number[];
}

const dir = mkdtempSync(join(tmpdir(), "hpts-viz-profile-"));
try {
  const text = await report();
  console.log(text);
  if (values.write) {
    writeFileSync(target, text);
    console.error(`written: ${target}`);
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function report(): Promise<string> {
  const before = loadavg()[0] ?? 0;
  const file = synthetic();
  const rounds: Round[] = [];
  for (let left = count("rounds"); left > 0; left--) rounds.push(await measured(file));
  const day = new Date().toISOString().slice(0, 10);
  const load = `load ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  const mib = (statSync(file).size / 1e6).toFixed(0);
  const row = (what: string, figures: readonly number[]): string =>
    `| ${what} | ${spread(figures)} |`;
  const all = (of: (round: Round) => readonly number[]): number[] => rounds.flatMap(of);
  return `# A large profile in the profile views

Measured on ${day}: ${cpus().length} cores (${cpus()[0]?.model}; ${load}), ${type()} ${release()}, Node \
${process.versions.node}, Chromium ${rounds[0]?.browser} without a graphics card, 1280 x 800.
Command: \`pnpm bench:viz-profile --write\`.

A synthetic \`.cpuprofile\` of ${count("nodes").toLocaleString("en")} nodes and \
${count("samples").toLocaleString("en")} samples, ${mib} MB. Medians of ${rounds.length} rounds, with the
lowest and the highest; of redrawing, over ${ZOOMS} steps of zooming in and out in each round.

| ms | median (lowest to highest) |
|---|---|
${row(
  "`hpts open --html`: read, computed, page written",
  all(({ makeMs }) => [makeMs]),
)}
${row(
  "page to first view",
  all(({ showMs }) => [showMs]),
)}
${row(
  "**file to first view**",
  all(({ makeMs, showMs }) => [makeMs + showMs]),
)}
${row(
  "time order, when it is first asked for",
  all(({ timeOrderMs }) => [timeOrderMs]),
)}
${row(
  "redraw, left heavy: script",
  all(({ leftHeavy }) => leftHeavy.scriptMs),
)}
${row(
  "redraw, left heavy: picture to picture",
  all(({ leftHeavy }) => leftHeavy.frameMs),
)}
${row(
  "redraw, time order: script",
  all(({ timeOrder }) => timeOrder.scriptMs),
)}
${row(
  "redraw, time order: picture to picture",
  all(({ timeOrder }) => timeOrder.frameMs),
)}

The program is not one that anybody wrote: it jumps between random deep stacks, which is nearly the
worst case for time order. Nothing of this speaks about a machine with a graphics card.
`;
}

/** Made by the code that packages/profile is measured with, in a process: it is not ours to import. */
function synthetic(): string {
  const file = join(dir, "synthetic.cpuprofile");
  const source = pathToFileURL(join(root, "packages/profile/bench/synthetic.ts")).href;
  const size = `{ samples: ${count("samples")}, nodes: ${count("nodes")} }`;
  const code = `import { writeSynthetic } from "${source}"; writeSynthetic(${JSON.stringify(file)}, ${size});`;
  execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    cwd: root,
    stdio: "inherit",
  });
  return file;
}

async function measured(file: string): Promise<Round> {
  const html = join(dir, "page.html");
  const start = performance.now();
  execFileSync(
    process.execPath,
    [join(root, "packages/cli/bin/hpts.mjs"), "open", file, "--html", html],
    { cwd: root, stdio: "ignore" },
  );
  const makeMs = performance.now() - start;
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    return { makeMs, ...(await inBrowser(browser, pathToFileURL(html).href)) };
  } finally {
    await browser.close();
  }
}

async function inBrowser(browser: Browser, url: string): Promise<Omit<Round, "makeMs">> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // tsx names functions with this, also those that go to the page.
  await page.addInitScript("globalThis.__name = (fn) => fn");
  await page.goto(url, { waitUntil: "commit" });
  const showMs = await drawn(page, "");
  const leftHeavy = await redraws(page);
  const timeOrderMs = await drawn(page, "input[name=hpv-order]:not(:checked)");
  const timeOrder = await redraws(page);
  return { showMs, leftHeavy, timeOrderMs, timeOrder, browser: browser.version() };
}

/**
 * @param click what to click on; "" for nothing
 * @returns ms from the click, or from the start of the page, to the next picture
 */
function drawn(page: Page, click: string): Promise<number> {
  return page.evaluate(async (selector) => {
    const count = (): string | null | undefined =>
      document.querySelector(".hpv-canvas canvas")?.getAttribute("data-drawn");
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const start = selector === "" ? 0 : performance.now();
    const before = selector === "" ? undefined : count();
    if (selector !== "") document.querySelector<HTMLElement>(selector)?.click();
    while (count() === before) await frame();
    // The picture is on the screen when the next one is asked for.
    await frame();
    return performance.now() - start;
  }, click);
}

function redraws(page: Page): Promise<Redraws> {
  return page.evaluate(async (zooms) => {
    const canvas = document.querySelector(".hpv-canvas canvas") as HTMLCanvasElement;
    const box = canvas.getBoundingClientRect();
    const scriptMs: number[] = [];
    const frameMs: number[] = [];
    let last = 0;
    for (let step = 0; step <= zooms; step++) {
      const deltaY = step < zooms / 2 ? -150 : 150;
      const clientX = box.left + box.width * 0.37;
      canvas.dispatchEvent(
        new WheelEvent("wheel", { deltaY, clientX, clientY: box.top + 9, cancelable: true }),
      );
      // Asked for after the drawing was: it runs behind it, in the same frame.
      const [begun, ended] = await new Promise<[number, number]>((resolve) => {
        requestAnimationFrame((frame) => resolve([frame, performance.now()]));
      });
      scriptMs.push(ended - begun);
      if (last > 0) frameMs.push(begun - last);
      last = begun;
    }
    return { scriptMs, frameMs };
  }, ZOOMS);
}

function spread(figures: readonly number[]): string {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number): string => {
    const value = sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
    return value >= 100 ? value.toFixed(0) : value.toFixed(1);
  };
  return `${at(0.5)} (${at(0)} to ${at(1)})`;
}

function count(option: "rounds" | "nodes" | "samples"): number {
  const value = Number(values[option]);
  if (Number.isInteger(value) && value >= 1) return value;
  console.error(`--${option} must be a whole number, 1 or more, got ${values[option]}`);
  process.exit(2);
}
