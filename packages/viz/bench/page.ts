/** How fast a page shows an animation without a GPU, against what matplotlib does for a frame. */
import { join } from "node:path";
import { build } from "esbuild";
import { chromium as playwright } from "playwright-core";
import type { PageFrames } from "./page-frames.ts";
import { chromium, runPython } from "./programs.ts";
import { inTurn, row, spread } from "./rounds.ts";
import type { Size } from "./saving.ts";

const POINTS = [1e3, 1e4, 1e5];
/** Of the page's loop, frames a second; of drawing, a ratio. */
const TARGETS: Readonly<Record<number, { readonly shown?: number; readonly ratio?: number }>> = {
  1e3: { ratio: 1 },
  1e4: { ratio: 4 },
  1e5: { shown: 30 },
};

/** On a server without a screen there is no GPU; elsewhere it is not to be used either. */
const FLAGS = ["--no-sandbox", "--disable-gpu"];

declare const measure: (points: number, frames: number) => Promise<PageFrames>;

export async function pageTable({ rounds, frames }: Size): Promise<string> {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, "page-frames.ts")],
    bundle: true,
    format: "iife",
    write: false,
  });
  const script = bundle.outputFiles[0]!.text;
  const rows: string[] = [];
  for (const points of POINTS) {
    const ours: PageFrames[] = [];
    const blit = { ro: [] as number[], discs: [] as number[] };
    const theirs = (style: keyof typeof blit) => () =>
      void blit[style].push(Number(runPython("matplotlib_blit.py", points, frames, style)));
    await inTurn(rounds, `page, ${points} points`, [
      theirs("ro"),
      async () => void ours.push(await inFreshBrowser(script, points, frames)),
      theirs("discs"),
    ]);
    const drawn = ours.map((one) => one.drawn);
    const ratio = (others: readonly number[]) => spread(drawn.map((one, i) => one / others[i]!));
    const { shown: least = "", ratio: most = "" } = TARGETS[points]!;
    rows.push(
      row([
        ...[points, spread(ours.map(({ shown }) => shown)), least],
        ...[spread(drawn), spread(blit.ro), ratio(blit.ro), most],
        ...[spread(blit.discs), ratio(blit.discs)],
      ]),
    );
  }
  return `## In the page

The same circles, ${frames} frames after some that do not count, in Chromium without a window and without a
GPU; matplotlib's in turn, each in a fresh browser or process, ${rounds} rounds. Frames a second.

*Shown* is the page's own loop, which is never faster than the screen (60). *Drawn* moves the points,
draws and paints as fast as it can, each frame finished before the next begins. *Blit* is what
matplotlib's FuncAnimation does for a frame with blit: it moves the points (NumPy), restores the
background, draws the points (Agg); it shows them to nobody. Ratios are drawn to blit.

Not like for like: matplotlib mixes colours where edges meet, ours does not; its "ro" are discs with an
edge, 9.7 pixels wide, ours are 7 pixels wide and have none. *Same discs* is blit with such ones; it
puts each into the middle of a pixel, ours into a quarter of one.

| points | shown | to be reached | drawn | blit, "ro" | ratio | to be reached | blit, same discs | ratio |
|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}

async function inFreshBrowser(script: string, points: number, frames: number): Promise<PageFrames> {
  const browser = await playwright.launch({ executablePath: chromium, args: FLAGS });
  try {
    const tab = await browser.newPage();
    await tab.addScriptTag({ content: script });
    return await tab.evaluate(([n, count]) => measure(n, count), [points, frames] as const);
  } finally {
    await browser.close();
  }
}
