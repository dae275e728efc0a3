/** The results of many in a table for the terminal: one line a student, then what they have in common. */
import type { Look } from "@hpts/labkit/lab";
import { safeText } from "../report/safe-text.ts";
import type { GradeResult, TestResult } from "../result.ts";
import { columnsOf, fitted } from "./columns.ts";

/** What the table needs of a result: 10,000 whole results would be too much to hold. */
export interface Row {
  readonly student: string;
  readonly status: GradeResult["status"];
  readonly problem: string;
  readonly score: number | null;
  readonly max: number;
  readonly isMark: boolean;
  readonly tests: readonly Pick<TestResult, "id" | "title" | "status">[];
}

export function rowOf({
  submission,
  status,
  problem,
  score,
  max,
  isMark,
  tests,
}: GradeResult): Row {
  const short = tests.map(({ id, title, status }) => ({ id, title, status }));
  return { student: submission.id, status, problem, score, max, isMark, tests: short };
}

const WIDEST_NAME = 30;

export function renderTable(rows: readonly Row[], look: Look): string {
  if (rows.length === 0) return "no results";
  const names = rows.map(({ student }) => oneLine(student));
  const widest = Math.min(WIDEST_NAME, Math.max(7, ...names.map(columnsOf)));
  const lines = [look.bold(`${fitted("student", widest)}  points  not passed`)];
  for (const [i, row] of rows.entries()) lines.push(lineOf(row, names[i]!, widest, look));
  return [...lines, "", ...exerciseLines(rows, look), "", ...totalLines(rows)].join("\n");
}

function lineOf(row: Row, name: string, widest: number, look: Look): string {
  const { signs, green, red, yellow, width } = look;
  const isFull = row.status === "graded" && row.score === row.max;
  const points = row.status === "graded" ? `${row.score}/${row.max}` : "–";
  const [sign, paint] = isFull
    ? [signs.done, green]
    : row.status === "infrastructure"
      ? ["!", yellow]
      : [signs.failing, red];
  const start = `${fitted(name, widest, signs.dots)} ${sign} ${points.padStart(5)}  `;
  const room = width - widest - 10;
  return (paint(start) + fitted(notesOf(row), room, signs.dots)).trimEnd();
}

function notesOf({ status, problem, tests }: Row): string {
  if (status === "ungradable") return `cannot be graded: ${oneLine(problem)}`;
  if (status === "infrastructure") return `NOT GRADED, our fault: ${oneLine(problem)}`;
  const failed = tests.filter((test) => test.status !== "pass" && test.status !== "ungraded");
  return failed.map((test) => test.id + (REMARKS[test.status] ?? "")).join(" ");
}

const REMARKS: Partial<Record<TestResult["status"], string>> = {
  todo: " (to do)",
  timeout: " (too slow)",
  inconclusive: " (too noisy to tell)",
};

function exerciseLines(rows: readonly Row[], look: Look): string[] {
  const passed = new Map<string, { title: string; count: number; of: number }>();
  for (const { tests } of rows) {
    for (const { id, title, status } of tests) {
      if (status === "ungraded") continue;
      const one = passed.get(id) ?? { title, count: 0, of: 0 };
      passed.set(id, { title, count: one.count + (status === "pass" ? 1 : 0), of: one.of + 1 });
    }
  }
  return [...passed].map(([id, { title, count, of }]) => {
    const full = Math.round((count / of) * BAR);
    const bar = look.signs.full.repeat(full) + look.signs.empty.repeat(BAR - full);
    return `${id.padEnd(4)} ${bar} ${String(count).padStart(5)} of ${of}  ${title}`.slice(
      0,
      look.width,
    );
  });
}

const BAR = 20;

function totalLines(rows: readonly Row[]): string[] {
  const graded = rows.filter(({ status }) => status === "graded");
  const count = (status: Row["status"]): number =>
    rows.filter((row) => row.status === status).length;
  const parts = [`${rows.length} submissions: ${graded.length} graded`];
  if (count("ungradable") > 0) parts.push(`${count("ungradable")} cannot be graded`);
  if (count("infrastructure") > 0) parts.push(`${count("infrastructure")} NOT GRADED (our fault)`);
  const lines = [parts.join(", ")];
  const scores = graded.map(({ score }) => score ?? 0).toSorted((a, b) => a - b);
  if (scores.length > 0) {
    const [first, last] = [scores[0], scores.at(-1)];
    lines.push(`points: median ${medianOf(scores)}, from ${first} to ${last} of ${graded[0]!.max}`);
  }
  if (graded.some(({ isMark }) => !isMark)) {
    lines.push("NO MARKS: the sandbox is too weak; see hpts grade doctor");
  }
  return lines;
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const oneLine = (text: string): string => safeText(text, 200).replaceAll(/\s+/g, " ");
