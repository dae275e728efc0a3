/** Starting other programs: where they are, and with which environment. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const isUnderPnpm = (process.env.npm_config_user_agent ?? "").startsWith("pnpm/");

/** The pnpm release that this repository is pinned to: "pnpm@12.21.0". */
export function pinnedPnpm() {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).packageManager;
}

/**
 * The environment for what we start. Options that npm has swallowed (`npm test --filter x` sets
 * npm_config_filter) would be taken for its own by the pnpm inside.
 */
export function childEnv(extra = {}) {
  const env = { TURBO_TELEMETRY_DISABLED: "1", ...process.env, ...extra };
  for (const name of ["filter", "force", "strict", "json"]) delete env[`npm_config_${name}`];
  if (process.stdout.isTTY && !("NO_COLOR" in env)) env.FORCE_COLOR ??= "1"; // turbo's tasks see no terminal
  return env;
}

/** Runs a program to its end, with our stdin, stdout and stderr. Gives its exit code. */
export function runInherited(program, args, env = childEnv()) {
  const options = { cwd: ROOT, stdio: "inherit", env };
  const { status, signal, error } = spawnSync(program, args, options);
  if (error) throw error;
  return signal === "SIGINT" ? 130 : (status ?? 1);
}

/** Runs a program and collects what it prints. */
export function runCollected(program, args, env = childEnv()) {
  return new Promise((resolve, reject) => {
    const options = { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], env };
    const child = spawn(program, args, options);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.on("error", reject).on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * npx as [program, arguments]. On Windows the command is a .cmd file, which only a shell starts, and
 * a shell splits paths at their blanks; so what is started is the JavaScript behind it.
 */
export function npx(args) {
  const besideNode = dirname(process.execPath);
  const files = [
    process.env.npm_execpath && join(dirname(process.env.npm_execpath), "npx-cli.js"),
    join(besideNode, "node_modules", "npm", "bin", "npx-cli.js"), // Windows
    join(besideNode, "..", "lib", "node_modules", "npm", "bin", "npx-cli.js"),
  ];
  const file = files.find((path) => path && existsSync(path));
  return file ? [process.execPath, [file, ...args]] : ["npx", args];
}

export function runHpts(args) {
  const [program, words, env] = hptsCommand(args);
  return runInherited(program, words, childEnv(env));
}

/** `hpts` as [program, arguments, environment]; it is told how its caller runs it. */
export function hptsCommand(args) {
  const file = join(ROOT, "packages", "cli", "bin", "hpts.mjs");
  const command = isUnderPnpm || isOnPath("pnpm") ? "pnpm hpts" : "npm run hpts --";
  return [process.execPath, [file, ...args], { HPTS_COMMAND: command }];
}

/** The turbo that is installed here, as [program, arguments]. */
export function turbo(args) {
  const file = join(ROOT, "node_modules", "turbo", "bin", "turbo");
  return [process.execPath, [file, "run", ...args]];
}

function isOnPath(program) {
  const names = process.platform === "win32" ? [`${program}.cmd`, `${program}.exe`] : [program];
  const folders = (process.env.PATH ?? "").split(delimiter);
  // npx and npm put their own folders in front; what is there is not there for the student's shell.
  const own = (dir) => dir.includes("_npx") || dir.includes("node_modules");
  return folders.some((dir) => !own(dir) && names.some((name) => existsSync(join(dir, name))));
}
