/** The page `docs/handbook/reference/claims.md`, one heading a claim. Made from the record. Pure. */
import { type Claim, MAJORS, rangeOn, type Topic } from "./claim.ts";
import { numberText, rangeText, withUnit } from "./number-text.ts";
import { type ClaimRecord, type RecordedFigure, spreadOver } from "./record.ts";

export function claimsPage(topics: readonly Topic[], record: ClaimRecord): string {
  const count = topics.reduce((sum, { claims }) => sum + claims.length, 0);
  const contents = topics.map(({ title }) => `[${title}](#${anchorOf(title)})`).join(" · ");
  return `# Claims: every figure of the course, and the command that measures it

<!-- made by: pnpm claims --write; not to be edited -->

${count} sentences about V8 and about this course. Numbers in the course's texts are links to here. An "x"
means that the first thing named takes so many times the time of the second. A figure is the median of
fresh processes, in brackets its 95 % interval; it must lie in the range, whose ends are wide enough
for other machines of this kind. Ratios travel better than times, and sizes better than both. Yours, in
the course's own repository: \`pnpm claims <id>\`.

${contents}

${topics.map((topic) => section(topic, record)).join("\n")}
${conditions(record)}`;
}

function section({ title, claims }: Topic, record: ClaimRecord): string {
  return `## ${title}\n\n${claims.map((claim) => entry(claim, record[claim.id] ?? {})).join("\n")}`;
}

function entry(claim: Claim, figures: NonNullable<ClaimRecord[string]>): string {
  const { id, sentence, unit, measure } = claim;
  const spread = spreadOver(figures);
  const inSentence = spread === undefined ? "…" : rangeText(spread, unit);
  const rows = MAJORS.map((major) => {
    const figure = figures[major];
    const range = rangeText(rangeOn(claim, major), unit);
    return `| ${major} | ${figure === undefined ? "not measured" : said(figure, unit)} | ${range} |`;
  });
  return `### ${id}

${sentence.replace("{}", inSentence)}

| Node | measured | range |
|---|---|---|
${rows.join("\n")}

How: ${measure.method}. Again: \`pnpm claims ${id}\`.
`;
}

function said(figure: RecordedFigure, unit: Claim["unit"]): string {
  const { median, low, high } = figure;
  const number = withUnit(numberText(median, unit), unit);
  return low === high ? number : `${number} (${rangeText({ low, high }, unit)})`;
}

/** Machines and versions behind the figures. */
function conditions(record: ClaimRecord): string {
  const figures = Object.values(record).flatMap((one) => Object.values(one));
  if (figures.length === 0) return "";
  const days = figures.map(({ date }) => date).toSorted();
  const versions = new Set(figures.map(({ node, v8 }) => `Node ${node} (V8 ${v8})`));
  const cpus = new Set(figures.map(({ cpu }) => cpu));
  const span = days[0] === days.at(-1) ? `on ${days[0]}` : `from ${days[0]} to ${days.at(-1)}`;
  return `## Conditions

Measured ${span} on ${Array.from(cpus).join(", ")}: ${Array.from(versions).toSorted().join(", ")}. Shared
cores under changing load.
`;
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}
