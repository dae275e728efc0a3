/**
 * Node's hooks for ES modules (`module.register`, which runs them in a thread of its own): finds
 * TypeScript files and loads what is measured. CommonJS is loaded by commonjs.ts.
 */
import { existsSync } from "node:fs";
import type { InitializeHook, LoadHook, ResolveHook } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { isProgramFile, moduleKind } from "./kinds.ts";
import { type LoaderOptions, ProgramLoader } from "./program-loader.ts";
import { candidates } from "./resolve.ts";

export interface HooksData {
  readonly options: LoaderOptions;
  readonly thread: string;
  readonly counters: Int32Array;
}

/** Without a source Node loads it by `require`, and that by commonjs.ts. */
const COMMONJS = { format: "commonjs", shortCircuit: true } as const;

let loader: ProgramLoader | undefined;

export const initialize: InitializeHook<HooksData> = ({ options, thread, counters }) => {
  loader = new ProgramLoader(options, thread, counters);
};

export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    for (const other of candidates(specifier, context.parentURL)) {
      try {
        return await next(other, context);
      } catch {
        // the next one
      }
    }
    throw error;
  }
};

export const load: LoadHook = async (url, context, next) => {
  const file = programFile(url);
  if (file === undefined || loader === undefined || !loader.isOurs(file)) return next(url, context);
  if (!existsSync(file)) return next(url, context);
  if (isCommonJs(file, context.format)) {
    return COMMONJS;
  }
  const { code, kind } = await loader.load(file);
  return kind === "module" ? { format: kind, source: code, shortCircuit: true } : COMMONJS;
};

/** Known without a look into the file. */
function isCommonJs(file: string, format: string | null | undefined): boolean {
  let isUnknown = false;
  const kind = moduleKind(file, () => {
    isUnknown = true;
    return true;
  });
  return !isUnknown && kind === "commonjs" && format !== "module";
}

/** The file of a URL without a query, if it holds a program. */
function programFile(url: string): string | undefined {
  if (!url.startsWith("file:")) return undefined;
  const file = fileURLToPath(url);
  return isProgramFile(file) && extname(file) !== "" ? file : undefined;
}
