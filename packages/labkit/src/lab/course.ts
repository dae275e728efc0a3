/**
 * Where the course lies on this machine, and which labs it has.
 */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { findUp } from "./find-up.ts";
import { type LabManifest, ManifestError, readManifest } from "./lab-json.ts";

/** A mistake in how a command was called: exit code 2, and no stack trace. */
export class UsageError extends Error {
  readonly code = "HPTS_LABKIT_USAGE";
  override readonly name = "UsageError";
}

export interface Lab {
  readonly dir: string;
  readonly manifest: LabManifest;
}

/**
 * The course's root folder, seen from a folder inside it.
 *
 * @throws UsageError outside the course
 */
export function findCourse(from: string): string {
  const file = findUp(from, "pnpm-workspace.yaml");
  const root = file === undefined ? undefined : dirname(file);
  if (root === undefined || !existsSync(join(root, "labs"))) {
    throw new UsageError(
      `${from} is not inside the course: change into the folder that you cloned, and try again`,
    );
  }
  return root;
}

export interface CourseLabs {
  /** In the order in which they build on each other, otherwise alphabetical. */
  readonly labs: readonly Lab[];
  /** What is wrong with labs whose manifest cannot be used. */
  readonly errors: readonly ManifestError[];
}

/** All labs of the course; one that is broken does not hide the others. */
export function readLabs(root: string): CourseLabs {
  const labs: Lab[] = [];
  const errors: ManifestError[] = [];
  for (const dir of labFolders(root)) {
    try {
      labs.push({ dir, manifest: readNamed(dir) });
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      errors.push(error);
    }
  }
  return { labs: inTeachingOrder(labs), errors };
}

/** @throws ManifestError also when the id is another folder's, as in a lab that was copied */
function readNamed(dir: string): LabManifest {
  const manifest = readManifest(dir);
  if (manifest.id === basename(dir)) return manifest;
  const what = `id: must be the folder's name, "${basename(dir)}", got "${manifest.id}"`;
  throw new ManifestError(`${join(dir, "lab.json")} has a wrong ${what}`);
}

/** Folders under labs/ with anything of a lab in them; what tools leave behind does not count. */
export function labFolders(root: string): string[] {
  const labs = join(root, "labs");
  const isContent = (name: string): boolean => !name.startsWith(".") && name !== "node_modules";
  return readdirSync(labs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isContent(entry.name))
    .map((entry) => join(labs, entry.name))
    .filter((dir) => readdirSync(dir).some(isContent))
    .sort();
}

function inTeachingOrder(labs: readonly Lab[]): Lab[] {
  const ordered: Lab[] = [];
  const place = (lab: Lab, path: readonly Lab[]): void => {
    if (ordered.includes(lab) || path.includes(lab)) return;
    for (const id of lab.manifest.buildsOn) {
      const earlier = labs.find(({ manifest }) => manifest.id === id);
      if (earlier !== undefined) place(earlier, [...path, lab]);
    }
    ordered.push(lab);
  };
  for (const lab of labs) place(lab, []);
  return ordered;
}

/**
 * The lab that a person means by "testing", "lab-testing" or "labs/testing".
 *
 * @throws UsageError that lists the labs there are
 */
export function findLab(root: string, name: string, cwd: string): Lab {
  const { labs, errors } = readLabs(root);
  const wanted = basename(name).replace(/^lab-/, "");
  const lab = labs.find(
    ({ manifest, dir }) => manifest.id === wanted || resolve(cwd, name) === dir,
  );
  if (lab !== undefined) return lab;
  const broken = errors.find(({ message }) => message.includes(join("labs", wanted, "lab.json")));
  if (broken !== undefined) throw broken;
  const known = labs.map(({ manifest }) => manifest.id).join(", ");
  const hint = known === "" ? "the course has none" : `the labs are: ${known}`;
  throw new UsageError(`there is no lab "${name}"; ${hint}`);
}

/** @throws UsageError that lists the lab's exercises */
export function findExercise({ manifest }: Lab, id: string): LabManifest["exercises"][number] {
  const exercise = manifest.exercises.find((one) => one.id === id.toUpperCase());
  if (exercise !== undefined) return exercise;
  const known = manifest.exercises.map((one) => one.id).join(", ");
  throw new UsageError(`lab ${manifest.id} has no exercise "${id}"; it has: ${known}`);
}
