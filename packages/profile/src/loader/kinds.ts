/** Whether a file is an ES module or CommonJS, as Node decides it, and for TypeScript too. */
import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";

export type ModuleKind = "module" | "commonjs";

export const TYPESCRIPT: ReadonlySet<string> = new Set([".ts", ".mts", ".cts", ".tsx"]);
export const JAVASCRIPT: ReadonlySet<string> = new Set([".js", ".mjs", ".cjs", ".jsx"]);

export function isProgramFile(file: string): boolean {
  return TYPESCRIPT.has(extname(file)) || JAVASCRIPT.has(extname(file));
}

/** @param hasModuleSyntax asked where no package.json says which it is */
export function moduleKind(file: string, hasModuleSyntax: () => boolean): ModuleKind {
  const suffix = extname(file);
  if (suffix === ".mts" || suffix === ".mjs") return "module";
  if (suffix === ".cts" || suffix === ".cjs") return "commonjs";
  const declared = packageType(dirname(file));
  if (declared !== undefined) return declared;
  return hasModuleSyntax() ? "module" : "commonjs";
}

const types = new Map<string, ModuleKind | undefined>();

/** "type" of the nearest package.json. */
function packageType(dir: string): ModuleKind | undefined {
  if (types.has(dir)) return types.get(dir);
  const type = readType(dir);
  types.set(dir, type);
  return type;
}

function readType(dir: string): ModuleKind | undefined {
  try {
    const { type } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8")) as {
      type?: unknown;
    };
    return type === "module" || type === "commonjs" ? type : undefined;
  } catch {
    const above = dirname(dir);
    return above === dir ? undefined : packageType(above);
  }
}
