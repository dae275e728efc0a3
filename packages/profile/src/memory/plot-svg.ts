/** A memory timeline as an SVG file: resident memory, heap, collections and marks over time. */
import { endOf, mibText, secondsText } from "./plot-text.ts";
import type { MemoryTimeline } from "./timeline-file.ts";

const WIDTH_PX = 800;
const HEIGHT_PX = 400;
const MARGIN_PX = { left: 80, right: 20, top: 50, bottom: 60 };
const TICKS = 5;

/** Colours that differ for people who see no red and green, too (Okabe and Ito). */
const COLOURS = { rss: "#0072b2", heap: "#e69f00", external: "#009e73", child: "#999999" };

export function plotSvg(timeline: MemoryTimeline): string {
  const { rss, children, command, collections, marks } = timeline;
  const endS = Math.max(endOf(timeline), 1e-9);
  const pid = timeline.heap[0]?.pid;
  const heap = timeline.heap.filter((one) => one.pid === pid);
  const all = [...rss.bytes, ...heap.flatMap((one) => [one.usedBytes, one.externalBytes])];
  const most = niceTop(all.reduce((a, b) => Math.max(a, b), 1));
  const { left, right, top, bottom } = MARGIN_PX;
  const [width, height] = [WIDTH_PX - left - right, HEIGHT_PX - top - bottom];
  const x = (atS: number): string => (left + (atS / endS) * width).toFixed(1);
  const y = (bytes: number): string => (top + (1 - bytes / most) * height).toFixed(1);
  const line = (points: readonly (readonly [number, number])[], colour: string, more = "") =>
    `<polyline fill="none" stroke="${colour}" stroke-width="1.5" ${more}points="${points
      .map(([at, bytes]) => `${x(at)},${y(bytes)}`)
      .join(" ")}"/>`;
  const atHeap = (field: "usedBytes" | "externalBytes") =>
    heap.map((one) => [one.atS, one[field]] as const);
  const parts = [
    ...grid(most, endS, x, y),
    ...[...children.values()].map((one) =>
      line(
        one.atS.map((at, i) => [at, one.bytes[i] as number]),
        COLOURS.child,
      ),
    ),
    line(
      rss.atS.map((at, i) => [at, rss.bytes[i] as number]),
      COLOURS.rss,
    ),
    ...(heap.length > 0
      ? [
          line(atHeap("usedBytes"), COLOURS.heap),
          line(atHeap("externalBytes"), COLOURS.external, 'stroke-dasharray="4 3" '),
        ]
      : []),
    ...collections.map(({ atS, kind, ms, freedBytes }) => {
      const length = /^(Scavenge|MinorMark)/.test(kind) ? 4 : 10;
      const base = HEIGHT_PX - bottom;
      const title = `${kind}, ${ms.toFixed(2)} ms, ${mibText(freedBytes)} freed`;
      return `<path d="M${x(atS)} ${base}v-${length}" stroke="#000"><title>${escaped(title)}</title></path>`;
    }),
    ...marks.map(
      ({ atS, label }) =>
        `<path d="M${x(atS)} ${top}V${HEIGHT_PX - bottom}" stroke="#cc79a7" stroke-dasharray="2 2"/>` +
        `<text x="${x(atS)}" y="${top - 4}" text-anchor="middle">${escaped(label)}</text>`,
    ),
    ...legend(heap.length > 0, children.size),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH_PX} ${HEIGHT_PX}" \
font-family="sans-serif" font-size="12" role="img">
<title>${escaped(`Memory of ${command}`)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${left}" y="20" font-size="14">${escaped(command)}</text>
${parts.join("\n")}
</svg>
`;
}

function grid(
  most: number,
  endS: number,
  x: (atS: number) => string,
  y: (bytes: number) => string,
): string[] {
  const { left, right, bottom } = MARGIN_PX;
  const lines: string[] = [];
  for (let i = 0; i <= TICKS; i++) {
    const bytes = (most * i) / TICKS;
    const atS = (endS * i) / TICKS;
    lines.push(
      `<path d="M${left} ${y(bytes)}H${WIDTH_PX - right}" stroke="#ddd"/>`,
      `<text x="${left - 8}" y="${Number(y(bytes)) + 4}" text-anchor="end">${mibText(bytes)}</text>`,
      `<text x="${x(atS)}" y="${HEIGHT_PX - bottom + 18}" text-anchor="middle">${secondsText(atS)}</text>`,
    );
  }
  return lines;
}

function legend(hasHeap: boolean, children: number): string[] {
  const entries: (readonly [string, string])[] = [["resident", COLOURS.rss]];
  if (hasHeap) entries.push(["heap used", COLOURS.heap], ["external (dashed)", COLOURS.external]);
  if (children > 0) entries.push(["children", COLOURS.child]);
  return entries.map(([name, colour], i) => {
    const at = MARGIN_PX.left + i * 150;
    const y = HEIGHT_PX - 16;
    return `<path d="M${at} ${y - 4}h20" stroke="${colour}" stroke-width="3"/><text x="${at + 26}" y="${y}">${name}</text>`;
  });
}

/** 1, 2 or 5 times a power of ten MiB in each of the steps. */
function niceTop(bytes: number): number {
  const step = bytes / TICKS / 2 ** 20;
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((one) => one * power >= step) ?? 10;
  return factor * power * TICKS * 2 ** 20;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
