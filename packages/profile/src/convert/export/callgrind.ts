/**
 * callgrind, what KCachegrind and callgrind_annotate read.
 * https://valgrind.org/docs/manual/cl-format.html
 *
 * Per function the cost of its lines, then its calls, each with the line of the call and what was
 * spent below it:
 *
 *     fl=(1) simul.ts
 *     fn=(2) evolve
 *     21 5000              5000 ns on line 21
 *     cfi=(1)
 *     cfn=(3) sqrt
 *     calls=10 3           10 calls of a function that begins on line 3
 *     24 700               called on line 24; 700 ns below these calls
 *
 * Files are written in one way in `fl` and `cfi`, relative to the folder of the run:
 * callgrind_annotate takes the folder off from `fl` only, and would list such functions twice.
 */
import type { Profile } from "../../model/profile.ts";
import { unitOf } from "../unit.ts";
import { activeSelf, distinctNames, shownFile, wholeCosts } from "./active.ts";
import { type CallEdge, callEdges } from "./call-edges.ts";
import { lineCosts } from "./line-costs.ts";

const UNKNOWN_FILE = "???";

export function toCallgrind(profile: Profile): string {
  const { frames, nodes } = profile;
  const { event, perCost } = unitOf(profile);
  const self = wholeCosts(activeSelf(profile), perCost);
  const selfOf = new Float64Array(frames.name.length);
  for (let node = 0; node < self.length; node++) {
    const frame = nodes.frame[node] as number;
    selfOf[frame] = (selfOf[frame] as number) + (self[node] as number);
  }
  const total = self.reduce((sum, cost) => sum + cost, 0);
  const costs = lineCosts(selfOf, frames.line, profile.lines, perCost);
  const edgesOf = groupByCaller(callEdges(profile, self), frames.name.length);
  const names = new Names(profile);
  const lines = header(profile, event, total);
  for (let frame = 0; frame < costs.length; frame++) {
    const own = costs[frame] ?? [];
    const edges = edgesOf[frame] ?? [];
    if (own.length === 0 && edges.length === 0) continue;
    lines.push("", `fl=${names.file(frame)}`, `fn=${names.fn(frame)}`);
    for (const { line, cost } of own) lines.push(`${line} ${cost}`);
    for (const edge of edges) {
      lines.push(`cfi=${names.file(edge.callee)}`, `cfn=${names.fn(edge.callee)}`);
      // Never 0, as for garbage collection: callgrind_annotate takes the line below for own cost then.
      lines.push(`calls=${Math.max(1, edge.calls)} ${frames.line[edge.callee]}`);
      lines.push(`${edge.line === 0 ? frames.line[frame] : edge.line} ${edge.cost}`);
    }
  }
  lines.push("", `totals: ${total}`, "");
  return lines.join("\n");
}

function header(profile: Profile, event: string, total: number): string[] {
  const { meta, nodes } = profile;
  const descriptions = [`Engine: ${meta.engine}`];
  if (meta.node !== "") descriptions.push(`Node: ${meta.node}`);
  if (meta.startedAt !== "") descriptions.push(`Started: ${meta.startedAt}`);
  if (nodes.calls === undefined) {
    const what = profile.frames.calls === undefined ? "not counted" : "not counted by caller";
    descriptions.push(`Calls: ${what}; the figures are numbers of different paths seen in samples`);
  }
  for (const note of meta.notes) descriptions.push(`Note: ${note}`);
  return [
    "# callgrind format",
    "version: 1",
    "creator: hpts",
    `cmd: ${oneLine(meta.command.join(" "))}`,
    ...descriptions.map((text) => `desc: ${oneLine(text)}`),
    "positions: line",
    `events: ${event}`,
    `summary: ${total}`,
  ];
}

/** Control characters would end a line or a name early. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
}

function groupByCaller(edges: readonly CallEdge[], count: number): CallEdge[][] {
  const groups = Array.from({ length: count }, (): CallEdge[] => []);
  for (const edge of edges) groups[edge.caller]?.push(edge);
  return groups;
}

/** Name compression: "(3) name" at first, "(3)" from then on; files and functions apart. */
class Names {
  readonly #files = new Map<string, number>();
  readonly #fns = new Map<number, number>();
  readonly #profile: Profile;
  readonly #names: readonly string[];

  constructor(profile: Profile) {
    this.#profile = profile;
    this.#names = distinctNames(profile);
  }

  file(frame: number): string {
    const path = this.#profile.frames.file[frame] as string;
    const name = path === "" ? UNKNOWN_FILE : oneLine(shownFile(this.#profile, path));
    return compressed(this.#files, name, name);
  }

  fn(frame: number): string {
    return compressed(this.#fns, frame, oneLine(this.#names[frame] as string) || "(anonymous)");
  }
}

function compressed<Key>(ids: Map<Key, number>, key: Key, name: string): string {
  const known = ids.get(key);
  if (known !== undefined) return `(${known})`;
  const id = ids.size + 1;
  ids.set(key, id);
  return `(${id}) ${name}`;
}
