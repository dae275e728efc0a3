/**
 * A class in Markdown, as GitHub shows it as a step summary: at most 1 MiB, or nothing of it is
 * shown, so that the last students may be only counted.
 *
 * Source: docs.github.com, "Workflow commands", step isolation and limits.
 */
import { inline } from "./markdown.ts";
import { type Exported, type Mark, type Shown, shownOf } from "./shown.ts";

const MOST_BYTES = 1_000_000;

export function* summaryMarkdown(all: Iterable<Exported>): Generator<string> {
  const marks: Mark[] = [];
  const passed = new Map<string, { title: string; count: number; of: number }>();
  const rows: string[] = [];
  let bytes = 0;
  let more = 0;
  let lab = "";
  for (const { result } of all) {
    const shown = shownOf(result);
    lab = shown.lab;
    marks.push(shown.mark);
    countPassed(shown, passed);
    const row = rowOf(shown);
    bytes += Buffer.byteLength(row);
    if (bytes < MOST_BYTES) rows.push(row);
    else more++;
  }
  yield `# Lab ${inline(lab)}\n\n${totalsOf(marks)}\n\n`;
  if (passed.size > 0) yield "| exercise | passed |\n|---|--:|\n";
  for (const [id, { title, count, of }] of passed) {
    yield `| ${inline(id)} ${inline(title)} | ${count} of ${of} |\n`;
  }
  yield "\n| student | points | not passed |\n|---|--:|---|\n";
  yield* rows;
  if (more > 0) yield `\nAnd ${more} more students, for whom there is no room here.\n`;
}

function totalsOf(marks: readonly Mark[]): string {
  const count = (kind: Mark["kind"]): number => marks.filter((mark) => mark.kind === kind).length;
  const parts = [`${marks.length} submissions: ${count("mark")} graded`];
  if (count("inconclusive") > 0) parts.push(`${count("inconclusive")} too noisy to tell`);
  if (count("practice") > 0) parts.push(`${count("practice")} practice without a mark`);
  if (count("ungradable") > 0) parts.push(`${count("ungradable")} cannot be graded`);
  if (count("infrastructure") > 0) {
    parts.push(`**${count("infrastructure")} not graded for a fault of the grader**`);
  }
  return parts.join(", ");
}

function countPassed(
  { exercises }: Shown,
  passed: Map<string, { title: string; count: number; of: number }>,
): void {
  for (const { id, title, status } of exercises) {
    if (status === "ungraded") continue;
    const { count, of } = passed.get(id) ?? { count: 0, of: 0 };
    passed.set(id, { title, count: count + (status === "pass" ? 1 : 0), of: of + 1 });
  }
}

function rowOf({ student, mark, exercises }: Shown): string {
  const failed = exercises.filter(({ status }) => status !== "pass" && status !== "ungraded");
  const points = mark.kind === "mark" ? `${mark.score}/${mark.max}` : "–";
  const notes = mark.kind === "mark" ? failed.map(({ id }) => id).join(" ") : mark.reason;
  return `| ${inline(student)} | ${points} | ${inline(notes)} |\n`;
}
