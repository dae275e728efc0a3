/** "Why is it slow?" for a terminal. */
import { type Look, wrap } from "@hpts/labkit/lab";
import { shareText, timesText } from "./amounts.ts";
import type { SlowLine, WhySlow } from "./why-slow.ts";

/** @param look colours and width; no colour carries meaning alone */
export function whySlowText({ lines, whole, cannotTell }: WhySlow, look: Look): string {
  if (lines.length === 0) return "No line of your code took time worth a word.";
  const blocks = lines.map((line, i) => blockOf(line, i + 1, look));
  const about = [...whole, ...cannotTell].flatMap((text) => wrap(text, look.width));
  return [...blocks, look.dim(about.join("\n"))].join("\n\n");
}

function blockOf(line: SlowLine, rank: number, look: Look): string {
  const [finding] = line.findings;
  if (finding === undefined) return "";
  const ran = line.hits === undefined ? "" : `, ran ${timesText(line.hits)}`;
  const place = `${line.file}:${line.line} ${line.name}`;
  const head = look.bold(`${rank}  ${shareText(line.share)} of the time${ran}`);
  const source = `   ${look.cyan(line.text.slice(0, look.width - 3))}`;
  const why = line.sameAs === undefined ? finding.why : `As in line ${line.sameAs}.`;
  const told = wrap(`${finding.seen} ${why}`, look.width - 3);
  const asked = line.sameAs === undefined ? wrap(finding.ask, look.width - 5) : [];
  return [
    `${head}  ${look.dim(place)}`,
    source,
    ...told.map((text) => `   ${text}`),
    ...asked.map((text, i) => `   ${i === 0 ? "?" : " "} ${text}`),
  ].join("\n");
}
