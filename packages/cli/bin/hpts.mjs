#!/usr/bin/env node
/**
 * Starts `hpts` from its TypeScript sources, fast: the sources are bundled once, and again whenever
 * one of them has changed (by time and size), so what runs is always what is in the files. The same
 * holds when the course has moved or other packages are installed: a build names them by full path.
 *
 * Measured against the alternatives in docs/decisions/0006-starting-hpts.md. Plain JavaScript,
 * because Node 20 runs nothing else; the published package starts `dist/main.js` instead.
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { optionsTakenByNpm } from "./swallowed.mjs";

const packageDir = dirname(dirname(fileURLToPath(import.meta.url)));
const cacheDir = join(packageDir, ".hpts");
/** Names the build in use, where it was made, and the time and size of every file it depends on. */
const currentFile = join(cacheDir, "current.json");

const LOCK_FILE = join("..", "..", "pnpm-lock.yaml");

const MISSING_INSTALL =
  "the course is not installed, or not completely:\n      run `npm start` in its folder first";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`hpts needs Node 20.19 or newer, this is ${process.versions.node}: see https://nodejs.org`);
} else if (hasAllOptions()) {
  await start();
}

/**
 * `npm run hpts check --record`: npm keeps the option for itself, and a check without it is not what
 * was asked for. The scripts behind npm start and npm test hand on what npm has kept.
 */
function hasAllOptions() {
  if (process.env.HPTS_COMMAND !== undefined) return true;
  const taken = optionsTakenByNpm(process.env, ["force", "json"]);
  if (taken.length === 0) return true;
  const meant = ["npm run hpts --", ...process.argv.slice(2), ...taken].join(" ");
  const them = taken.length === 1 ? `"${taken[0]}"` : "options";
  stop(
    `npm has kept ${them} for itself. What is meant for hpts stands after --:\n      ${meant}`,
    2,
  );
  return false;
}

/** A build that cannot be loaded after all is made anew, once. */
async function start() {
  const fresh = freshBuild();
  if (fresh !== undefined && (await canLoad(fresh))) return;
  const made = await makeBuild();
  if (made !== undefined && !(await canLoad(made))) stop(MISSING_INSTALL);
}

/** Runs the build. What a command does wrong, it reports itself: what is missing here is a file. */
async function canLoad(build) {
  try {
    await import(pathToFileURL(join(cacheDir, build, "main.js")).href);
    return true;
  } catch (error) {
    if (error?.code !== "ERR_MODULE_NOT_FOUND") throw error;
    return false;
  }
}

/** The build in use, if nothing has changed since it was made. */
function freshBuild() {
  const { build, madeIn, files } = readCurrent();
  if (madeIn !== packageDir) return undefined;
  return Object.entries(files).every(([file, stamp]) => stampOf(file) === stamp)
    ? build
    : undefined;
}

function readCurrent() {
  try {
    return JSON.parse(readFileSync(currentFile, "utf8"));
  } catch {
    return {}; // none yet, or cut short
  }
}

/** @param buildFrom, buildTo a file written in between counts as changed; ms since 1970 */
function stampOf(file, buildFrom = 0, buildTo = 0) {
  const stat = statSync(resolve(packageDir, file), { throwIfNoEntry: false });
  if (stat === undefined) return "missing";
  const isWrittenMeanwhile = stat.mtimeMs >= buildFrom && stat.mtimeMs <= buildTo;
  return isWrittenMeanwhile ? "changed" : `${stat.mtimeMs}:${stat.size}`;
}

/**
 * Each build has a folder of its own, and only then becomes the current one: two commands started
 * at once do not disturb each other, a watcher that has run for hours still finds its parts, and an
 * interrupted build leaves nothing half done.
 */
async function makeBuild() {
  const esbuild = await import("esbuild").catch(() => undefined);
  if (esbuild === undefined) return stop(MISSING_INSTALL);
  mkdirSync(cacheDir, { recursive: true });
  const dir = mkdtempSync(join(cacheDir, "build-"));
  const begun = statSync(dir).mtimeMs; // by the clock of the file system
  const outside = new Set();
  const { metafile } = await esbuild.build({
    entryPoints: [join(packageDir, "src", "main.ts")],
    absWorkingDir: packageDir,
    bundle: true,
    splitting: true, // a command loads only what it needs
    format: "esm",
    platform: "node",
    target: "node20",
    outdir: dir,
    metafile: true,
    plugins: [dependenciesStayOutside(outside)],
    logLevel: "error",
  });
  const files = [...Object.keys(metafile.inputs), ...outside, LOCK_FILE];
  // What is saved while esbuild reads may be in the build by half: the next start makes it anew.
  const ended = Date.now();
  const stamps = Object.fromEntries(files.map((file) => [file, stampOf(file, begun, ended)]));
  const current = { build: basename(dir), madeIn: packageDir, files: stamps };
  writeFileSync(`${dir}.json`, JSON.stringify(current));
  renameSync(`${dir}.json`, currentFile);
  removeOldBuilds(basename(dir));
  return basename(dir);
}

function removeOldBuilds(current) {
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of readdirSync(cacheDir)) {
    const path = join(cacheDir, name);
    const isOld = name.startsWith("build-") && name !== current && statSync(path).mtimeMs < dayAgo;
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * The course's own packages go into the build; what comes from npm stays where it is installed,
 * named by its full path, because the build lies in another folder than the code that imports it.
 * Puts these files into `outside`.
 */
function dependenciesStayOutside(outside) {
  const name = "dependencies-stay-outside";
  function setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      const isOurs = path.startsWith("@hpts/") || path.startsWith("node:");
      if (isOurs || pluginData === name) return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: name });
      if (found.errors.length > 0 || found.external) return { path, external: true };
      outside.add(relative(packageDir, found.path));
      return { path: pathToFileURL(found.path).href, external: true };
    });
  }
  return { name, setup };
}

function stop(message, exitCode = 3) {
  console.error(`hpts: ${message}`);
  process.exitCode = exitCode;
}
