/**
 * `.cpuprofile`, as V8 writes it: `node --cpu-prof`, Chrome, the inspector of any Node program.
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile
 */
import type { Lines, Meta, Nodes, Profile } from "../../model/profile.ts";
import { JsonBytesError, type Span } from "./json-bytes.ts";
import { mergeTree } from "./merge-tree.ts";
import { type RawNodes, readNodes } from "./node-table.ts";
import { type SampleSums, sumSamples } from "./samples.ts";
import { SourceMaps } from "./source-maps.ts";
import { squashedFiles } from "./squashed-files.ts";
import { type NamedFrames, nameFrames, pathOfUrl } from "./v8-frames.ts";

export interface CpuProfileOptions {
  /** What is known from elsewhere: the file's name, its time, a folder. */
  readonly meta: Pick<Meta, "command" | "cwd" | "startedAt">;
  /** Also keep the order of the samples; by default if there are at most a few million. */
  readonly timeline?: boolean;
  /** Go from generated code to its sources where a map is found; by default. */
  readonly sourceMaps?: boolean;
}

/** Bytes of samples above which their order is left out, unless it is asked for. */
const TIMELINE_BYTES = 32 << 20;

/** @throws JsonBytesError, SyntaxError if it is no .cpuprofile */
export function readCpuProfile(
  bytes: Buffer,
  members: ReadonlyMap<string, Span>,
  options: CpuProfileOptions,
): Profile {
  const nodesSpan = members.get("nodes");
  if (nodesSpan === undefined) throw new JsonBytesError('"nodes" is missing', bytes.length);
  const raw = readNodes(bytes, nodesSpan);
  const wallUs =
    numberAt(bytes, members.get("endTime")) - numberAt(bytes, members.get("startTime"));
  const sums = sumsOf(bytes, members, raw, Math.max(0, wallUs), options.timeline);
  const maps = options.sourceMaps === false ? undefined : new SourceMaps();
  const named = nameFrames(raw.frames, maps);
  const frame = raw.frame.map((index) => named.frameOf[index] as number);
  const tree = mergeTree(frame, raw.parent, named.frames.length);
  if (tree === undefined) throw new JsonBytesError("a node is its own ancestor", nodesSpan.start);
  const squashed = squashedFiles(raw.frames, maps);
  const lines = linesOf(raw, sums, named, { maps, squashed });
  const notes = [...(maps?.notes ?? [])];
  for (const url of squashed) {
    const file = pathOfUrl(url);
    notes.push(
      `${file} ran with all of its code in one line, as under tsx: its lines are not known. ` +
        "hpts profile --engine sample keeps them.",
    );
  }
  if (sums.late > 0) notes.push(`${sums.late} samples were noted late; their time went to others.`);
  const spentUs = sums.selfUs.reduce((sum, us) => sum + us, 0);
  return {
    meta: {
      engine: "imported",
      node: "",
      ...options.meta,
      wallUs: wallUs > 0 ? wallUs : spentUs,
      samples: sums.samples,
      notes,
    },
    frames: named.frames.build(),
    nodes: nodesOf(tree, sums),
    ...(lines !== undefined && { lines }),
    ...(sums.timeline && {
      timeline: {
        node: sums.timeline.node.map((node) => tree.nodeOf[node] as number),
        durationUs: sums.timeline.durationUs,
      },
    }),
    ...(maps !== undefined && Object.keys(maps.sources).length > 0 && { sources: maps.sources }),
  };
}

function sumsOf(
  bytes: Buffer,
  members: ReadonlyMap<string, Span>,
  raw: RawNodes,
  wallUs: number,
  timeline: boolean | undefined,
): SampleSums {
  const samples = members.get("samples");
  const deltas = members.get("timeDeltas");
  if (samples === undefined || deltas === undefined) return sumsOfHits(raw, wallUs);
  return sumSamples({
    bytes,
    samples,
    deltas,
    wallUs,
    nodeCount: raw.frame.length,
    nodeOf: raw.lookup,
    withTimeline: timeline ?? samples.end - samples.start <= TIMELINE_BYTES,
  });
}

/** Without samples there are only hit counts; the time is shared out by them. */
function sumsOfHits({ hitCount }: RawNodes, wallUs: number): SampleSums {
  const samples = hitCount.reduce((sum, hits) => sum + hits, 0);
  const each = samples === 0 ? 0 : (wallUs > 0 ? wallUs : samples * 1000) / samples;
  return { selfUs: hitCount.map((hits) => hits * each), samples, late: 0 };
}

function nodesOf(
  { frame, parent, nodeOf }: { frame: Int32Array; parent: Int32Array; nodeOf: Int32Array },
  sums: SampleSums,
): Nodes {
  const selfUs = new Float64Array(frame.length);
  for (let node = 0; node < nodeOf.length; node++) {
    const to = nodeOf[node] as number;
    selfUs[to] = (selfUs[to] as number) + (sums.selfUs[node] as number);
  }
  return { frame, parent, selfUs };
}

/** A node's time, shared out over its lines by their ticks. */
function linesOf(
  raw: RawNodes,
  sums: SampleSums,
  named: NamedFrames,
  { maps, squashed }: { maps: SourceMaps | undefined; squashed: ReadonlySet<string> },
): Lines | undefined {
  const { ticks } = raw;
  if (ticks.node.length === 0) return undefined;
  const ofNode = new Float64Array(raw.frame.length);
  for (let i = 0; i < ticks.node.length; i++) {
    const node = ticks.node[i] as number;
    ofNode[node] = (ofNode[node] as number) + (ticks.count[i] as number);
  }
  const rows = new Map<string, number>();
  const frame: number[] = [];
  const line: number[] = [];
  const selfUs: number[] = [];
  for (let i = 0; i < ticks.node.length; i++) {
    const node = ticks.node[i] as number;
    const rawFrame = raw.frame[node] as number;
    const generated = ticks.line[i] as number;
    const { url } = raw.frames[rawFrame] as { url: string };
    const place = maps?.originalLine(pathOfUrl(url), generated);
    if (place === null || generated === 0 || squashed.has(url)) continue;
    const owner = named.frameOf[rawFrame] as number;
    const at = place?.line ?? generated;
    const key = `${owner} ${at}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = frame.push(owner) - 1;
      rows.set(key, row);
      line.push(at);
      selfUs.push(0);
    }
    const share = (ticks.count[i] as number) / (ofNode[node] as number);
    selfUs[row] = (selfUs[row] as number) + share * (sums.selfUs[node] as number);
  }
  if (frame.length === 0) return undefined;
  return {
    frame: Int32Array.from(frame),
    line: Int32Array.from(line),
    selfUs: Float64Array.from(selfUs),
  };
}

function numberAt(bytes: Buffer, span: Span | undefined): number {
  const value = span === undefined ? 0 : Number(bytes.toString("latin1", span.start, span.end));
  return Number.isFinite(value) ? value : 0;
}
