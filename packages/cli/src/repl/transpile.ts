/**
 * From an input in TypeScript to the JavaScript that the session runs.
 *
 * - esbuild takes the types away and, as always when it bundles, writes `const`, `let` and `class`
 *   of the top level as `var`: every input may declare a name anew, whatever it was before.
 * - `import { a as b } from "x"` becomes a `var` that waits for the module, `import("x")` a call of
 *   the same loader, so that both find the student's files as they are on the disk now.
 * - Whether an input is complete is esbuild's to say: it is not if the end came too early.
 *
 * Lines are 1-based, columns 1-based. Cost: some milliseconds an input, from the second one on.
 */

import { SourceMap, type SourceMapPayload } from "node:module";
import process from "node:process";
import type { BuildFailure, Message, Plugin, TransformOptions } from "esbuild";
import { BRIDGE_CODE } from "./bridge.ts";
import { buildCode, transformCode } from "./compiler.ts";
import { rewriteImports } from "./rewrite-imports.ts";

export interface Transpiled {
  readonly kind: "code";
  readonly code: string;
  /** The import statements in it. */
  readonly imports: readonly string[];
  readonly map: SourceMap;
}

export interface InputFault {
  readonly kind: "fault";
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type Transpilation = Transpiled | InputFault | { readonly kind: "incomplete" };

/** Messages for an end that came too early. */
const EARLY_END = /end of file$|^Expected "\*\/" to terminate multi-line comment$/;

/** @param place what the input is called in stack frames */
export async function transpile(source: string, place: string): Promise<Transpilation> {
  if (looksLikeObject(source)) {
    const asObject = await transpileStatements(`(${source}\n)`, place);
    if (asObject.kind === "code") return asObject;
  }
  return transpileStatements(source, place);
}

/** `{ a: 1 }` is meant as an object, not as a block with a label. */
function looksLikeObject(source: string): boolean {
  return /^\s*\{/.test(source) && !/;\s*$/.test(source);
}

async function transpileStatements(source: string, place: string): Promise<Transpilation> {
  try {
    const { code: contents, imports } = await withoutImports(`${source}\n`, place);
    const { outputFiles } = await buildCode({
      ...COMMON,
      stdin: { contents, loader: "ts", sourcefile: place },
      bundle: true,
      write: false,
      format: "esm",
      platform: "neutral",
      treeShaking: false,
      sourcemap: "external",
      outfile: "input.js",
      plugins: [NOTHING_IS_BUNDLED],
    });
    const [map, js] = outputFiles;
    const code = js!.text;
    if (code.includes("= __commonJS({")) return fault(COMMONJS_FAULT);
    const payload = JSON.parse(map!.text) as SourceMapPayload;
    return { kind: "code", code: code.replace(EXPORTS, ""), imports, map: new SourceMap(payload) };
  } catch (error) {
    const [first] = (error as Partial<BuildFailure>).errors ?? [];
    if (first === undefined) throw error;
    return isEarlyEnd(first, source) ? { kind: "incomplete" } : fault(first);
  }
}

/** A step of its own, and before the other: bundling drops what nobody uses in this input. */
async function withoutImports(
  source: string,
  place: string,
): Promise<{ code: string; imports: readonly string[] }> {
  if (!/\bimport\b/.test(source)) return { code: source, imports: [] };
  const { code } = await transformCode(source, {
    ...COMMON,
    loader: "ts",
    sourcefile: place,
    sourcemap: "inline", // esbuild follows it when it makes the second map
  });
  return rewriteImports(code, BRIDGE_CODE);
}

const COMMON: Pick<TransformOptions, "target" | "charset" | "logLevel" | "tsconfigRaw"> = {
  target: `node${process.versions.node}`,
  charset: "utf8",
  logLevel: "silent",
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, target: "es2023" } },
};

/** esbuild puts all exports at the end; what is exported is in the session anyway. */
const EXPORTS = /^export \{[^}]*\};\n*$/m;

const COMMONJS_FAULT: Pick<Message, "text" | "location"> = {
  text: "return, module and exports are no part of a session: an input is a module",
  location: null,
};

const NOTHING_IS_BUNDLED: Plugin = {
  name: "nothing-is-bundled",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { path, external: true },
    );
  },
};

/** A template that is not closed ends at the end of the text; a string ends with its line. */
function isEarlyEnd({ text, location }: Message, source: string): boolean {
  if (EARLY_END.test(text)) return true;
  const lines = source.split("\n").length;
  return text === "Unterminated string literal" && location !== null && location.line > lines;
}

function fault({ text, location }: Pick<Message, "text" | "location">): InputFault {
  const { line = 1, column = 0 } = location ?? {};
  return { kind: "fault", message: text, line, column: column + 1 };
}
