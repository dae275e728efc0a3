/**
 * What `npm test` and `pnpm test` may be followed by. Everything is either understood, or refused
 * with a reason; nothing is ignored.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { closest } from "./closest.mjs";
import { optionsTakenByNpm } from "./npm-options.mjs";
import { ROOT } from "./run.mjs";

/** A mistake in the call, or a machine that lacks something: one message, no stack trace. */
export class UsageError extends Error {
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

const OPTIONS = `Options:
  --filter <workspace>   one workspace by name, folder or pattern; several times
  --strict               what is still to do counts as not reached
  --force                run also what is unchanged since it was last run`;

const HELP = {
  test: `Usage: npm test                               everything that must be green
       npm test -- --filter lab-modeling     your work in one lab
       pnpm test --filter lab-modeling       the same, with pnpm installed

${OPTIONS}
A lab's exercises can follow the filter: npm test -- --filter lab-modeling M4
Options for vitest itself: cd into the workspace and run npx vitest run ...`,

  "test:solution": `Usage: npm run test:solution                 the solutions of all labs
       npm run test:solution -- --filter lab-modeling
       pnpm test:solution --filter lab-modeling     with pnpm installed

${OPTIONS}
A lab's exercises can follow the filter: --filter lab-modeling M4`,
};

/** How the task is called, up to its options. */
function callOf(task) {
  return task === "test" ? "npm test --" : `npm run ${task} --`;
}

/** @returns {{ workspaces: Workspace[], strict: boolean, force: boolean, exercises: string[] }} */
export function readArguments(task, args, env) {
  const options = { filters: [], strict: false, force: false, exercises: [] };
  const rest = takenBack(task, args, env);
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [flag, value] = splitOnce(arg);
    if (flag === "--filter" || flag === "-F") {
      const filter = value ?? rest.shift();
      if (!filter)
        throw new UsageError(`--filter needs a workspace, such as lab-modeling\n\n${HELP[task]}`);
      options.filters.push(filter);
    } else if (arg === "--strict") options.strict = true;
    else if (arg === "--force") options.force = true;
    else if (arg === "--help" || arg === "-h") throw new UsageError(HELP[task], 0);
    else if (/^[A-Z]\d{1,2}$/i.test(arg)) options.exercises.push(arg);
    else if (arg !== "--") throw new UsageError(refusal(task, arg));
  }
  const workspaces = selectWorkspaces(options.filters);
  if (options.exercises.length > 0 && !(workspaces.length === 1 && workspaces[0].isLab)) {
    throw new UsageError(
      `Exercises (${options.exercises.join(", ")}) need a --filter with one lab\n\n${HELP[task]}`,
    );
  }
  return { ...options, workspaces };
}

function splitOnce(arg) {
  const at = arg.startsWith("--") ? arg.indexOf("=") : -1;
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}

/**
 * `npm test --filter x`, without "--" before it: npm takes the option and leaves a trace of it.
 * What it took and we do not understand is refused, like any other argument.
 */
function takenBack(task, args, env) {
  const taken = optionsTakenByNpm(env, ["force"]); // npm has a --force of its own
  const values = taken.filter((option) => !["--filter", "--no-strict"].includes(option));
  const unknown = values.find((option) => !/^--(filter=|strict$|force$)/.test(option));
  if (unknown) throw new UsageError(`${notUnderstood(task, unknown)}\n\n${HELP[task]}`);
  // `--filter x` comes as --filter, and x among the arguments.
  return [...values, ...(taken.includes("--filter") ? ["--filter"] : []), ...args];
}

function notUnderstood(task, option) {
  return (
    `"${option}" is not understood here, and npm would keep it for itself:\n` +
    `options are written after --, as in ${callOf(task)} --strict`
  );
}

function refusal(task, arg) {
  const all = workspaces();
  const isMeant = ({ name, folder, isLab }, word) =>
    [name, folder].includes(word) || (isLab && name === `lab-${word}`);
  const word = closest(arg, all.flatMap(namesOf));
  const match = word && all.find((workspace) => isMeant(workspace, word));
  if (match) return `Did you mean: ${callOf(task)} --filter ${match.name}`;
  return `"${arg}" is not understood here.\n\n${HELP[task]}`;
}

/** What a person may call a workspace; a lab also by its id alone. */
function namesOf({ name, folder, isLab }) {
  return isLab ? [name, folder, name.replace("lab-", "")] : [name, folder];
}

function selectWorkspaces(filters) {
  const all = workspaces();
  const selected = filters.flatMap((filter) => {
    const matching = all.filter((workspace) => matches(workspace, filter));
    if (matching.length > 0) return matching;
    const word = closest(filter, all.flatMap(namesOf));
    const meant = all.find((workspace) => namesOf(workspace).includes(word));
    const hint = meant ? `\nDid you mean ${meant.name}?` : "";
    const names = all.map(({ name }) => `  ${name}`).join("\n");
    throw new UsageError(`No workspace matches "${filter}". There are:\n${names}${hint}`);
  });
  return all.filter((workspace) => selected.includes(workspace));
}

/** By name ("lab-testing"), by folder ("./labs/testing"), or by pattern ("lab-*"). */
function matches({ name, folder }, filter) {
  const wanted = filter.replace(/^\.\//, "").replace(/\/$/, "").replaceAll("\\", "/");
  const pattern = wanted
    .split("*")
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return [name, folder].some((text) => new RegExp(`^${pattern}$`).test(text));
}

/** @typedef {{ name: string, folder: string, isLab: boolean }} Workspace */
export function workspaces(root = ROOT) {
  const folders = ["packages", "labs"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  );
  return [...folders.sort(), "docs", "tools"]
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => {
      const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      return { name, folder, isLab: folder.startsWith("labs/") };
    });
}
