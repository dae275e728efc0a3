#!/usr/bin/env node
/**
 * Starts `hpts` from its TypeScript sources, fast: the sources are bundled once, and again whenever
 * one of them has changed (by time and size), so what runs is always what is in the files.
 *
 * Measured against the alternatives in docs/decisions/0006-starting-hpts.md. Plain JavaScript,
 * because Node 20 runs nothing else; the published package starts `dist/main.js` instead.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const packageDir = dirname(dirname(fileURLToPath(import.meta.url)));
const cacheDir = join(packageDir, ".hpts");
/** Names the build in use, and the time and size of every source it was made from. */
const currentFile = join(cacheDir, "current.json");

const MISSING_INSTALL = "the course is not installed yet: run `npm start` in its folder first";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`hpts needs Node 20.19 or newer, this is ${process.versions.node}: see https://nodejs.org`);
} else {
  const build = freshBuild() ?? (await makeBuild());
  if (build !== undefined) await import(pathToFileURL(join(cacheDir, build, "main.js")).href);
}

/** The build in use, if no source has changed since it was made. */
function freshBuild() {
  if (!existsSync(currentFile)) return undefined;
  const { build, sources } = JSON.parse(readFileSync(currentFile, "utf8"));
  const unchanged = Object.entries(sources).every(([file, stamp]) => stampOf(file) === stamp);
  return unchanged && existsSync(join(cacheDir, build)) ? build : undefined;
}

function stampOf(file) {
  const stat = statSync(join(packageDir, file), { throwIfNoEntry: false });
  return stat === undefined ? "missing" : `${stat.mtimeMs}:${stat.size}`;
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
    plugins: [dependenciesStayOutside()],
    logLevel: "error",
  });
  const stamps = Object.keys(metafile.inputs).map((file) => [file, stampOf(file)]);
  const current = { build: basename(dir), sources: Object.fromEntries(stamps) };
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
 */
function dependenciesStayOutside() {
  const name = "dependencies-stay-outside";
  function setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      const isOurs = path.startsWith("@hpts/") || path.startsWith("node:");
      if (isOurs || pluginData === name) return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: name });
      if (found.errors.length > 0 || found.external) return { path, external: true };
      return { path: pathToFileURL(found.path).href, external: true };
    });
  }
  return { name, setup };
}

function stop(message) {
  console.error(`hpts: ${message}`);
  process.exitCode = 3;
}
