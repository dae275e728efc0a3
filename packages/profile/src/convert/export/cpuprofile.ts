/**
 * `.cpuprofile`, what Chrome, VS Code and speedscope read.
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile
 *
 * It is a list of samples, each with the time since the one before. Where the order of samples is
 * known it is kept; otherwise each node gets one sample that lasts as long as its self time, in the
 * order of the tree, so that a path is one block in the viewer.
 */
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { type ChildLists, childLists } from "../../model/child-lists.ts";
import { FRAME_KINDS, type Profile } from "../../model/profile.ts";
import { ProfileError } from "../../profile-error.ts";
import { treeOrder } from "../tree-order.ts";
import { unitOf } from "../unit.ts";
import { wholeCosts } from "./active.ts";

const DEFAULT_INTERVAL_US = 1000;

/** @throws ProfileError if its costs are no time */
export function toCpuProfile(profile: Profile): string {
  if (unitOf(profile).unit !== "us") {
    const message = `a .cpuprofile holds time, and this profile holds ${
      unitOf(profile).unit === "bytes" ? "bytes" : "numbers of something else"
    }; use speedscope, callgrind or pprof`;
    throw new ProfileError("HPTS_PROFILE_OPTION", message);
  }
  const lists = childLists(profile.nodes.parent);
  const { nodes, durations } = samplesOf(profile, lists);
  const whole = wholeCosts(durations, 1);
  const hits = hitsOf(profile);
  const ticks = ticksOf(profile, hits);
  const parts = Array.from(hits, (hitCount, node) =>
    JSON.stringify({
      id: node + 1,
      callFrame: callFrameOf(profile, profile.nodes.frame[node] as number),
      hitCount,
      ...(lists.first[node] !== -1 && { children: childIds(lists, node) }),
      ...(ticks[node] !== undefined && { positionTicks: ticks[node] }),
    }),
  );
  // Sample i lasts for delta[i + 1]; the last one until the end.
  const endTime = whole.reduce((sum, us) => sum + us, 0);
  const deltas = [0, ...whole.subarray(0, Math.max(0, whole.length - 1))];
  return [
    `{"nodes":[${parts.join(",\n")}],`,
    `"startTime":0,"endTime":${endTime},`,
    `"samples":[${nodes.map((node) => node + 1).join(",")}],`,
    `"timeDeltas":[${nodes.length === 0 ? "" : deltas.join(",")}]}\n`,
  ].join("\n");
}

function samplesOf({ nodes, timeline }: Profile, lists: ChildLists) {
  if (timeline !== undefined) {
    return { nodes: Array.from(timeline.node), durations: timeline.durationUs };
  }
  const order = treeOrder(nodes.parent, lists).filter((node) => (nodes.selfUs[node] as number) > 0);
  return {
    nodes: Array.from(order),
    durations: Float64Array.from(order, (node) => nodes.selfUs[node] as number),
  };
}

function hitsOf({ nodes, meta }: Profile): Int32Array {
  const interval = meta.intervalUs ?? DEFAULT_INTERVAL_US;
  return Int32Array.from(nodes.selfUs, (us) =>
    us > 0 ? Math.max(1, Math.round(us / interval)) : 0,
  );
}

interface Tick {
  readonly line: number;
  readonly ticks: number;
}

/** The model knows lines by function: a node gets its function's shares. */
function ticksOf({ nodes, lines }: Profile, hits: Int32Array): (Tick[] | undefined)[] {
  if (lines === undefined) return [];
  const rows = new Map<number, [number, number][]>();
  for (let row = 0; row < lines.line.length; row++) {
    const frame = lines.frame[row] as number;
    const own = rows.get(frame) ?? [];
    own.push([lines.line[row] as number, lines.selfUs[row] as number]);
    rows.set(frame, own);
  }
  return Array.from(hits, (hit, node) => {
    const own = hit === 0 ? undefined : rows.get(nodes.frame[node] as number);
    if (own === undefined) return undefined;
    const sum = own.reduce((total, [, us]) => total + us, 0);
    if (sum === 0) return undefined;
    const whole = wholeCosts(
      own.map(([, us]) => us / sum),
      hit,
    );
    return own
      .map(([line], i) => ({ line, ticks: whole[i] as number }))
      .filter(({ ticks }) => ticks > 0);
  });
}

const SPECIAL: Readonly<Record<string, string>> = {
  root: "(root)",
  idle: "(idle)",
  program: "(program)",
  gc: "(garbage collector)",
};

/** V8 counts lines and columns from 0, and -1 is not known. */
function callFrameOf({ frames }: Profile, frame: number) {
  const file = frames.file[frame] as string;
  const name = frames.name[frame] as string;
  return {
    functionName: SPECIAL[FRAME_KINDS[frames.kind[frame] as number] as string] ?? name,
    scriptId: "0",
    url: isAbsolute(file) ? pathToFileURL(file).href : file,
    lineNumber: (frames.line[frame] as number) - 1,
    columnNumber: (frames.column[frame] as number) - 1,
  };
}

function childIds({ first, next }: ChildLists, node: number): number[] {
  const ids: number[] = [];
  for (let child = first[node] as number; child !== -1; child = next[child] as number)
    ids.push(child + 1);
  return ids;
}
