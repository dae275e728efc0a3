/**
 * A call graph for graphviz: `dot -Tsvg`. Functions with their share of the whole, the dearer the
 * redder; arrows with their share and calls. https://graphviz.org/doc/info/lang.html
 */
import type { Profile } from "../../model/profile.ts";
import { frameTotals } from "../../model/totals.ts";
import { activeSelf, kindOf, shownFile } from "./active.ts";
import { callEdges } from "./call-edges.ts";

/** Less is left out, as in gprof2dot. */
const LEAST_FUNCTION_SHARE = 0.005;
const LEAST_CALL_SHARE = 0.001;

export function toDot(profile: Profile): string {
  const { nodes, frames } = profile;
  const self = activeSelf(profile);
  const active = { ...profile, nodes: { ...nodes, selfUs: self } };
  const whole = self.reduce((sum, cost) => sum + cost, 0);
  const totals = frameTotals(active);
  const share = (cost: number | undefined): number => (whole === 0 ? 0 : (cost ?? 0) / whole);
  const isShown = frames.name.map(
    (_, frame) =>
      kindOf(profile, frame) !== "root" && share(totals.totalUs[frame]) >= LEAST_FUNCTION_SHARE,
  );
  const lines = [
    "digraph profile {",
    '  node [shape=box, style="filled,rounded", fontname="Helvetica", fontsize=10, margin="0.12,0.06"];',
    '  edge [fontname="Helvetica", fontsize=9];',
  ];
  for (const [frame, name] of frames.name.entries()) {
    if (!isShown[frame]) continue;
    const file = frames.file[frame] as string;
    const total = share(totals.totalUs[frame]);
    const calls = totals.calls?.[frame];
    const label = [
      name,
      file === "" ? "" : `${shownFile(profile, file)}:${frames.line[frame]}`,
      `${percent(total)} (self ${percent(share(totals.selfUs[frame]))})`,
      calls === undefined || calls === 0 ? "" : `${calls}\u00d7`,
    ];
    const text = label
      .filter((one) => one !== "")
      .map(escaped)
      .join("\\n");
    lines.push(`  f${frame} [label="${text}", ${colours(total)}];`);
  }
  for (const { caller, callee, calls, cost } of byPair(callEdges(active, self))) {
    if (!isShown[caller] || !isShown[callee]) continue;
    if (caller !== callee && share(cost) < LEAST_CALL_SHARE) continue;
    const words = [...(caller === callee ? [] : [percent(share(cost))])];
    if (nodes.calls !== undefined) words.push(`${calls}\u00d7`);
    const width = Math.max(0.5, share(cost) * 4).toFixed(2);
    lines.push(`  f${caller} -> f${callee} [label="${words.join("\\n")}", penwidth=${width}];`);
  }
  return `${lines.join("\n")}\n}\n`;
}

function byPair(edges: ReturnType<typeof callEdges>) {
  const pairs = new Map<string, { caller: number; callee: number; calls: number; cost: number }>();
  for (const { caller, callee, calls, cost } of edges) {
    const key = `${caller} ${callee}`;
    const pair = pairs.get(key) ?? { caller, callee, calls: 0, cost: 0 };
    pair.calls += calls;
    pair.cost += cost;
    pairs.set(key, pair);
  }
  return pairs.values();
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const escaped = (text: string): string => text.replace(/["\\]/g, "\\$&").replace(/[\r\n]+/g, " ");

/** From pale yellow to a strong red; text stays readable on both. */
function colours(share: number): string {
  const hue = 0.16 * (1 - Math.sqrt(share));
  const saturation = 0.15 + 0.7 * Math.sqrt(share);
  return `fillcolor="${hue.toFixed(3)} ${saturation.toFixed(3)} 1.000", color="0 0 0.5"`;
}
