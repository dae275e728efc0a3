/** `hpts grade collect`: what was handed in, as one clean folder a student. */
import { relative, resolve } from "node:path";
import { safeText } from "@hpts/grade";
import { type Change, type CollectedRecord, collect } from "@hpts/grade/collect";
import { UsageError } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { progressLine } from "./progress-line.ts";

export interface GradeCollectOptions {
  readonly output: string;
  readonly lab: string;
  readonly branch?: string;
  readonly before?: string;
  readonly json?: boolean;
}

const SIGNS: Readonly<Record<Change, string>> = {
  new: "new",
  changed: "changed",
  unchanged: "unchanged",
  kept: "kept",
  none: "nothing of use",
};
/** Lines of reasons for one student; all of them are in the report. */
const MOST_REASONS = 3;

export async function collectWork(
  sources: readonly string[],
  { output, lab: labName, branch, before, json = false }: GradeCollectOptions,
): Promise<void> {
  const context = currentContext();
  const lab = labNamed(context, labName);
  const out = resolve(context.cwd, output);
  const line = progressLine(process.stderr);
  const { look } = context;
  const { records, changes } = await collect({
    ...{ root: context.root, cwd: context.cwd, lab, sources, out },
    ...(branch !== undefined && { branch }),
    ...(before !== undefined && { before: dateOf(before) }),
    onDone: (record, change, done, all) => {
      line.clear();
      if (!json && change !== "unchanged") {
        const paint = change === "none" ? look.red : change === "kept" ? look.yellow : look.green;
        const what = SIGNS[change].padEnd(14);
        console.log([`${paint(what)} ${shownName(record.id)}`, ...reasons(record)].join("\n"));
      }
      line.show(done, all);
    },
  }).finally(() => line.clear());
  if (json) console.log(JSON.stringify(records, null, 1));
  const taken = records.filter(({ isTaken }) => isTaken).length;
  const folder = relative(context.cwd, out) || ".";
  if (!json) {
    const counts = (Object.keys(changes) as Change[])
      .filter((change) => changes[change] > 0)
      .map((change) => `${changes[change]} ${SIGNS[change]}`);
    console.log(`${taken} of ${records.length} are in ${folder}: ${counts.join(", ")}`);
  }
  console.error(`hpts: what was left out, and why: ${folder}/collected.json`);
  if (taken < records.length || changes.kept > 0) process.exitCode = EXIT.notReached;
}

function reasons({ problem, leftOut, notes }: CollectedRecord): string[] {
  const texts = [
    ...(problem === "" ? [] : [problem]),
    ...notes,
    ...leftOut.map(({ path, why }) => `without ${shownName(path)}: ${why}`),
  ];
  const more = texts.length - MOST_REASONS;
  const shown = texts
    .slice(0, MOST_REASONS)
    .map((text) => `               ${shownName(text, 200)}`);
  return more > 0 ? [...shown, `               and ${more} more`] : shown;
}

/** @throws UsageError */
function dateOf(text: string): Date {
  const date = new Date(text);
  if (!Number.isNaN(date.getTime())) return date;
  throw new UsageError(`--before must be a date like 2026-11-30T23:59Z, got ${text}`);
}

/** Names may hold line ends, and signs that move the cursor. */
const shownName = (text: string, most = 80): string => safeText(text, most).replaceAll("\n", "?");
