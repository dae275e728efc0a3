/** `hpts check`: faults in the content of labs and pages, for authors and for CI. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { labFolders, UsageError, wrap, writePristineRecord } from "@hpts/labkit/lab";
import type { Fault, LabLint } from "@hpts/labkit/lint";
import { type Context, currentContext, labNamed } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { WIDTH } from "../report.ts";
import { ReportFile } from "../report-file.ts";

export interface CheckFlags {
  readonly record?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/** What `--report` writes, for `npm test` to count. */
interface ContentReport {
  readonly passed: number;
  readonly faults: readonly Fault[];
}

export async function checkContent(names: readonly string[], flags: CheckFlags): Promise<void> {
  const context = currentContext();
  const dirs = labDirs(names, context);
  refuseForStudents(context);
  const report = flags.report === undefined ? undefined : new ReportFile(flags.report);
  // Loads vitest, which takes its time: only when the arguments are known to be right.
  const { lintLab, lintPages, lintRecord } = await import("@hpts/labkit/lint");
  const isAuthor = Boolean(process.env["HPTS_AUTHOR"]);
  if (flags.record) {
    if (!isAuthor) refuseToRecordWork(dirs.filter((dir) => lintRecord(dir).length > 0));
    for (const dir of dirs) writePristineRecord(dir);
  }
  const labs: LabLint[] = [];
  for (const dir of dirs) {
    const lint = await lintLab(context.root, dir);
    // Only authors promise that starter/ is the one that is handed out.
    const record = isAuthor ? lintRecord(dir) : [];
    labs.push({ ...lint, faults: [...lint.faults, ...record] });
    if (!flags.json) printLab(labs.at(-1)!, context);
  }
  const pages = names.length === 0 ? lintPages(context.root) : [];
  if (!flags.json) for (const fault of pages) console.log(faultLine(fault, "", context));
  const content = contentReport(labs, pages);
  report?.write(content);
  if (flags.json) console.log(JSON.stringify({ labs, pages }, null, 1));
  else console.log(`${count(labs.length, "lab")}, ${count(content.faults.length, "fault")}`);
  if (content.faults.length > 0) process.exitCode = EXIT.notReached;
}

/** The students' repository lacks what half of the rules are about. */
function refuseForStudents({ root }: Context): void {
  const folders = labFolders(root);
  const hasAuthors = (dir: string): boolean =>
    ["solution", "wrong", "NOTES.md"].some((name) => existsSync(join(dir, name)));
  if (folders.length === 0 || folders.some(hasAuthors)) return;
  throw new UsageError(
    "hpts check is for authors: the labs of this repository have neither solutions nor notes",
  );
}

/**
 * Whether starters were changed by their author or hold a student's work, nobody can see; and with
 * the record of a student's work, `hpts reset` would have no original any more.
 */
function refuseToRecordWork(changed: readonly string[]): void {
  const [lab] = changed
    .filter((dir) => existsSync(join(dir, "pristine.json")))
    .map((dir) => basename(dir));
  if (lab === undefined) return;
  throw new UsageError(
    `labs/${lab}/starter is not as it was handed out. If it holds a student's work, ` +
      `\`hpts reset ${lab}\` brings the original back. If you are its author, and it is to be handed ` +
      "out as it is now, set HPTS_AUTHOR=1 and try again",
  );
}

function labDirs(names: readonly string[], context: Context): string[] {
  const dirs = labFolders(context.root);
  // By folder first: a lab with an unusable lab.json is looked at all the same.
  const dirOf = (name: string): string =>
    dirs.find((dir) => basename(dir) === basename(name).replace(/^lab-/, "")) ??
    labNamed(context, name).dir;
  if (names.length > 0) return names.map(dirOf);
  if (dirs.length === 0) throw new UsageError("the course has no labs");
  return dirs;
}

function contentReport(labs: readonly LabLint[], pages: readonly Fault[]): ContentReport {
  const broken = (lab: LabLint): number => new Set(lab.faults.map(({ rule }) => rule)).size;
  const passed = labs.reduce((sum, lab) => sum + Math.max(0, lab.rules - broken(lab)), 0);
  return { passed, faults: [...labs.flatMap((lab) => lab.faults), ...pages] };
}

function printLab(lint: LabLint, context: Context): void {
  const { lab, exercises, rules, faults } = lint;
  const { look } = context;
  const work = workText(lint);
  const [sign, paint] =
    faults.length === 0 ? [look.signs.done, look.green] : [look.signs.failing, look.red];
  console.log(paint(` ${sign} ${lab}  ${exercises} exercises, ${rules} rules`));
  if (work !== "") console.log(`   ${work}`);
  for (const fault of faults) console.log(faultLine(fault, `${lab}/`, context));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function workText({ isWorkedOn, lacksOriginal }: LabLint): string {
  if (lacksOriginal) {
    return "starter/ was changed and its original was not found, so it was not checked";
  }
  return isWorkedOn ? "starter/ holds a student's work, so its original was checked" : "";
}

/** One line, for other programs; on a terminal as many as it takes. */
function faultLine(
  { rule, file, line, message }: Fault,
  prefix: string,
  { look }: Context,
): string {
  const place = line === undefined ? prefix + file : `${prefix}${file}:${line}`;
  const lead = `   ${rule.padEnd(9)} `;
  const width = process.stdout.isTTY ? Math.min(look.width, WIDTH) - lead.length : Infinity;
  const [first = "", ...more] = wrap(`${place}  ${message}`, width);
  const painted = look.cyan(place) + first.slice(place.length);
  return [look.red(lead) + painted, ...more.map((text) => " ".repeat(lead.length) + text)].join(
    "\n",
  );
}
