/**
 * The batches of one case in their order, a panel a process: how it settles, and where the collector
 * ran. The first call is known, the batches that warmed up are only counted.
 */
import type { CaseRecord, RunRecord } from "@hpts/bench";
import type { Axis, Band, Chart, Datum, Layer, Panel } from "../model.ts";
import { quantityText } from "../quantity.ts";
import { linearDomain, logDomain } from "../scales.ts";
import { machinesOf, nameOf, plural } from "./machine.ts";

export interface WarmupOptions {
  /** "sort n=1000". @default the first case with batches */
  readonly case?: string;
  /** @default "Batches of <case> in their order" */
  readonly title?: string;
}

/** @throws RangeError if there is no such case, or none with batches */
export function warmup(run: RunRecord, options: WarmupOptions = {}): Chart {
  const record = caseOf(run, options.case);
  const name = nameOf(record);
  const processes = record.generations
    .filter(({ batches }) => batches.length > 0)
    .map((one) => batchesOf(one, record.subtractedNs));
  const values = processes.flatMap(({ first, data }) => [first.y, ...data.map(({ y }) => y)]);
  const least = Math.min(...values);
  const isLog = least > 0 && Math.max(...values) / least > MOST_LINEAR;
  const endS = Math.max(...processes.map((one) => one.endS)) || 1;
  const x: Axis = {
    label: "measured time",
    unit: "s",
    scale: "linear",
    domain: [-endS * BEFORE_FIRST, endS * 1.02],
  };
  const y: Axis = {
    label: "time a call",
    unit: "s",
    scale: isLog ? "log" : "linear",
    domain: isLog ? logDomain(values) : linearDomain(values),
  };
  const heightPx = processes.length > 2 ? 130 : 220;
  const collected = processes.flatMap(({ bands }) => bands).length;
  const counted = processes.map(({ data }) => data.length).join(", ");
  return {
    kind: "warmup",
    title: options.title ?? `Batches of ${name} in their order`,
    summary: `${processes.map(sentence).join(" ")} ${collected === 0 ? "No batch was collected in." : `The collector ran in ${collected} of the batches.`}`,
    caption: [
      `A point is a batch, the mean of its calls by the clock on the wall; n = ${plural(counted, "batch", "batches")}, a panel for each process.`,
      "The first point is the very first call. Batches that warmed up lie between it and the others, and are not drawn.",
      ...(collected > 0 ? ["Shaded: batches in which the collector ran."] : []),
      machinesOf([run]),
    ],
    series: processes.map(({ label }, i) => ({ name: label, style: i })),
    panels: processes.map(({ first, data, bands }, i): Panel => {
      const layers: Layer[] = [
        { series: i, form: "points", data: [first] },
        { series: i, form: "line-points", data },
      ];
      return { x, y, heightPx, layers, marks: [], bands };
    }),
  };
}

/** Beyond this ratio of the longest to the shortest time the axis is logarithmic. */
const MOST_LINEAR = 5;
/** Room left of 0, where the first call stands, as a share of the axis. */
const BEFORE_FIRST = 0.02;
const NS = 1e-9;

function caseOf(run: RunRecord, wanted: string | undefined): CaseRecord {
  const withBatches = run.cases.filter(({ generations }) =>
    generations.some(({ batches }) => batches.length > 0),
  );
  const found = withBatches.find((one) => wanted === undefined || nameOf(one) === wanted);
  if (found !== undefined) return found;
  const known = withBatches.map((one) => nameOf(one)).join(", ");
  throw new RangeError(
    known === ""
      ? "expected a run with batches, got one in which no case has any; run hpts bench again"
      : `expected a case of the run (${known}), got ${wanted}`,
  );
}

interface Process {
  readonly label: string;
  readonly first: Datum;
  readonly data: readonly Datum[];
  readonly bands: readonly Band[];
  readonly endS: number;
}

function batchesOf(
  { pid, firstCallNs, warmupBatches, batches, k }: CaseRecord["generations"][number],
  subtractedNs: number,
): Process {
  let atS = 0;
  const bands: Band[] = [];
  const data = batches.map(([wallNs, , , gcNs]): Datum => {
    const from = atS;
    atS += wallNs * NS;
    if (gcNs > 0) bands.push({ from, to: atS });
    const gc = gcNs > 0 ? { note: `collector ${quantityText(gcNs * NS, "s")}` } : {};
    return { x: (from + atS) / 2, y: Math.max(wallNs / k - subtractedNs, 0) * NS, ...gc };
  });
  const note = `first call; ${warmupBatches} batches of warm-up follow`;
  return {
    label: `process ${pid}`,
    first: { x: 0, y: firstCallNs * NS, note },
    data,
    bands,
    endS: atS,
  };
}

function sentence({ label, first, data }: Process): string {
  const last = data.at(-1)!;
  return `${label}: first call ${quantityText(first.y, "s")}, last batch ${quantityText(last.y, "s")} a call.`;
}
