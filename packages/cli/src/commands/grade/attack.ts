/** `hpts grade attack`: hostile submissions, and what became of them, by category. */
import { examineSandbox, type Level } from "@hpts/grade";
import {
  type Attack,
  type AttackRow,
  attackControl,
  attackGrader,
  type Outcome,
  readCatalogue,
  readProofs,
  rowsOf,
  VARIANTS,
} from "@hpts/grade/attack";
import { type Look, UsageError, wrap } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { printError } from "../../report.ts";
import { type ProgressLine, progressLine } from "./progress-line.ts";

export interface AttackOptions {
  readonly level?: readonly ("L3" | "L2")[];
  readonly category?: readonly string[];
  readonly id?: readonly string[];
  readonly control?: boolean;
  readonly list?: boolean;
  readonly jobs: number;
  readonly json?: boolean;
}

export async function attackInstallation(options: AttackOptions): Promise<void> {
  const context = currentContext();
  const attacks = chosen(readCatalogue(), options);
  if (options.list) {
    console.log(options.json ? JSON.stringify(attacks.map(named), null, 1) : listText(attacks));
    return;
  }
  const progress = progressLine(process.stderr);
  const labOf = (id: string) => labNamed(context, id);
  const run = { attacks, labOf, jobs: options.jobs };
  if (options.control) {
    const toDo = VARIANTS.length * attacks.length;
    const onOutcome = (_: Outcome, done: number): void => progress.show(done, toDo);
    const found = await attackControl(context.root, { ...run, onOutcome });
    progress.clear();
    const text = options.json
      ? JSON.stringify(found, null, 1)
      : controlText(attacks, found, context.look);
    console.log(text);
    return;
  }
  const levels = await levelsOf(options);
  if (levels.length === 0) {
    printError("no sandbox of this machine holds attacks; hpts grade doctor says what would help");
    process.exitCode = EXIT.environment;
    return;
  }
  await attackLevels(levels, run, options, progress);
}

async function attackLevels(
  levels: readonly Level[],
  run: {
    attacks: readonly Attack[];
    labOf: Parameters<typeof attackGrader>[1]["labOf"];
    jobs: number;
  },
  { json }: AttackOptions,
  progress: ProgressLine,
): Promise<void> {
  const { look } = currentContext();
  const { attacks } = run;
  const all: object[] = [];
  let before = 0;
  for (const level of levels) {
    const onOutcome = (_: Outcome, done: number): void =>
      progress.show(before + done, levels.length * attacks.length);
    const { outcomes, left } = await attackGrader(level, { ...run, onOutcome });
    before += attacks.length;
    const rows = rowsOf(attacks, outcomes, readProofs());
    if (left.length > 0 || rows.some(({ notStopped }) => notStopped.length > 0)) {
      process.exitCode = EXIT.notReached;
    }
    all.push({ level, outcomes, left });
    progress.clear();
    if (!json) console.log(`${levelText(level, rows, left, look)}\n`);
  }
  if (json) console.log(JSON.stringify(all, null, 1));
}

/** @throws UsageError for a category or an attack that is not there */
function chosen(all: readonly Attack[], { category, id }: AttackOptions): Attack[] {
  const numbers = new Set(all.map((attack) => String(attack.category.number)));
  const wrong = category?.find((one) => !numbers.has(one));
  if (wrong !== undefined) {
    throw new UsageError(`--category is one of 1 to ${numbers.size}, got ${wrong}`);
  }
  const unknown = id?.find((one) => !all.some((attack) => attack.id === one));
  if (unknown !== undefined) {
    throw new UsageError(`there is no attack ${unknown}; hpts grade attack --list names them all`);
  }
  return all.filter(
    (attack) =>
      (category === undefined && id === undefined) ||
      category?.includes(String(attack.category.number)) ||
      id?.includes(attack.id),
  );
}

/** @throws UsageError for a level that does not work here */
async function levelsOf({ level }: AttackOptions): Promise<Level[]> {
  if (level !== undefined) return level.map((one) => Number(one.slice(1)) as Level);
  const { level: strongest } = await examineSandbox();
  return strongest >= 2 ? [strongest] : [];
}

function levelText(
  level: Level,
  rows: readonly AttackRow[],
  left: readonly string[],
  look: Look,
): string {
  const { bold, green, red, signs } = look;
  const notStopped = rows.flatMap((row) => row.notStopped);
  const sum = (of: (row: AttackRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const notAsked = sum((row) => row.notAsked);
  const lines = [bold(`Attacks on sandboxes of level L${level}`), ""];
  lines.push("                                                      attacks  bite  stopped");
  for (const row of rows) lines.push(rowText(row, look));
  lines.push("");
  for (const { id, damage, why } of notStopped) {
    lines.push(...paragraph(`${signs.failing} ${id}: ${damage}: ${why}`, look).map(red));
  }
  for (const one of left) lines.push(red(`${signs.failing} at the end ${one}`));
  if (notAsked > 0) {
    lines.push(...paragraph(`${notAsked} asked for points that are not given here.`, look));
  }
  const count = `${sum((row) => row.stopped)} of ${sum((row) => row.attacks) - notAsked} attacks stopped`;
  const proved = `${sum((row) => row.proved)} of them bite a naive grader`;
  const isGood = notStopped.length + left.length === 0;
  lines.push((isGood ? green : red)(`${isGood ? signs.done : signs.failing} ${count}; ${proved}`));
  return lines.join("\n");
}

function rowText(
  { category, attacks, proved, stopped, notStopped }: AttackRow,
  look: Look,
): string {
  const isGood = notStopped.length === 0;
  const sign = isGood ? look.signs.done : look.signs.failing;
  const name = `${String(category.number).padStart(2)} ${category.title}`.padEnd(50).slice(0, 50);
  const counts = `${attacks}`.padStart(8) + `${proved}`.padStart(6) + `${stopped}`.padStart(9);
  return (isGood ? look.green : look.red)(` ${sign} ${name} ${counts}`);
}

function controlText(
  attacks: readonly Attack[],
  found: Awaited<ReturnType<typeof attackControl>>,
  look: Look,
): string {
  const lines = [look.bold("The same attacks on a naive grader"), ""];
  let biting = 0;
  for (const [i, attack] of attacks.entries()) {
    const outcomes = VARIANTS.map((variant) => ({ variant, ...found[variant][i]! }));
    const bites = outcomes.filter(({ damage }) => damage !== "none");
    if (bites.length > 0) biting++;
    lines.push(`${String(attack.category.number).padStart(2)} ${attack.id}`);
    const texts = bites.map(({ variant, damage, why }) => `${variant}: ${damage}: ${why}`);
    for (const text of texts.length > 0 ? texts : ["does not bite: a probe"]) {
      lines.push(...paragraph(text, look).map((line) => `   ${line}`));
    }
  }
  lines.push("", `${biting} of ${attacks.length} attacks bite`);
  return lines.join("\n");
}

const named = ({ id, category, tries }: Attack): object => ({ id, category, tries });

function listText(attacks: readonly Attack[]): string {
  const { look } = currentContext();
  let last = 0;
  return attacks
    .flatMap(({ id, category, tries }) => {
      const head = category.number === last ? [] : ["", `${category.number} ${category.title}`];
      last = category.number;
      return [...head.map(look.bold), `  ${id}`, ...paragraph(tries, look).map((t) => `    ${t}`)];
    })
    .join("\n")
    .trimStart();
}

const paragraph = (text: string, look: Look): string[] => wrap(text, look.width - 4);
