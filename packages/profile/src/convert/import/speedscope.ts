/**
 * speedscope's own format. https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources
 * and https://www.speedscope.app/file-format-schema.json
 */
import type { Profile } from "../../model/profile.ts";
import { type FramePlace, TreeBuilder } from "../../model/tree-builder.ts";
import type { ReaderOptions } from "../read.ts";
import type { Unit } from "../unit.ts";
import { absoluteFile } from "./absolute-file.ts";
import { JsonBytesError } from "./json-bytes.ts";

interface SpeedscopeProfile {
  readonly type?: unknown;
  readonly unit?: unknown;
  readonly samples?: readonly (readonly number[])[];
  readonly weights?: readonly number[];
  readonly startValue?: number;
  readonly events?: readonly { type?: unknown; frame?: unknown; at?: unknown }[];
}

interface SpeedscopeFile {
  readonly shared?: { readonly frames?: readonly Partial<Record<string, unknown>>[] };
  readonly profiles?: readonly SpeedscopeProfile[];
}

const UNITS: Readonly<Record<string, readonly [Unit, number]>> = {
  nanoseconds: ["us", 1e-3],
  microseconds: ["us", 1],
  milliseconds: ["us", 1e3],
  seconds: ["us", 1e6],
  bytes: ["bytes", 1],
  none: ["count", 1],
};

/** All profiles of the file that have the unit of its first one, added up. */
export function readSpeedscope(text: string, { meta, timeline = true }: ReaderOptions): Profile {
  const file = JSON.parse(text) as SpeedscopeFile;
  const { profiles, shared } = file;
  const [first] = Array.isArray(profiles) ? (profiles as SpeedscopeProfile[]) : [];
  if (first === undefined) throw new JsonBytesError('"profiles" holds no profile', 0);
  const [unit, factor] = UNITS[String(first.unit)] ?? UNITS["none"] ?? ["count", 1];
  const tree = new TreeBuilder();
  const frames = (Array.isArray(shared?.frames) ? shared.frames : []).map((frame) =>
    tree.frame(placeOf(frame, meta.cwd)),
  );
  const track = { node: [] as number[], durationUs: [] as number[] };
  const same = (profiles as SpeedscopeProfile[]).filter((one) => one?.unit === first.unit);
  const spend = (node: number, cost: number): void => {
    if (!Number.isFinite(cost) || cost < 0) throw new JsonBytesError(`a cost is ${cost}`, 0);
    tree.selfUs[node] = (tree.selfUs[node] as number) + cost * factor;
    track.node.push(node);
    track.durationUs.push(cost * factor);
  };
  const frameAt = (index: unknown): number => {
    const frame = frames[index as number];
    if (frame === undefined) throw new JsonBytesError(`there is no frame ${String(index)}`, 0);
    return frame;
  };
  for (const one of same) {
    if (one.type === "evented") addEvents(one, tree, frameAt, spend);
    else addStacks(one, tree, frameAt, spend);
  }
  const inOrder = timeline && same.length === 1 && unit === "us";
  return {
    meta: {
      engine: "imported",
      node: "",
      ...meta,
      wallUs: unit === "us" ? track.durationUs.reduce((sum, us) => sum + us, 0) : 0,
      ...(unit !== "us" && { unit }),
      notes: same.length > 1 ? [`${same.length} profiles of one file, added up.`] : [],
    },
    frames: tree.frames,
    nodes: tree.nodes([]),
    ...(inOrder && {
      timeline: {
        node: Int32Array.from(track.node),
        durationUs: Float64Array.from(track.durationUs),
      },
    }),
  };
}

function placeOf(frame: Partial<Record<string, unknown>> | null, cwd: string): FramePlace {
  const { name, file, line, col } = frame ?? {};
  const whole = (value: unknown): number =>
    Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31
      ? (value as number)
      : 0;
  return {
    name: typeof name === "string" ? name : "(anonymous)",
    file: typeof file === "string" ? absoluteFile(file, cwd) : "",
    line: whole(line),
    column: whole(col),
  };
}

type Spend = (node: number, cost: number) => void;

function addStacks(
  { samples, weights }: SpeedscopeProfile,
  tree: TreeBuilder,
  frameAt: (index: unknown) => number,
  spend: Spend,
): void {
  if (!Array.isArray(samples))
    throw new JsonBytesError('a profile has neither "samples" nor "events"', 0);
  for (const [i, stack] of samples.entries()) {
    if (!Array.isArray(stack)) throw new JsonBytesError(`sample ${i} is no list of frames`, 0);
    let node = 0;
    for (const index of stack) node = tree.node(node, frameAt(index));
    spend(node, weights?.[i] ?? 1);
  }
}

function addEvents(
  { events, startValue = 0 }: SpeedscopeProfile,
  tree: TreeBuilder,
  frameAt: (index: unknown) => number,
  spend: Spend,
): void {
  if (!Array.isArray(events)) throw new JsonBytesError('"events" is no list', 0);
  const path = [0];
  let clock = startValue;
  for (const event of events) {
    const at = event?.at;
    if (typeof at !== "number") throw new JsonBytesError('an event has no "at"', 0);
    if (at > clock) spend(path.at(-1) as number, at - clock);
    clock = Math.max(clock, at);
    if (event.type === "O") path.push(tree.node(path.at(-1) as number, frameAt(event.frame)));
    else if (path.length > 1) path.pop();
  }
}
