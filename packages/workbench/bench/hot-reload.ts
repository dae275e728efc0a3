/**
 * From saving a file to the first frame of the new code on the canvas, in a real browser.
 *
 *     pnpm bench:workbench                  half a minute; prints the table
 *     pnpm bench:workbench --write          also writes docs/measurements/workbench.md
 *     pnpm bench:workbench --edits 3        only whether it runs
 *
 * Works on a copy of lab modeling with its solution. Needs Chromium (Debian: chromium; CHROMIUM_PATH).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "playwright-core";
import { startWorkbench } from "../src/index.ts";
import { courseCopy } from "../test/measure/support/course-copy.ts";

const { values } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    edits: { type: "string", default: "12" },
  },
});
const edits = Number(values.edits);
if (!Number.isSafeInteger(edits) || edits < 1) {
  console.error(`--edits must be a whole number, 1 or more, got ${values.edits}`);
  process.exit(2);
}

const TARGET_MS = 100;
/** Edits before the first that counts: esbuild, and the page, are as after a minute of work. */
const WARM_UP = 2;
/** Between two edits, so that the checks of one do not run into the next. */
const REST_MS = 1_500;
const target = join(import.meta.dirname, "..", "..", "..", "docs", "measurements", "workbench.md");

const before = loadavg()[0]!;
const rows = [
  await measure("the workbench's picture, 3 particles", ["visualize.ts"]),
  await measure("the student's own figure, 3 particles", []),
];
const text = report();
console.log(text);
if (values.write) {
  writeFileSync(target, text);
  console.error(`written: ${target}`);
}

interface Row {
  readonly what: string;
  readonly tookMs: readonly number[];
}

/** @param unsolved files of the starter that stay as they were handed out */
async function measure(what: string, unsolved: readonly string[]): Promise<Row> {
  const course = courseCopy("modeling");
  const starter = (name: string): string => join(course.root, "labs/modeling/starter", name);
  const handedOut = unsolved.map((name) => [name, readFileSync(starter(name), "utf8")] as const);
  course.solve("modeling");
  for (const [name, text] of handedOut) writeFileSync(starter(name), text);
  const workbench = await startWorkbench({ root: course.root, diff: () => ({}), env: {} });
  const program = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${workbench.url}#/modeling`);
    await noteVersions(page);
    await page.locator('[data-exercise="M4"][data-state="done"]').waitFor({ timeout: 60_000 });
    const file = starter("motion.ts");
    const source = readFileSync(file, "utf8");
    const tookMs: number[] = [];
    for (let edit = 0; edit < WARM_UP + edits; edit++) {
      await page.waitForTimeout(REST_MS);
      const version = await versionOf(page);
      // Another constant each time: code that is equal would not be sent.
      const changed = source.replace("norm === 0", `norm === 0 || norm === ${1e9 + edit}`);
      const from = performance.timeOrigin + performance.now();
      writeFileSync(file, changed);
      const shown = await whenShown(page, version);
      if (edit >= WARM_UP) tookMs.push(shown - from);
    }
    return { what, tookMs };
  } finally {
    await browser.close();
    await workbench.close();
    course.remove();
  }
}

/** The page writes down when the canvas first showed each version, in ms since 1970. */
async function noteVersions(page: Page): Promise<void> {
  await page.locator("canvas[data-version]").waitFor();
  await page.evaluate(() => {
    const canvas = document.querySelector("canvas")!;
    const times: Record<string, number> = {};
    Object.assign(globalThis, { times });
    new MutationObserver(() => {
      times[canvas.dataset["version"]!] ??= performance.timeOrigin + performance.now();
    }).observe(canvas, { attributeFilter: ["data-version"] });
  });
}

function versionOf(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.querySelector("canvas")!.dataset["version"]));
}

async function whenShown(page: Page, version: number): Promise<number> {
  const shown = await page.waitForFunction(
    (old) => (globalThis as unknown as { times: Record<string, number> }).times[old + 1],
    version,
  );
  return (await shown.jsonValue()) as number;
}

function report(): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.versions.node}`;
  const load = `load ${before.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`;
  const lines = rows.map(({ what, tookMs }) => {
    const sorted = [...tookMs].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)]!;
    const cells = [what, tookMs.length, ...[sorted[0]!, median, sorted.at(-1)!].map(Math.round)];
    return `| ${cells.join(" | ")} |`;
  });
  const isBusy = before > cpus().length;
  const busy = "The machine was busy with other work: these are no figures of the workbench alone.";
  return `# The workbench: from a save to the canvas

Measured on ${day}: ${machine}; ${load}.
Command: \`pnpm bench:workbench --edits ${edits}\`. Time from the save of \`starter/motion.ts\` to the first
frame of the new code that Chromium (headless, no GPU) shows, with the checks of the same save
running beside it. ${WARM_UP} edits before do not count. Of the time, 15 ms are the wait for an editor that
writes in several goes, and up to 17 ms the wait for the browser's next frame.

| what is shown | edits | least ms | median ms | worst ms |
| --- | --- | --- | --- | --- |
${lines.join("\n")}

The target is ${TARGET_MS} ms.${isBusy ? ` ${busy}` : ""}
`;
}
