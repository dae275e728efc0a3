/** What a frame costs in the terminal: time to draw it, and what is written. */
import { runOurs } from "./programs.ts";
import { inTurn, row, spread } from "./rounds.ts";
import type { Size } from "./saving.ts";

const POINTS = [3, 1e3, 1e4, 1e5];
const TARGETS: Readonly<Record<number, readonly [ms: number, bytes: number]>> = { 1e4: [1, 4500] };

export async function terminalTable({ rounds, frames }: Size): Promise<string> {
  const rows: string[] = [];
  for (const points of POINTS) {
    const ms: number[] = [];
    const bytes: number[] = [];
    await inTurn(rounds, `terminal, ${points} points`, [
      () => {
        const [oneMs, oneBytes] = JSON.parse(runOurs("terminal-frames.ts", points, frames));
        ms.push(oneMs);
        bytes.push(oneBytes);
      },
    ]);
    const [mostMs = "", mostBytes = ""] = TARGETS[points] ?? [];
    rows.push(row([points, spread(ms), mostMs, spread(bytes), mostBytes]));
  }
  return `## In the terminal

The same circles in 80 x 24 characters, ${frames} frames after 50 that do not count, each number of points
in a fresh process, ${rounds} rounds. Of a frame: ms from the moved points to the text that is written
(the median), and its bytes (the mean).

| points | ms | at most | bytes | at most |
|---|---|---|---|---|
${rows.join("\n")}
`;
}
