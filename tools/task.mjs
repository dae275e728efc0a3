/**
 * Behind `npm start`, `npm test` and `pnpm test`: installs what is missing, then runs the task.
 *
 * Plain JavaScript without dependencies, because on a fresh clone there is nothing else yet.
 */

import { readArguments, UsageError } from "./bootstrap/arguments.mjs";
import { runEverything } from "./bootstrap/everything.mjs";
import { installIfNeeded } from "./bootstrap/install.mjs";
import { optionsTakenByNpm } from "./bootstrap/npm-options.mjs";
import { runSelected } from "./bootstrap/selected.mjs";
import { start } from "./bootstrap/start.mjs";

const [task = "", ...rest] = process.argv.slice(2);

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

async function run() {
  if (task === "start") {
    installIfNeeded();
    return start(rest, optionsTakenByNpm(process.env, ["force", "json"]));
  }
  const options = readArguments(task, rest, process.env);
  installIfNeeded();
  if (options.workspaces.length === 0 && task === "test") return runEverything(options);
  return runSelected(task, options);
}
