/** The picture of the lab profiling: where the slides' simulator, as it is handed out, spends its time. */
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { profileData, runProgram } from "@hpts/profile";
import { profileModel } from "@hpts/viz/profile";
import { ROOT } from "../src/sources.ts";
import { escaped, svgText } from "./svg.ts";

const PROGRAM = join(ROOT, "labs", "profiling", "starter", "simul.ts");
const WIDTH = 760;
const ROW = 26;
const TOP = 36;
/** Yellow to red of Okabe and Ito, lightened: black text stays readable. */
const FILLS = ["#f5d76e", "#f0b95a", "#e99f6b", "#f3c98b"];

export async function drawFlame(file: string): Promise<void> {
  const { profile } = await runProgram(PROGRAM, { engine: "sample", output: "ignore" });
  if (profile === undefined) throw new Error(`${PROGRAM} left no profile`);
  const model = profileModel(profileData(profile));
  const layout = model.leftHeavy;
  const body: string[] = [
    `<text x="20" y="24">${escaped(basename(PROGRAM))} of this lab, sampled: wide is long, what stands below was called from above</text>`,
  ];
  const rows = layout.rowStart.length - 1;
  const scale = (WIDTH - 40) / layout.width;
  for (let row = 0; row < rows; row++) {
    for (let at = layout.rowStart[row]!; at < layout.rowStart[row + 1]!; at++) {
      const x = 20 + layout.start[at]! * scale;
      const wide = (layout.end[at]! - layout.start[at]!) * scale;
      if (wide < 1.5) continue;
      const name = model.data.functions.name[model.tree.functionOf[layout.node[at]!]!]!;
      const y = TOP + row * ROW;
      const share = Math.round(((layout.end[at]! - layout.start[at]!) / layout.width) * 100);
      body.push(
        `<rect class="box" x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${ROW}" fill="${FILLS[row % FILLS.length]}"><title>${escaped(name)}, ${share} %</title></rect>`,
      );
      const text = `${name} ${share} %`;
      if (wide > text.length * 7.4)
        body.push(
          `<text class="small onbox" x="${(x + 6).toFixed(1)}" y="${y + 17}">${escaped(text)}</text>`,
        );
    }
  }
  const height = TOP + rows * ROW + 12;
  const title = "A flame graph of the simulator of the lab profiling";
  writeFileSync(file, svgText({ width: WIDTH, height, title, body }));
}
