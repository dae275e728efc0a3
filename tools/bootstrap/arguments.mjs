/**
 * What `npm test` and `pnpm test` may be followed by. Everything is either understood, or refused
 * with a reason; nothing is ignored.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isUnderNpm, optionsTakenByNpm } from "./npm-options.mjs";
import { ROOT } from "./run.mjs";

/** A mistake in the call, or a machine that lacks something: one message, no stack trace. */
export class UsageError extends Error {
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

const HELP = `Usage: npm test                               everything that must be green
       npm test -- --filter lab-modeling     your work in one lab
       pnpm test --filter lab-modeling       the same, with pnpm installed

Options:
  --filter <workspace>   one workspace by name, folder or pattern; can be given several times
  --strict               what is still to do counts as not reached
  --force                run also what is unchanged since it was last run
A lab's exercises can follow the filter: npm test -- --filter lab-modeling M4
Options for vitest itself: cd into the workspace and run npx vitest run ...`;

/** @returns {{ workspaces: Workspace[], strict: boolean, force: boolean, exercises: string[] }} */
export function readArguments(task, args, env) {
  const options = { filters: [], strict: false, force: false, exercises: [] };
  const rest = takenBack(args, env);
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [flag, value] = splitOnce(arg);
    if (flag === "--filter" || flag === "-F") {
      const filter = value ?? rest.shift();
      if (!filter)
        throw new UsageError(`--filter needs a workspace, such as lab-modeling\n\n${HELP}`);
      options.filters.push(filter);
    } else if (arg === "--strict") options.strict = true;
    else if (arg === "--force") options.force = true;
    else if (arg === "--help" || arg === "-h") throw new UsageError(HELP, 0);
    else if (/^[A-Z]\d{1,2}$/i.test(arg)) options.exercises.push(arg);
    else if (arg !== "--") throw new UsageError(refusal(task, arg));
  }
  const workspaces = selectWorkspaces(options.filters);
  if (options.exercises.length > 0 && !(workspaces.length === 1 && workspaces[0].isLab)) {
    throw new UsageError(
      `Exercises (${options.exercises.join(", ")}) need a --filter with one lab\n\n${HELP}`,
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
function takenBack(args, env) {
  const taken = optionsTakenByNpm(env);
  // npm has a --force of its own.
  if (isUnderNpm(env) && env.npm_config_force === "true") taken.push("--force");
  const values = taken.filter((option) => !["--filter", "--no-strict"].includes(option));
  const unknown = values.find((option) => !/^--(filter=|strict$|force$)/.test(option));
  if (unknown) throw new UsageError(`${notUnderstood(unknown)}\n\n${HELP}`);
  // `--filter x` comes as --filter, and x among the arguments.
  return [...values, ...(taken.includes("--filter") ? ["--filter"] : []), ...args];
}

function notUnderstood(option) {
  return (
    `"${option}" is not understood here, and npm would keep it for itself: ` +
    "options are written after --, as in npm test -- --strict"
  );
}

function refusal(task, arg) {
  const [match] = workspaces().filter(
    ({ name, folder }) => [name, folder].includes(arg) || name === `lab-${arg}`,
  );
  if (match)
    return `Did you mean: npm ${task === "test" ? "test" : `run ${task}`} -- --filter ${match.name}`;
  return `"${arg}" is not understood here.\n\n${HELP}`;
}

function selectWorkspaces(filters) {
  const all = workspaces();
  const selected = filters.flatMap((filter) => {
    const matching = all.filter((workspace) => matches(workspace, filter));
    if (matching.length > 0) return matching;
    const names = all.map(({ name }) => `  ${name}`).join("\n");
    throw new UsageError(`No workspace matches "${filter}". There are:\n${names}`);
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
  return [...folders.sort(), "tools"]
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => {
      const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      return { name, folder, isLab: folder.startsWith("labs/") };
    });
}
