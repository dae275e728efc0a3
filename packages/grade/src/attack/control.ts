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
import { cgroupName, makeWorkspace, removeCgroup, removeFolder } from "../sandbox/workspace.ts";
import type { Attack, Damage, Outcome } from "./attack.ts";
import { ATTACKS_DIR, parseFiles } from "./catalogue.ts";
import { handInAttack, type Places } from "./hand-in.ts";

export type Variant = "kept" | "restored";
export const VARIANTS: readonly Variant[] = ["restored", "kept"];

const LIMIT_MS = 20_000;
/** What is still there so long after the grader has ended stays. */
const SETTLE_MS = 700;
const MEMORY_BYTES = 1536 * 1024 * 1024;
const TASKS = 400;
const HOME = "/home/teacher";
const LEAK_PORT = 8099;
const NOISY_BYTES = 20_000_000;

/** What observer.mjs says. */
interface Report {
  readonly passed: readonly string[];
  readonly hasVerdict: boolean;
  readonly verdictChanged: boolean;
  readonly hung: boolean;
  readonly printed: number;
  readonly workflowLines: boolean;
  readonly escapes: boolean;
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
      const number = ++count;
      const folder = join(dir, `box-${number}`);
      const begun = performance.now();
      try {
        prepare(attack, lab, folder, machine);
        const report = await runBox({ attack, lab, variant, folder, machine, root, number });
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

let places: Places;

function prepare(attack: Attack, lab: Lab, folder: string, { isRoot }: Machine): void {
  places = placesFor(lab);
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
  const planted = join(lab.dir, "tests/bench/planted.ts");
  if (existsSync(planted)) cpSync(planted, join(given, "tests/planted.ts"));
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

interface Box {
  readonly attack: Attack;
  readonly lab: Lab;
  readonly variant: Variant;
  readonly folder: string;
  readonly machine: Machine;
  readonly root: string;
  readonly number: number;
}

async function runBox(box: Box): Promise<Report | undefined> {
  const { attack, lab, variant, machine, number } = box;
  const mark = `report-${randomBytes(9).toString("hex")} `;
  const group = machine.cgroups?.create(cgroupName(1_000_000 + number), {
    memoryBytes: 2 * MEMORY_BYTES,
    tasks: TASKS,
  });
  const options = {
    ...places,
    labDir: lab.dir,
    given: "/given",
    submission: "/submission",
    variant,
    asks: attack.asks,
    ...(lab.manifest.id === "testing" && { suite: "starter/evolve.spec.ts" }),
    limitMs: LIMIT_MS,
    settleMs: SETTLE_MS,
    mark,
  };
  const [command, ...args] = [
    ...joining(group?.joinFiles ?? []),
    ...limiting(machine),
    ...boxCommand(box),
    "/control/observer.mjs",
    JSON.stringify(options),
  ];
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

function joining(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const script = 'for f in $1; do echo 0 > "$f" || exit 97; done; shift; exec "$@"';
  return ["/bin/sh", "-c", script, "sh", files.join(" ")];
}

function limiting({ isRoot, setpriv, prlimit }: Machine): string[] {
  const user =
    isRoot && setpriv !== undefined
      ? [setpriv, "--reuid", "65534", "--regid", "65534", "--clear-groups", "--"]
      : [];
  const limits =
    prlimit === undefined
      ? []
      : [
          prlimit,
          `--data=${MEMORY_BYTES}`,
          `--fsize=${256 * 1024 * 1024}`,
          `--nproc=${4 * TASKS}`,
          "--core=0",
          "--",
        ];
  return [...user, ...limits];
}

function boxCommand({ lab, folder, machine, root }: Box): string[] {
  const readable = ["/usr", "/lib", "/lib64", "/bin", "/etc/alternatives"].filter((path) =>
    existsSync(path),
  );
  return [
    machine.bwrap!,
    ...["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"],
    ...["--setenv", "PATH", `${dirname(machine.nodeFile)}:/usr/bin:/bin`],
    ...readable.flatMap((path) => ["--ro-bind", path, path]),
    ...(machine.nodeFile.startsWith("/usr/")
      ? []
      : ["--ro-bind", dirname(dirname(machine.nodeFile)), dirname(dirname(machine.nodeFile))]),
    ...["--ro-bind", root, root, "--bind", join(folder, "lab"), lab.dir],
    ...["--ro-bind", join(folder, "given"), "/given"],
    ...["--ro-bind", join(folder, "submission"), "/submission"],
    ...["--ro-bind", join(ATTACKS_DIR, "control"), "/control"],
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--size", String(64 * 1024 * 1024), "--tmpfs", "/tmp"],
    ...["--size", String(64 * 1024 * 1024), "--tmpfs", "/home"],
    ...["--", machine.nodeFile],
  ];
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
    [report.printed > NOISY_BYTES, "the log was flooded"],
    [lost.length > 0, `${lost.join(", ")} lost`],
  ];
  return harms.filter(([happens]) => happens).map(([, text]) => text);
}
