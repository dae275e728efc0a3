/**
 * How `hpts repl` loads modules: TypeScript by way of esbuild, and a file that has changed once more.
 *
 * A module's address carries a stamp of its text and of the texts it imports:
 * `file:///course/labs/x/starter/a.ts?repl=0-5f3c`. Node loads each address once, so what is
 * unchanged stays the same module, and what was saved, or imports what was saved, is loaded again.
 *
 * Runs on Node's loader thread (module.register); plain JavaScript, because Node 20 runs nothing
 * else there. What is in node_modules is left alone. Cost of a stamp: a `stat` for each file.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** An address the session asks for: what is imported, where from, and which reload this is. */
const REQUEST = "hpts-repl:";
const TYPESCRIPT = /\.[mc]?tsx?$/;
const RELOADED = /\.[mc]?[jt]sx?$/;
const RELATIVE_IMPORT = /\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"'\n]+)["']/g;

let esbuild;

export async function initialize({ esbuildUrl }) {
  esbuild = await import(esbuildUrl);
}

export async function resolve(specifier, context, nextResolve) {
  if (specifier.startsWith(REQUEST)) {
    const { wanted, parents, epoch, run } = JSON.parse(
      decodeURIComponent(specifier.slice(REQUEST.length)),
    );
    const found = await resolveFrom(wanted, parents, context, nextResolve);
    return { ...found, url: stamped(found.url, epoch, run), shortCircuit: true };
  }
  const epoch = epochOf(context.parentURL);
  if (epoch === undefined) return nextResolve(specifier, context);
  const found = await resolveTypeScript(specifier, context, nextResolve);
  return { ...found, url: stamped(found.url, epoch), shortCircuit: true };
}

export async function load(url, context, nextLoad) {
  const { protocol, pathname } = new URL(url);
  if (protocol !== "file:" || !TYPESCRIPT.test(pathname)) return nextLoad(url, context);
  const file = fileURLToPath(url);
  return { format: "module", source: await toJavaScript(file), shortCircuit: true };
}

/** A package is looked for from several places: the root of a workspace does not see its packages. */
async function resolveFrom(wanted, parents, context, nextResolve) {
  let first;
  for (const parentURL of parents) {
    try {
      return await resolveTypeScript(wanted, { ...context, parentURL }, nextResolve);
    } catch (error) {
      first ??= error;
      if (wanted.startsWith(".") || wanted.startsWith("/")) break;
    }
  }
  throw first;
}

/** As Node does, but `./a` and `./a.js` also mean `./a.ts`. */
async function resolveTypeScript(specifier, context, nextResolve) {
  try {
    return await nextResolve(specifier, context);
  } catch (error) {
    if (!specifier.startsWith(".")) throw error;
    const url = new URL(specifier, context.parentURL);
    url.search = "";
    const path = fileURLToPath(url);
    const meant = [`${path}.ts`, path.replace(/\.([mc]?)js$/, ".$1ts")].find(
      (candidate) => candidate !== path && existsSync(candidate),
    );
    if (meant === undefined) throw error;
    return { url: pathToFileURL(meant).href, format: "module" };
  }
}

async function toJavaScript(file) {
  const options = {
    loader: file.endsWith("x") ? "tsx" : "ts",
    target: `node${process.versions.node}`,
    sourcefile: file,
    sourcemap: "inline",
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { target: "es2023" } },
  };
  try {
    return (await transform(readFileSync(file, "utf8"), options)).code;
  } catch (error) {
    const [fault] = error.errors ?? [];
    if (fault === undefined) throw error;
    const { line = 1, column = 0 } = fault.location ?? {};
    const plain = new SyntaxError(fault.text);
    // Only the stack survives the way between the threads.
    plain.stack = `SyntaxError: ${fault.text}\n    at ${file}:${line}:${column + 1}`;
    throw plain;
  }
}

/** ^C in a terminal also ends esbuild's process: then it is started again. */
async function transform(text, options) {
  try {
    return await esbuild.transform(text, options);
  } catch (error) {
    if (!/^The service (was stopped|is no longer running)/.test(error.message)) throw error;
    await esbuild.stop();
    return esbuild.transform(text, options);
  }
}

function epochOf(url) {
  if (url === undefined || !url.startsWith("file:")) return undefined;
  return new URL(url).searchParams.get("repl")?.split("-")[0];
}

function stamped(url, epoch, run) {
  if (!url.startsWith("file:") || url.includes("/node_modules/")) return url;
  const { pathname } = new URL(url);
  if (!RELOADED.test(pathname)) return url;
  const address = new URL(url);
  address.searchParams.set("repl", `${epoch}-${stampOf(fileURLToPath(url))}`);
  if (run !== undefined) address.searchParams.set("run", String(run));
  return address.href;
}

/** Of a file and of all that it imports by a relative path, directly or not. */
function stampOf(file) {
  const hash = createHash("sha1");
  for (const one of [...reachableFrom(file)].sort()) hash.update(`${one}\0${readKnown(one).hash}`);
  return hash.digest("hex").slice(0, 16);
}

function reachableFrom(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of readKnown(file).imports) reachableFrom(next, seen);
  return seen;
}

/** File -> what is known of it, with the time and size that it had then. */
const known = new Map();

function readKnown(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  const version = stat === undefined ? "missing" : `${stat.mtimeMs}:${stat.ctimeMs}:${stat.size}`;
  const before = known.get(file);
  if (before?.version === version) return before;
  const text = stat?.isFile() ? readFileSync(file, "utf8") : "";
  const imports = Array.from(text.matchAll(RELATIVE_IMPORT), ([, path]) =>
    withExtension(join(dirname(file), path)),
  );
  const hash = createHash("sha1").update(text).digest("hex");
  const now = { version, hash, imports };
  known.set(file, now);
  return now;
}

function withExtension(path) {
  if (RELOADED.test(path) && existsSync(path)) return path;
  const meant = [`${path}.ts`, path.replace(/\.([mc]?)js$/, ".$1ts")];
  return meant.find((candidate) => existsSync(candidate)) ?? path;
}
