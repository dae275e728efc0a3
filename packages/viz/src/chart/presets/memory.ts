/** Memory over time: resident, heap, external; collections on the floor, the program's own marks. */
import type { MemoryTimeline } from "@hpts/profile/memory";
import type { Axis, Chart, Datum, Layer, SeriesInfo } from "../model.ts";
import { quantityText } from "../quantity.ts";
import { linearDomain } from "../scales.ts";
import { plural } from "./machine.ts";

export interface MemoryOptions {
  /** @default the program's command */
  readonly title?: string;
  /** As `machineText` says it; the files do not know it. */
  readonly machine?: string;
}

/** Several timelines are laid over each other, resident memory only. */
export function memory(timelines: readonly MemoryTimeline[], options: MemoryOptions = {}): Chart {
  const [first] = timelines;
  const isOne = timelines.length === 1;
  const parts = timelines.flatMap((one) => (isOne ? partsOf(one) : [resident(one, one.name)]));
  const series = parts.map(({ name }, i): SeriesInfo => ({ name, style: i }));
  const layers = parts.map(({ form, data }, i): Layer => ({ series: i, form, data }));
  const lines = layers.filter(({ form }) => form === "line").flatMap(({ data }) => data);
  const time: Axis = {
    label: "time",
    unit: "s",
    scale: "linear",
    domain: [
      0,
      layers.flatMap(({ data }) => data).reduce((most, { x }) => Math.max(most, x), 0) || 1,
    ],
  };
  const command = first === undefined ? "" : programOf(first.command) || first.name;
  return {
    kind: "memory",
    title: options.title ?? (isOne ? `Memory of ${command}` : "Resident memory"),
    summary: timelines.map((one) => sentence(one, isOne)).join(" ") || "No timeline.",
    caption: [...timelines.flatMap(methodOf), `Machine: ${options.machine ?? "not recorded"}.`],
    series,
    panels: [
      {
        x: time,
        y: {
          label: "memory",
          unit: "B",
          scale: "linear",
          domain: linearDomain(lines.map(({ y }) => y)),
        },
        heightPx: 320,
        layers,
        marks: isOne ? (first?.marks ?? []).map(({ atS, label }) => ({ at: atS, label })) : [],
        bands: [],
      },
    ],
  };
}

/** "mem.ts 100" of "/usr/bin/node --import file:///.../loader.mjs mem.ts 100". */
function programOf(command: string): string {
  const words = command.split(" ");
  if (!/(^|[\\/])node(\.exe)?$/.test(words[0]!)) return command;
  let at = 1;
  while (words[at]?.startsWith("-") === true) at += WITH_VALUE.has(words[at]!) ? 2 : 1;
  return words.slice(at).join(" ");
}

const WITH_VALUE = new Set(["--import", "--require", "-r", "--loader"]);

interface Part {
  readonly name: string;
  readonly form: Layer["form"];
  readonly data: readonly Datum[];
}

function resident({ rss, meta }: MemoryTimeline, label?: string): Part {
  const what = meta?.children === true ? "resident, with children" : "resident";
  return { name: label ?? what, form: "line", data: seriesData(rss) };
}

function partsOf(timeline: MemoryTimeline): Part[] {
  const { children, collections, heap: all } = timeline;
  const pid = all[0]?.pid;
  const heap = all.filter((one) => one.pid === pid);
  const ofHeap = (name: string, field: "usedBytes" | "externalBytes"): Part[] =>
    heap.length === 0
      ? []
      : [{ name, form: "line", data: heap.map((one) => ({ x: one.atS, y: one[field] })) }];
  const own = collections.filter((one) => one.pid === pid);
  const young = own.filter(({ kind }) => isYoung(kind));
  const whole = own.filter(({ kind }) => !isYoung(kind));
  const gc = (name: string, some: typeof own, length: number): Part[] =>
    some.length === 0
      ? []
      : [
          {
            name,
            form: "ticks",
            data: some.map(({ atS, kind, ms, freedBytes }) => ({
              x: atS,
              y: length,
              note: `${kind}, ${quantityText(ms / 1e3, "s")}, ${quantityText(freedBytes, "B")} freed`,
            })),
          },
        ];
  return [
    resident(timeline),
    ...ofHeap("heap used", "usedBytes"),
    ...ofHeap("external", "externalBytes"),
    ...[...children].map(
      ([id, one]): Part => ({ name: `child ${id}`, form: "line", data: seriesData(one) }),
    ),
    ...gc("young collection", young, YOUNG_LENGTH),
    ...gc("full collection", whole, 1),
  ];
}

const YOUNG_LENGTH = 0.4;

const isYoung = (kind: string): boolean => /^(Scavenge|MinorMark)/.test(kind);

const seriesData = ({ atS, bytes }: MemoryTimeline["rss"]): Datum[] =>
  atS.map((at, i) => ({ x: at, y: bytes[i]! }));

function sentence(timeline: MemoryTimeline, isOne: boolean): string {
  const { rss, heap, collections, marks, name } = timeline;
  const most = rss.bytes.reduce((a, b) => Math.max(a, b), 0);
  const at = rss.atS[rss.bytes.indexOf(most)] ?? 0;
  const peak = `peak ${quantityText(most, "B")} resident after ${quantityText(at, "s")}`;
  if (!isOne) return `${name}: ${peak}.`;
  const heapMost = heap.reduce((a, { usedBytes }) => Math.max(a, usedBytes), 0);
  const parts = [
    peak,
    ...(heapMost > 0 ? [`heap used at most ${quantityText(heapMost, "B")}`] : []),
    ...(collections.length > 0 ? [plural(collections.length, "collection", "collections")] : []),
    ...(marks.length > 0 ? [`marks: ${marks.map(({ label }) => label).join(", ")}`] : []),
  ];
  return `${parts.join("; ")}.`.replace(/^p/, "P");
}

function methodOf({ rss, meta, isThinned, exit, name }: MemoryTimeline): string[] {
  const every = meta === undefined ? "" : ` every ${quantityText(meta.intervalMs / 1e3, "s")}`;
  return [
    `${name}: n = ${plural(rss.bytes.length, "reading", "readings")} of resident memory${every}, one run; between them there may have been more.`,
    ...(isThinned ? ["Not all collections are in the file."] : []),
    ...(exit !== undefined && exit !== 0 ? [`The program ended with ${exit}.`] : []),
    ...(meta !== undefined && exit === undefined ? ["The file ends before the program did."] : []),
    ...(meta?.notes ?? []),
  ];
}
