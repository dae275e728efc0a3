/** `pnpm claims`: what the arguments ask for, done. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { TOPICS } from "../index.ts";
import { type Fault, pageFaults, recordFaults } from "./check.ts";
import type { Claim } from "./claim.ts";
import { filledPage } from "./fill.ts";
import { type Measured, measureClaim } from "./measure-claim.ts";
import { numberText, rangeText, withUnit } from "./number-text.ts";
import { claimsPage } from "./page.ts";
import { CLAIMS_PAGE, pages, RECORD, ROOT, source } from "./pages.ts";
import { buildProcesses, ProcessError } from "./processes.ts";
import { readRecord, withMeasured, writeRecord } from "./record.ts";

export const HELP = `Measures what the course claims, and keeps its texts true.

  pnpm claims                             measures all claims: minutes
  pnpm claims evolve-hypot strings        a claim, and all of a topic
  pnpm claims --node ~/node24/bin/node    with another Node; may be given more than once

      --write    also records what was measured: docs/measurements/claims.json, and the page
                 docs/handbook/reference/claims.md
      --json     a line of JSON for each claim
      --list     the claims, without measuring
      --fill     writes the recorded figures into the texts' links, and the page anew
      --check    whether texts and record agree; measures nothing

Exit codes: 0 all in range · 1 one out of range, or a fault in a text · 2 usage · 3 a Node that does not
run · 4 inconclusive: the machine is too noisy to tell.
Every claim and its figures: docs/handbook/reference/claims.md`;

const OPTIONS = {
  node: { type: "string", multiple: true, default: [] as string[] },
  write: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  list: { type: "boolean", default: false },
  fill: { type: "boolean", default: false },
  check: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

export class UsageError extends Error {}

/** @returns the exit code @throws UsageError, ProcessError */
export async function command(
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const { values, positionals } = read(args);
  if (values.help) {
    print(HELP);
    return 0;
  }
  if (values.list) return list(print);
  if (values.fill) fill(print);
  if (values.check) return check(print);
  if (values.fill) return 0;
  const nodes = values.node.length > 0 ? values.node : [process.execPath];
  return measure(chosen(positionals), nodes, values, print);
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
  }
}

/** Claims by their ids and by topics' titles; all without any. */
function chosen(names: readonly string[]): Claim[] {
  if (names.length === 0) return TOPICS.flatMap(({ claims }) => claims);
  return names.flatMap((name) => {
    const topic = TOPICS.find(({ title }) => title.toLowerCase() === name.toLowerCase());
    if (topic !== undefined) return topic.claims;
    const claim = TOPICS.flatMap(({ claims }) => claims).find(({ id }) => id === name);
    if (claim !== undefined) return [claim];
    throw new UsageError(`there is no claim and no topic ${name}; pnpm claims --list shows all`);
  });
}

async function measure(
  claims: readonly Claim[],
  nodes: readonly string[],
  { write, json }: { write: boolean; json: boolean },
  print: (line: string) => void,
): Promise<number> {
  const processes = await buildProcesses();
  const all: Measured[] = [];
  try {
    for (const claim of claims) {
      for (const node of nodes) {
        const measured = await measureClaim(claim, (side) => processes.ask(node, claim, side));
        all.push(measured);
        print(
          json ? JSON.stringify({ id: claim.id, ...measured, claim: undefined }) : line(measured),
        );
        if (write) record([measured]);
      }
    }
  } finally {
    processes.remove();
  }
  if (all.some(({ verdict }) => verdict === "out of range")) return 1;
  return all.some(({ verdict }) => verdict === "inconclusive") ? 4 : 0;
}

const SIGNS = { "in range": "✓", "out of range": "✗", inconclusive: "~" } as const;

function line({ claim, node, figure, range, verdict }: Measured): string {
  const { id, unit, sentence } = claim;
  const said = withUnit(numberText(figure.median, unit), unit);
  const spread = `${rangeText(figure, unit)} in fresh processes`;
  const limits = `range ${rangeText(range, unit)}`;
  const text = sentence.replace("{}", numberText(figure.median, unit));
  return `${SIGNS[verdict]} ${id}  ${said}  (${spread}; ${limits}; Node ${node})  ${verdict}\n  ${text}`;
}

/** At once after each claim: an interrupted run keeps what it has. */
function record(measured: readonly Measured[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const ids = TOPICS.flatMap(({ claims }) => claims.map(({ id }) => id));
  const now = withMeasured(readRecord(RECORD), measured, date);
  writeRecord(RECORD, now, ids);
  mkdirSync(dirname(CLAIMS_PAGE), { recursive: true });
  writeFileSync(CLAIMS_PAGE, claimsPage(TOPICS, now));
}

function list(print: (line: string) => void): number {
  for (const { title, claims } of TOPICS) {
    print(title);
    for (const { id, sentence } of claims)
      print(`  ${id.padEnd(28)} ${sentence.replace("{}", "…")}`);
  }
  return 0;
}

function fill(print: (line: string) => void): void {
  const { claims, record } = source();
  writeFileSync(CLAIMS_PAGE, claimsPage(TOPICS, record));
  for (const path of pages()) {
    const file = join(ROOT, path);
    const before = readFileSync(file, "utf8");
    const after = filledPage(before, { claims, record });
    if (after === before) continue;
    writeFileSync(file, after);
    print(`filled ${path}`);
  }
}

function check(print: (line: string) => void): number {
  const faults = allFaults();
  for (const { file, line, message } of faults) print(`${file}:${line}  ${message}`);
  print(faults.length === 0 ? "texts and record agree" : `${faults.length} faults`);
  return faults.length === 0 ? 0 : 1;
}

/** Of every page, of the record, and of the page made from it. */
export function allFaults(): Fault[] {
  const all = source();
  const made = claimsPage(TOPICS, all.record);
  const isFresh = readFileSync(CLAIMS_PAGE, "utf8") === made;
  return [
    ...pages().flatMap((path) => pageFaults(path, readFileSync(join(ROOT, path), "utf8"), all)),
    ...recordFaults(all),
    ...(isFresh ? [] : [STALE]),
  ];
}

const STALE: Fault = {
  file: "docs/handbook/reference/claims.md",
  line: 1,
  message: "is not what the claims and their record make; pnpm claims --fill",
};

export { ProcessError };
