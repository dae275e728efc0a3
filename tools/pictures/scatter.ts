/** The picture of the lab timing: the same call does not take the same time twice, least of all here. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runFile } from "@hpts/bench";
import { distribution, toSvg } from "@hpts/viz/chart";

const FILE = join(import.meta.dirname, "scatter.bench.ts");
const HOGS = 3;

export async function drawScatter(file: string): Promise<void> {
  const alone = await runFile(FILE, { asNamed: "scatter.bench.ts" });
  const hogs = Array.from({ length: HOGS }, () => spawn(process.execPath, ["-e", "for (;;);"]));
  try {
    const busy = await runFile(FILE, { asNamed: "scatter.bench.ts" });
    const chart = distribution([alone, busy], {
      title: "The same call, timed again and again",
      labels: ["nothing else runs", `${HOGS} busy processes`],
    });
    writeFileSync(file, toSvg(chart, { widthPx: 760 }));
  } finally {
    for (const hog of hogs) hog.kill("SIGKILL");
  }
}
