/** The task for chosen workspaces: a lab's checklist, or a package's own tests through turbo. */

import { UsageError, workspaces } from "./arguments.mjs";
import { pathWithPnpm } from "./install.mjs";
import { childEnv, runHpts, runInherited, turbo } from "./run.mjs";

export async function runSelected(task, options) {
  const chosen =
    options.workspaces.length > 0 ? options.workspaces : workspaces().filter(({ isLab }) => isLab);
  const labs = chosen.filter(({ isLab }) => isLab);
  const others = chosen.filter(({ isLab }) => !isLab);
  if (task === "test:solution" && others.length > 0) {
    throw new UsageError(
      `Only labs have solutions, ${others.map(({ name }) => name).join(", ")} is none`,
    );
  }
  const flags = [...(options.strict ? ["--strict"] : []), ...(options.force ? ["--force"] : [])];
  if (task === "test:solution") flags.push("--target", "solution");
  let worst = 0;
  for (const { folder } of labs) {
    const id = folder.slice("labs/".length);
    worst = Math.max(worst, runHpts(["test", ...flags, id, ...options.exercises]));
  }
  if (others.length > 0) worst = Math.max(worst, await runPackages(others, options));
  return worst;
}

async function runPackages(packages, { force }) {
  const filters = packages.map(({ name }) => `--filter=${name}`);
  const quiet = ["--log-prefix=none", "--log-order=grouped", ...(force ? ["--force"] : [])];
  const [program, args] = turbo(["test", ...filters, ...quiet]);
  return runInherited(program, args, childEnv({ PATH: await pathWithPnpm() }));
}
