/**
 * Collapsed stacks: `<module> (taylor.ts:1);taylor (taylor.ts:4) 30`, what flamegraph.pl, inferno
 * and speedscope read. Numbers are whole microseconds, or bytes.
 * https://github.com/brendangregg/FlameGraph#2-fold-stacks
 */
import type { Profile } from "../../model/profile.ts";
import { activeSelf, shownFile, wholeCosts } from "./active.ts";

export function toCollapsed(profile: Profile): string {
  const { frames, nodes } = profile;
  const costs = wholeCosts(activeSelf(profile), 1);
  const labels = frames.name.map((name, i) => {
    const file = frames.file[i] as string;
    const place = file === "" ? "" : ` (${shownFile(profile, file)}:${frames.line[i]})`;
    return (name + place).replace(/[;\r\n]/g, ":");
  });
  const paths: string[] = ["(root)"];
  const lines: string[] = [];
  for (let node = 0; node < costs.length; node++) {
    const parent = nodes.parent[node] as number;
    const label = labels[nodes.frame[node] as number] as string;
    if (node > 0) paths.push(parent === 0 ? label : `${paths[parent]};${label}`);
    if ((costs[node] as number) > 0) lines.push(`${paths[node]} ${costs[node]}`);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}
