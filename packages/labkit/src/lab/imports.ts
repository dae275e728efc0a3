/**
 * What a TypeScript or JavaScript file imports, by parsing it (oxc); a regular expression would also
 * find imports in comments and in strings.
 */
import { parseSync } from "oxc-parser";

export interface ImportedModule {
  /** As written: "./state.ts", "@hpts/core", "node:fs". */
  readonly specifier: string;
  /** Only types are imported, so nothing is loaded at run time. */
  readonly typeOnly: boolean;
  /** 1-based line of the specifier. */
  readonly line: number;
}

/** Static imports, re-exports, and `import("literal")`; in the order of the file. */
export function importsOf(file: string, source: string): ImportedModule[] {
  const { module } = parseSync(file, source);
  const found: { specifier: string; start: number; typeOnly: boolean }[] = [];
  for (const { moduleRequest, entries, start, end } of module.staticImports) {
    // `import type {} from "..."` has no entries to tell.
    const typeOnly =
      entries.length > 0
        ? entries.every(({ isType }) => isType)
        : /^import\s+type\b/.test(source.slice(start, end));
    found.push({ specifier: moduleRequest.value, start: moduleRequest.start, typeOnly });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (!moduleRequest) continue;
      found.push({ specifier: moduleRequest.value, start: moduleRequest.start, typeOnly: isType });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const [, specifier] =
      /^["'`]([^"'`$]+)["'`]$/.exec(source.slice(moduleRequest.start, moduleRequest.end)) ?? [];
    if (specifier !== undefined)
      found.push({ specifier, start: moduleRequest.start, typeOnly: false });
  }
  const lineAt = (offset: number): number => source.slice(0, offset).split("\n").length;
  return found
    .toSorted((a, b) => a.start - b.start)
    .map(({ specifier, typeOnly, start }) => ({ specifier, typeOnly, line: lineAt(start) }));
}
