/**
 * callgrind: what we write, what valgrind and pyprof2calltree write.
 * https://valgrind.org/docs/manual/cl-format.html, section "Grammar"
 *
 * Of several events the first is taken. Objects (`ob=`), jumps and parts are passed over.
 */
import type { Profile } from "../../model/profile.ts";
import type { ReaderOptions } from "../read.ts";
import type { Unit } from "../unit.ts";
import { CallGraph } from "./callgrind-graph.ts";
import { treeOfGraph } from "./graph-tree.ts";
import { textLines } from "./text-lines.ts";

/** Events whose unit is known: [unit, how many of the model's units one is]. */
const EVENTS: Readonly<Record<string, readonly [Unit, number]>> = {
  ns: ["us", 1e-3],
  Nanoseconds: ["us", 1e-3],
  us: ["us", 1],
  Microseconds: ["us", 1],
  ms: ["us", 1e3],
  bytes: ["bytes", 1],
  Bytes: ["bytes", 1],
};

/** @throws SyntaxError that names the line */
export function readCallgrind(bytes: Buffer, { meta }: ReaderOptions): Profile {
  const file = parse(bytes);
  const [unit, factor] = EVENTS[file.event] ?? (["count", 1] as const);
  const tree = treeOfGraph(file.graph, {
    factor,
    cwd: meta.cwd,
    areCallsCounted: !(file.described("Calls") ?? "").startsWith("not counted"),
  });
  return {
    meta: {
      engine: "imported",
      node: file.described("Node") ?? "",
      ...meta,
      command: file.command === "" ? meta.command : [file.command],
      startedAt: file.described("Started") ?? meta.startedAt,
      wallUs: unit === "us" ? tree.totalCost : 0,
      ...(unit !== "us" && { unit }),
      notes: [
        "callgrind keeps pairs of caller and callee: longer paths of calls are estimated from them.",
        ...(unit === "count"
          ? [`Costs are numbers of the event ${file.event || "(unnamed)"}.`]
          : []),
      ],
    },
    ...tree.tables,
  };
}

interface CallgrindFile {
  readonly graph: CallGraph;
  readonly event: string;
  readonly command: string;
  described(key: string): string | undefined;
}

function parse(bytes: Buffer): CallgrindFile {
  const graph = new CallGraph();
  const header = new Map<string, string>();
  const descriptions = new Map<string, string>();
  let lineColumn = 0;
  let columns = 1;
  let isCall = false;
  for (const { text, number } of textLines(bytes)) {
    const line = text.trim();
    if (line === "" || line.startsWith("#")) continue;
    const fail = (what: string): never => {
      throw new SyntaxError(`line ${number}: ${what}: ${line.slice(0, 60)}`);
    };
    const [, key, value = ""] = /^([a-z]+) ?= ?(.*)$/.exec(line) ?? [];
    if (key === "calls") {
      const [count, ...target] = value.split(/\s+/).map(Number);
      if (!(Number.isFinite(count) && (count as number) >= 0)) fail("expected a number of calls");
      const first = target[lineColumn] ?? 0;
      graph.call(count as number, Number.isInteger(first) && first < 2 ** 31 ? first : 0);
      isCall = true;
    } else if (key !== undefined) {
      if (!graph.name(key, value) && !PASSED_OVER.has(key)) fail("unknown record");
    } else if (/^[0-9+*-]/.test(line)) {
      const words = line.split(/\s+/);
      const at = graph.position(words[lineColumn] as string);
      // A line may have fewer costs than there are events: the others are 0.
      const cost = Number(words[columns] ?? 0);
      if (at === undefined || !Number.isFinite(cost) || cost < 0)
        fail("expected a line and a cost");
      if (!graph.cost(at as number, cost, isCall)) fail("a cost before the first fn=");
      isCall = false;
    } else {
      const [, name, rest] = /^([A-Za-z]+):\s*(.*)$/.exec(line) ?? [];
      if (name === undefined || rest === undefined) fail("expected callgrind");
      else if (name === "desc") note(descriptions, rest);
      else header.set(name, rest);
      if (name === "positions") {
        const words = (rest ?? "").split(/\s+/);
        columns = words.length;
        lineColumn = Math.max(0, words.indexOf("line"));
      }
    }
  }
  return {
    graph,
    event: (header.get("events") ?? "").split(/\s+/)[0] ?? "",
    command: header.get("cmd") ?? "",
    described: (key) => descriptions.get(key),
  };
}

const PASSED_OVER: ReadonlySet<string> = new Set([
  "ob",
  "cob",
  "jump",
  "jcnd",
  "jfi",
  "jfn",
  "rcalls",
]);

function note(descriptions: Map<string, string>, text: string): void {
  const at = text.indexOf(":");
  if (at > 0) descriptions.set(text.slice(0, at), text.slice(at + 1).trim());
}
