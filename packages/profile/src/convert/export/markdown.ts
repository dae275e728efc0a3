/** Tables for GitHub: the functions and lines that cost most. What graders and reviews quote. */
import { FRAME_KINDS, type Profile } from "../../model/profile.ts";
import { frameTotals } from "../../model/totals.ts";
import { unitOf } from "../unit.ts";
import { activeSelf, shownFile } from "./active.ts";

const MOST_ROWS = 15;

export function toMarkdown(profile: Profile): string {
  const { meta, nodes } = profile;
  const { shown, perShown } = unitOf(profile);
  const active = { ...profile, nodes: { ...nodes, selfUs: activeSelf(profile) } };
  const whole = active.nodes.selfUs.reduce((sum, cost) => sum + cost, 0);
  const figure = (cost: number): string => `${threeDigits(cost / perShown)}${shown && ` ${shown}`}`;
  const share = (cost: number): string =>
    whole === 0 ? "" : `${((100 * cost) / whole).toFixed(1)} %`;
  const lines = [`### Profile of ${code(meta.command.join(" ") || "a program")}`, ""];
  const facts = [`engine ${meta.engine}`, `${figure(whole)} in all`];
  if (meta.samples !== undefined) facts.push(`${meta.samples} samples`);
  lines.push(`${facts.join(", ")}.`, "", ...functionTable(active, figure, share));
  const rows = lineTable(active, figure, share);
  if (rows.length > 0) lines.push("", ...rows);
  for (const note of meta.notes) lines.push("", `> ${cell(note)}`);
  return `${lines.join("\n")}\n`;
}

type Words = (cost: number) => string;

function functionTable(profile: Profile, figure: Words, share: Words): string[] {
  const { frames } = profile;
  const { selfUs, totalUs, calls, primitiveCalls } = frameTotals(profile);
  const all = frames.name
    .map((_, frame) => frame)
    .filter((frame) => FRAME_KINDS[frames.kind[frame] as number] !== "root")
    .filter((frame) => (selfUs[frame] as number) > 0 || (calls?.[frame] ?? 0) > 0)
    .sort((a, b) => (selfUs[b] as number) - (selfUs[a] as number));
  const head = [
    "function",
    "place",
    ...(calls ? ["calls"] : []),
    "self",
    "self %",
    "total",
    "total %",
  ];
  const align = head.map((_, i) => (i < 2 ? "---" : "--:"));
  const rows = all.slice(0, MOST_ROWS).map((frame) => {
    const file = frames.file[frame] as string;
    const place = file === "" ? "" : code(`${shownFile(profile, file)}:${frames.line[frame]}`);
    const [self, total] = [selfUs[frame] as number, totalUs[frame] as number];
    const primitive = primitiveCalls?.[frame] ?? calls?.[frame];
    const count =
      primitive === calls?.[frame] ? `${calls?.[frame]}` : `${calls?.[frame]}/${primitive}`;
    return [
      code(frames.name[frame] as string),
      place,
      ...(calls ? [count] : []),
      figure(self),
      share(self),
      figure(total),
      share(total),
    ];
  });
  const left = all.length - rows.length;
  const table = [head, align, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return left > 0 ? [...table, "", `${left} more functions.`] : table;
}

function lineTable({ frames, lines, ...rest }: Profile, figure: Words, share: Words): string[] {
  if (lines === undefined || lines.line.length === 0) return [];
  const profile = { frames, lines, ...rest };
  const rows = Array.from(lines.line.keys())
    .filter((row) => (lines.selfUs[row] as number) > 0)
    .sort((a, b) => (lines.selfUs[b] as number) - (lines.selfUs[a] as number))
    .slice(0, MOST_ROWS)
    .map((row) => {
      const frame = lines.frame[row] as number;
      const place = code(`${shownFile(profile, frames.file[frame] as string)}:${lines.line[row]}`);
      const cost = lines.selfUs[row] as number;
      const hits = lines.hits === undefined ? [] : [`${lines.hits[row]}`];
      return [place, code(frames.name[frame] as string), ...hits, figure(cost), share(cost)];
    });
  const head = ["line", "in", ...(lines.hits === undefined ? [] : ["hits"]), "self", "self %"];
  const align = head.map((_, i) => (i < 2 ? "---" : "--:"));
  return [head, align, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

/** A bar would end the cell, a newline the table, and a back-tick the code. */
const cell = (text: string): string => text.replace(/[\r\n]+/g, " ").replace(/\|/g, "\\|");
const code = (text: string): string => `\`${cell(text).replace(/`/g, "'")}\``;

function threeDigits(value: number): string {
  if (value === 0) return "0";
  return Math.abs(value) >= 1000 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`;
}
