/**
 * Levels that do not hold what attacks do, L1 and L0, for information: each attack and its judge in a
 * box of their own, as the control has one.
 */
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Lab } from "@hpts/labkit/lab";
import { type Box, boxCommand, groupOf } from "../src/attack/box.ts";
import type { Attack, Outcome } from "../src/attack/self-test.ts";
import { lookAtMachine } from "../src/sandbox/machine.ts";
import { makeWorkspace, removeCgroup, removeFolder } from "../src/sandbox/workspace.ts";

const LIMIT_MS = 180_000;
const PROGRAM = fileURLToPath(import.meta.resolve("./attack-in-box.ts"));

/** Who does not live to tell is harmed. */
export async function attackBoxed(
  level: 0 | 1,
  attack: Attack,
  { root, lab }: { readonly root: string; readonly lab: Lab },
): Promise<Outcome> {
  const machine = lookAtMachine();
  const folder = makeWorkspace();
  const group = groupOf(machine);
  const begun = performance.now();
  try {
    for (const name of ["given", "submission"]) mkdirSync(join(folder, name));
    cpSync(lab.dir, join(folder, "lab"), { recursive: true, verbatimSymlinks: true });
    if (machine.isRoot) execFileSync("chown", ["-R", "-h", "65534:65534", folder]);
    const box: Box = {
      ...{ machine, root, labDir: lab.dir, lab: join(folder, "lab") },
      ...{ given: join(folder, "given"), submission: join(folder, "submission") },
      joinFiles: group?.joinFiles ?? [],
      // L1 is another user than the judge's, which only root can take.
      staysRoot: level === 1,
    };
    const mark = `outcome-${randomBytes(9).toString("hex")} `;
    const tsx = fileURLToPath(import.meta.resolve("tsx"));
    const program = ["--import", tsx, PROGRAM, root, String(level), attack.id, mark];
    const text = await outputOf(boxCommand(box, program));
    const line = text.split("\n").findLast((one) => one.startsWith(mark));
    if (line !== undefined) return JSON.parse(line.slice(mark.length)) as Outcome;
    if (process.env["HPTS_ATTACK_DEBUG"]) console.error(text.slice(-2000));
    const durationMs = Math.round(performance.now() - begun);
    const why = "the judge is gone, or did not come to an end";
    return { id: attack.id, damage: "harmed", why, isAsked: true, durationMs };
  } finally {
    if (group !== undefined) await removeCgroup(group);
    removeFolder(folder);
  }
}

function outputOf([command, ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command!, args, { stdio: ["ignore", "pipe", "pipe"] });
    const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes: Buffer) => {
        text = (text + bytes.toString()).slice(-100_000);
      });
    }
    child.on("close", () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}
