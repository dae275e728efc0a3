/**
 * pprof, what `go tool pprof` and Pyroscope read: protobuf in gzip.
 * https://github.com/google/pprof/blob/main/proto/profile.proto
 *
 * A sample is a path with its values, leaf first. A location is a function with the line at which it
 * stood: the line of the call in callers, the line that cost in the leaf.
 */
import { gzipSync } from "node:zlib";
import {
  Function as Fn,
  Line,
  Location,
  Profile as Pprof,
  Sample,
  StringTable,
  ValueType,
} from "pprof-format";
import type { Profile } from "../../model/profile.ts";
import { unitOf } from "../unit.ts";
import { activeSelf, shownFile, wholeCosts } from "./active.ts";
import { type LineCost, lineCosts } from "./line-costs.ts";

export function toPprof(profile: Profile): Uint8Array {
  const { meta, nodes } = profile;
  const { pprofType, pprofUnit, perCost, unit } = unitOf(profile);
  const strings = new StringTable();
  const places = new Places(profile, strings);
  const self = wholeCosts(activeSelf(profile), perCost);
  const calls = nodes.calls;
  const shares = new LineShares(profile, self, perCost);
  const samples: Sample[] = [];
  for (let node = 0; node < self.length; node++) {
    const cost = self[node] as number;
    const count = calls?.[node] ?? 0;
    if (cost === 0 && count === 0) continue;
    const callers = callersOf(profile, places, node);
    const frame = nodes.frame[node] as number;
    for (const [i, part] of shares.of(frame, cost).entries()) {
      const value = calls === undefined ? [part.cost] : [i === 0 ? count : 0, part.cost];
      samples.push(new Sample({ locationId: [places.at(frame, part.line), ...callers], value }));
    }
  }
  const type = (name: string, its: string): ValueType =>
    new ValueType({ type: strings.dedup(name), unit: strings.dedup(its) });
  const value = type(pprofType, pprofUnit);
  const started = Date.parse(meta.startedAt);
  const pprof = new Pprof({
    sampleType: calls === undefined ? [value] : [type("calls", "count"), value],
    sample: samples,
    location: places.locations,
    function: places.functions,
    stringTable: strings,
    ...(Number.isFinite(started) && { timeNanos: BigInt(started) * 1_000_000n }),
    ...(unit === "us" && { durationNanos: BigInt(Math.round(meta.wallUs * 1000)) }),
    ...(meta.intervalUs !== undefined && {
      periodType: value,
      period: Math.round(meta.intervalUs * 1000),
    }),
    comment: meta.notes.map((note) => strings.dedup(note)),
    defaultSampleType: strings.dedup(pprofType),
  });
  return gzipSync(pprof.encode());
}

/** Callers from the innermost on, at the lines of their calls. The root is no caller. */
function callersOf({ nodes }: Profile, places: Places, node: number): number[] {
  const ids: number[] = [];
  let child = node;
  for (let at = nodes.parent[node] as number; at > 0; at = nodes.parent[at] as number) {
    ids.push(places.at(nodes.frame[at] as number, nodes.callLine?.[child] ?? 0));
    child = at;
  }
  return ids;
}

class Places {
  readonly functions: Fn[] = [];
  readonly locations: Location[] = [];
  readonly #ids = new Map<string, number>();
  readonly #functionIds = new Map<number, number>();
  readonly #profile: Profile;
  readonly #strings: StringTable;

  constructor(profile: Profile, strings: StringTable) {
    this.#profile = profile;
    this.#strings = strings;
  }

  /** @returns the location's id, from 1; line 0 means the function's first */
  at(frame: number, line: number): number {
    const { frames } = this.#profile;
    const shown = line === 0 ? (frames.line[frame] as number) : line;
    const key = `${frame} ${shown}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.locations.length + 1;
      this.#ids.set(key, id);
      const at = new Line({ functionId: this.#function(frame), line: shown });
      this.locations.push(new Location({ id, line: [at] }));
    }
    return id;
  }

  #function(frame: number): number {
    const known = this.#functionIds.get(frame);
    if (known !== undefined) return known;
    const { frames } = this.#profile;
    const id = this.functions.length + 1;
    this.#functionIds.set(frame, id);
    const name = this.#strings.dedup(frames.name[frame] as string);
    const filename = this.#strings.dedup(shownFile(this.#profile, frames.file[frame] as string));
    const startLine = frames.line[frame] as number;
    // No systemName: pprof would take it for a mangled name of C++, and <module> for a template.
    this.functions.push(new Fn({ id, name, filename, startLine }));
    return id;
  }
}

/** Shares a node's cost out over its function's lines. */
class LineShares {
  readonly #ofFrame: LineCost[][];
  readonly #selfOf: Float64Array;

  constructor({ frames, nodes, lines }: Profile, self: Float64Array, perCost: number) {
    this.#selfOf = new Float64Array(frames.name.length);
    for (const [node, cost] of self.entries()) {
      const frame = nodes.frame[node] as number;
      this.#selfOf[frame] = (this.#selfOf[frame] as number) + cost;
    }
    this.#ofFrame = lineCosts(this.#selfOf, frames.line, lines, perCost);
  }

  /** @returns parts that sum to the cost; at least one */
  of(frame: number, cost: number): LineCost[] {
    const rows = this.#ofFrame[frame] ?? [];
    const whole = this.#selfOf[frame] as number;
    if (rows.length === 0 || cost === 0) return [{ line: 0, cost }];
    const costs = wholeCosts(
      rows.map((row) => row.cost / whole),
      cost,
    );
    const parts = rows.map(({ line }, i) => ({ line, cost: costs[i] as number }));
    return parts.filter((part) => part.cost > 0);
  }
}
