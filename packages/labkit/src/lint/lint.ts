/**
 * The content lint, `hpts check`: whether every lab keeps the lab contract, and every page's links
 * lead somewhere. It looks at the starters as they were handed out, so a student's work is no fault.
 */
import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { labFolders } from "../lab/course.ts";
import { ManifestError, readManifest } from "../lab/lab-json.ts";
import {
  currentRecord,
  keepPristineCopies,
  PRISTINE_FILE,
  pristineDir,
  readPristineRecord,
} from "../lab/pristine.ts";
import { type Fault, type HandedOut, type LintedLab, listFiles, type Rule } from "./fault.ts";
import { checkFiles } from "./files.ts";
import { checkHintTexts } from "./hint-texts.ts";
import { checkLinks } from "./links.ts";
import { checkMessages } from "./messages.ts";
import { checkReadme } from "./readme.ts";
import { checkRuns } from "./runs.ts";
import { checkStarters } from "./starters.ts";

const RULES: readonly Rule[] = [
  checkFiles,
  checkStarters,
  checkHintTexts,
  checkReadme,
  checkMessages,
];
/** The rules above and: manifest, links, pristine, starter, solution, wrong. */
const RULE_COUNT = RULES.length + 6;

export interface LabLint {
  /** The lab's folder, relative to the course. */
  readonly lab: string;
  readonly exercises: number;
  readonly rules: number;
  readonly faults: readonly Fault[];
  /** Whether `starter/` differs from what is recorded as handed out: a student's work. */
  readonly isWorkedOn: boolean;
  /** Whether what was handed out could not be found, so that the starter was not checked. */
  readonly lacksOriginal: boolean;
}

export async function lintLab(root: string, dir: string): Promise<LabLint> {
  const lab = relative(root, dir).split(sep).join("/");
  const linted = readForLint(dir);
  const base = { lab, rules: RULE_COUNT, isWorkedOn: false, lacksOriginal: false };
  if ("fault" in linted) return { ...base, exercises: 0, faults: [linted.fault] };
  const statics = [
    ...checkNames(linted, labFolders(root)),
    ...RULES.flatMap((rule) => rule(linted)),
    ...checkLinks(dir, markdownIn(dir)),
  ];
  // What the tests say of a lab without its files would only repeat the faults found above.
  const isRunnable = !statics.some(({ rule }) => rule === "files");
  const faults = isRunnable ? [...statics, ...(await checkRuns(linted))] : statics;
  return {
    ...base,
    exercises: linted.manifest.exercises.length,
    faults,
    isWorkedOn: isWorkedOn(linted),
    lacksOriginal: linted.starter === undefined,
  };
}

/** What lab.json says of labs must fit the folders that there are. */
function checkNames({ dir, manifest }: LintedLab, folders: readonly string[]): Fault[] {
  const ids = folders.map((folder) => basename(folder));
  const fault = (message: string): Fault => ({ rule: "manifest", file: "lab.json", message });
  const unknown = manifest.buildsOn.filter((id) => !ids.includes(id));
  return [
    ...(manifest.id === basename(dir)
      ? []
      : [fault(`id: must be the folder's name, ${basename(dir)}, got ${manifest.id}`)]),
    ...unknown.map((id) =>
      fault(`buildsOn: there is no lab "${id}"; there are: ${ids.join(", ")}`),
    ),
  ];
}

/** Faults of pages outside the labs: README, docs, packages. */
export function lintPages(root: string): Fault[] {
  const labs = labFolders(root);
  const pages = markdownIn(root).filter((file) => !labs.some((dir) => file.startsWith(dir + sep)));
  return checkLinks(root, pages);
}

/**
 * For authors: `starter/` is to be handed out as it is now, so the record must say so. (In a
 * student's copy the two differ as soon as they work, and that is no fault.)
 */
export function lintRecord(dir: string): Fault[] {
  if (!differsFromRecord(dir)) return [];
  const message = "does not fit starter/: run `hpts check --record` if starter/ is as it should be";
  return [{ rule: "pristine", file: PRISTINE_FILE, message }];
}

/** Whether `starter/` is no longer what the record says. */
function differsFromRecord(dir: string): boolean {
  const [recorded, current] = [readPristineRecord(dir), currentRecord(dir)];
  const names = new Set([...Object.keys(recorded), ...Object.keys(current)]);
  return [...names].some((name) => recorded[name] !== current[name]);
}

/** A record that lacks a file of lab.json is an author's mistake, and no student's work. */
function isWorkedOn({ dir, manifest }: LintedLab): boolean {
  const recorded = readPristineRecord(dir);
  const isWhole = manifest.exercises.every(({ file }) => file.slice("starter/".length) in recorded);
  return isWhole && differsFromRecord(dir);
}

function readForLint(dir: string): LintedLab | { fault: Fault } {
  try {
    return { dir, manifest: readManifest(dir), starter: handedOut(dir) };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const file = error.message.includes(PRISTINE_FILE) ? PRISTINE_FILE : "lab.json";
    const message = error.message.replace(join(dir, file), "").trim();
    return { fault: { rule: "manifest", file, message } };
  }
}

function handedOut(dir: string): HandedOut | undefined {
  const files = Object.keys(readPristineRecord(dir));
  // Without a record file, which the rule "files" reports, starter/ itself is all there is.
  if (!existsSync(join(dir, PRISTINE_FILE)))
    return { dir: join(dir, "starter"), files: listFiles(join(dir, "starter")) };
  return keepPristineCopies(dir).length > 0 ? undefined : { dir: pristineDir(dir), files };
}

const SKIPPED = new Set(["node_modules", "dist", ".git", ".turbo", ".hpts"]);

function markdownIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}
