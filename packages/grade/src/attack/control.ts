/**
 * The control: the same submissions for a grader as many are (attacks/control/naive-grader.mjs). An
 * attack that neither beats nor harms it proves nothing about ours.
 *
 * It runs in a box of its own, so that nobody else is harmed: bubblewrap with its own processes and
 * network, folders in memory, and limits. Nothing in the box is ours but copies.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import type { Machine } from "../sandbox/machine.ts";
import { makeWorkspace, removeCgroup, removeFolder } from "../sandbox/workspace.ts";
import type { Attack, Damage, Outcome } from "./attack.ts";
import { type Box, boxCommand, groupOf } from "./box.ts";
import { ATTACKS_DIR, parseFiles } from "./catalogue.ts";
import { handInAttack, type Places } from "./hand-in.ts";

export type Variant = "kept" | "restored";
export const VARIANTS: readonly Variant[] = ["restored", "kept"];

const LIMIT_MS = 20_000;
/** What is still there so long after the grader has ended stays. */
const SETTLE_MS = 700;
const HOME = "/home/teacher";
const LEAK_PORT = 8099;
const NOISY_BYTES = 20_000_000;
const MUCH_BYTES = 100_000_000;

/** What observer.mjs says. */
interface Report {
  readonly passed: readonly string[];
  readonly hasVerdict: boolean;
  readonly verdictChanged: boolean;
  readonly hung: boolean;
  readonly printed: number;
  readonly workflowLines: boolean;
  readonly escapes: boolean;
  readonly formulas: boolean;
  readonly markup: boolean;
  readonly written: number;
  readonly tokenShown: boolean;
  readonly received: string;
  readonly changed: readonly string[];
  readonly testsChanged: readonly string[];
  readonly left: readonly string[];
}

export interface Control {
  grade(attack: Attack, lab: Lab, variant: Variant): Promise<Outcome>;
  close(): void;
}

/** @param root the course's folder, with its packages installed */
export function openControl(machine: Machine, root: string): Control {
  const dir = makeWorkspace();
  let count = 0;
  return {
    async grade(attack, lab, variant) {
      const folder = join(dir, `box-${++count}`);
      const begun = performance.now();
      try {
        const places = placesFor(lab);
        const run = { attack, lab, variant, folder, machine, root, places };
        prepare(run);
        const report = await runBox(run);
        const { damage, why } = damageOf(attack, variant, report);
        const durationMs = Math.round(performance.now() - begun);
        return { id: attack.id, damage, why, isAsked: true, durationMs };
      } finally {
        removeFolder(folder);
      }
    },
    close: () => removeFolder(dir),
  };
}

function placesFor(lab: Lab): Places {
  const token = `token-${randomBytes(9).toString("base64url")}`;
  const solution = join(lab.dir, "solution");
  return { home: HOME, token, leakPort: LEAK_PORT, solution, lab: lab.dir };
}

interface Run {
  readonly attack: Attack;
  readonly lab: Lab;
  readonly variant: Variant;
  readonly folder: string;
  readonly machine: Machine;
  readonly root: string;
  readonly places: Places;
}

function prepare({ attack, lab, folder, machine: { isRoot }, places }: Run): void {
  const given = join(folder, "given");
  const { files } = parseFiles(
    readFileSync(join(ATTACKS_DIR, "control", `${lab.manifest.id}.files`), "utf8"),
  );
  for (const [path, text] of files) {
    mkdirSync(dirname(join(given, path)), { recursive: true });
    writeFileSync(join(given, path), text);
  }
  mkdirSync(join(given, "tests"), { recursive: true });
  for (const id of attack.asks) {
    const test = join(given, "tests", `${id}.test.ts`);
    if (!existsSync(test)) cpSync(join(lab.dir, "tests", `${id}.test.ts`), test);
  }
  // What tests are made of; whoever has texts of tests of its own (P4) uses it as well.
  for (const folderOfTests of ["bench", "golden"]) {
    const from = join(lab.dir, "tests", folderOfTests);
    if (existsSync(from)) cpSync(from, join(given, "tests", folderOfTests), { recursive: true });
  }
  const course = join(folder, "lab");
  cpSync(given, course, { recursive: true });
  cpSync(join(lab.dir, "solution"), join(course, "solution"), { recursive: true });
  cpSync(join(lab.dir, "node_modules"), join(course, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.includes("/.vite"),
  });
  handInAttack(attack, lab.dir, join(folder, "submission"), places);
  if (isRoot) execFileSync("chown", ["-R", "-h", "65534:65534", folder]);
}

async function runBox(run: Run): Promise<Report | undefined> {
  const { attack, lab, variant, folder, machine, root, places } = run;
  const mark = `report-${randomBytes(9).toString("hex")} `;
  const group = groupOf(machine);
  const options = {
    ...places,
    labDir: lab.dir,
    given: "/given",
    submission: "/submission",
    variant,
    asks: attack.asks,
    gradings: attack.gradings,
    ...(lab.manifest.id === "testing" && { suite: "starter/evolve.spec.ts" }),
    limitMs: LIMIT_MS,
    settleMs: SETTLE_MS,
    mark,
  };
  const box: Box = {
    ...{ machine, root, labDir: lab.dir, lab: join(folder, "lab") },
    ...{ given: join(folder, "given"), submission: join(folder, "submission") },
    joinFiles: group?.joinFiles ?? [],
  };
  const [command, ...args] = boxCommand(box, ["/control/observer.mjs", JSON.stringify(options)]);
  const child = spawn(command!, args, {
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS + SETTLE_MS + 10_000);
  const text = await outputOf(child);
  clearTimeout(timer);
  if (group !== undefined) await removeCgroup(group);
  const line = text.split("\n").findLast((one) => one.startsWith(mark));
  if (line === undefined && process.env["HPTS_ATTACK_DEBUG"]) console.error(text.slice(0, 3000));
  return line === undefined ? undefined : (JSON.parse(line.slice(mark.length)) as Report);
}

const MOST_OUTPUT = 3_000_000;

function outputOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on("data", (bytes: Buffer) => {
        if (text.length < MOST_OUTPUT) text += bytes.toString();
      });
    }
    child.on("close", () => resolve(text));
    child.on("error", () => resolve(""));
  });
}

/** Without a report, whoever wrote it has been killed: that is harm as well. */
function damageOf(
  attack: Attack,
  variant: Variant,
  report: Report | undefined,
): { damage: Damage; why: string } {
  if (report === undefined)
    return { damage: "harmed", why: "the grader and its observer are gone" };
  const forged = report.passed.filter((id) => !attack.earns.includes(id));
  if (forged.length > 0) return { damage: "forged", why: `${forged.join(", ")} passed` };
  const why = harmsOf(attack, variant, report);
  return { damage: why.length > 0 ? "harmed" : "none", why: why.join("; ") };
}

function harmsOf(attack: Attack, variant: Variant, report: Report): string[] {
  // Who believes the exit code gives all or nothing anyway.
  const keeps = variant === "kept" ? [] : attack.keeps;
  const lost = keeps.filter((id) => !report.passed.includes(id));
  const first = ([one = "", ...more]: readonly string[]): string =>
    more.length === 0 ? one : `${one} and ${more.length} more`;
  const harms: [boolean, string][] = [
    [report.hung, "hung"],
    [!report.hung && !report.hasVerdict, "died without a verdict"],
    [report.verdictChanged, "the verdict changed afterwards"],
    [report.left.length > 0, `left running: ${first(report.left)}`],
    [report.changed.length > 0, `changed: ${first(report.changed)}`],
    [
      report.testsChanged.length > 0,
      `tests changed: ${first(report.testsChanged.map((file) => basename(file)))}`,
    ],
    [
      report.received !== "",
      report.received.includes("token") ? "the token was sent away" : "a server was reached",
    ],
    [report.tokenShown, "the token was printed"],
    [report.workflowLines, "workflow commands in the log"],
    [report.escapes, "terminal escapes in the log"],
    [report.formulas, "formulas in the table of feedback"],
    [report.markup, "markup in the page of feedback"],
    [report.written > MUCH_BYTES, "the disk was filled"],
    [report.printed > NOISY_BYTES, "the log was flooded"],
    [lost.length > 0, `${lost.join(", ")} lost`],
  ];
  return harms.filter(([happens]) => happens).map(([, text]) => text);
}
