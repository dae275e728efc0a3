/**
 * From a file of the program to what Node runs: the profiler's code is added to the TypeScript text,
 * then esbuild takes the types away. Nothing is minified, and the map leads back to the file, so that
 * stack traces have its lines.
 */
import { dirname, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, type BuildResult, build, buildSync } from "esbuild";
import { H } from "../instrument/dialect.ts";
import { type Instrumented, instrument } from "../instrument/instrument.ts";
import { parse, SyntaxProblem } from "../instrument/syntax.ts";
import type { Numbering } from "../instrument/table.ts";
import { type ModuleKind, moduleKind, TYPESCRIPT } from "./kinds.ts";

export interface TransformOptions {
  readonly engine: string;
  readonly numbering: Numbering;
  /** URL of the module from which ES modules import the runtime's names. */
  readonly runtimeUrl: string;
  readonly isMeasured: boolean;
  readonly isWanted?: (name: string, isMarked: boolean, hasMarks: boolean) => boolean;
  /** Loaded by `require`, which cannot take an ES module. */
  readonly isRequired: boolean;
}

export interface Transformed {
  readonly code: string;
  readonly kind: ModuleKind;
  readonly source: string;
  readonly instrumented: Instrumented | undefined;
}

/** CommonJS finds the runtime here. */
export const RUNTIME_KEY = "hpts.profile.runtime";

/**
 * @throws SyntaxProblem
 */
export async function transform(
  file: string,
  text: string,
  options: TransformOptions,
): Promise<Transformed> {
  const { contents, isModule, ...rest } = prepare(file, text, options);
  if (!TYPESCRIPT.has(extname(file))) return { code: contents, ...rest };
  try {
    return { code: codeOf(file, await build(buildOptions(file, contents, isModule))), ...rest };
  } catch (error) {
    throw problemOf(error);
  }
}

/** @throws SyntaxProblem */
export function transformSync(file: string, text: string, options: TransformOptions): Transformed {
  const { contents, isModule, ...rest } = prepare(file, text, options);
  if (!TYPESCRIPT.has(extname(file))) return { code: contents, ...rest };
  try {
    return { code: codeOf(file, buildSync(buildOptions(file, contents, isModule))), ...rest };
  } catch (error) {
    throw problemOf(error);
  }
}

/** The program's text with its map in it; as source the map names the file, wherever it runs. */
function codeOf(file: string, { outputFiles = [] }: Pick<BuildResult, "outputFiles">): string {
  const code = outputFiles.find(({ path }) => !path.endsWith(".map"))?.text ?? "";
  const map = outputFiles.find(({ path }) => path.endsWith(".map"))?.text;
  return map === undefined
    ? code
    : code + mapComment({ ...JSON.parse(map), sources: [urlOf(file)] });
}

function mapComment(map: unknown): string {
  const base64 = Buffer.from(JSON.stringify(map)).toString("base64");
  return `\n//# sourceMappingURL=data:application/json;base64,${base64}\n`;
}

const urlOf = (file: string): string => pathToFileURL(file).href;

/** What only esbuild finds wrong. */
function problemOf(error: unknown): unknown {
  const [first] = (error as Partial<BuildResult>).errors ?? [];
  if (first === undefined) return error;
  const { line = 1, column = 0 } = first.location ?? {};
  return new SyntaxProblem(first.text, line, column + 1);
}

function prepare(file: string, text: string, options: TransformOptions) {
  const source = text.replace(/^\uFEFF/, "");
  const parsed = parse(file, source);
  const kind = moduleKind(file, () => parsed.isModule);
  const isModule = kind === "module" && !options.isRequired;
  const instrumented = options.isMeasured
    ? instrument(source, parsed, {
        engine: options.engine,
        numbering: options.numbering,
        isModule,
        header: (names) => header(names, isModule, parsed.hasImports, options.runtimeUrl),
        ...(options.isWanted !== undefined && { isWanted: options.isWanted }),
      })
    : undefined;
  const contents = instrumented === undefined ? source : withMap(instrumented, file);
  const resultKind: ModuleKind = isModule ? "module" : "commonjs";
  return { contents, isModule, kind: resultKind, source, instrumented };
}

/**
 * V8 makes faster code from a file's own constants than from what it imports. Only, they must not be
 * used before the file's code has run, as functions in a cycle of imports may be.
 */
function header(
  names: readonly string[],
  isModule: boolean,
  hasImports: boolean,
  runtimeUrl: string,
): string {
  if (isModule) {
    const suffix = hasImports ? "" : "_";
    const list = names.map((name) => `${name} as ${H}${name}${suffix}`).join(",");
    const constants = names.map((name) => `${H}${name}=${H}${name}_`).join(",");
    const own = hasImports ? "" : `const ${constants};`;
    return `import {${list}} from ${JSON.stringify(runtimeUrl)};${own}`;
  }
  const list = names.map((name) => `${name}:${H}${name}`).join(",");
  return `const {${list}}=globalThis[Symbol.for("${RUNTIME_KEY}")];`;
}

function withMap({ code }: Instrumented, file: string): string {
  const map = code.generateMap({ source: urlOf(file), hires: "boundary", includeContent: false });
  return code.toString() + mapComment(map);
}

function buildOptions(file: string, contents: string, isModule: boolean) {
  return {
    stdin: {
      contents,
      resolveDir: dirname(file),
      sourcefile: file,
      loader: extname(file) === ".tsx" ? "tsx" : "ts",
    },
    bundle: false,
    write: false,
    outfile: `${file}.js`,
    format: isModule ? "esm" : "cjs",
    platform: "node",
    target: `node${process.versions.node}`,
    sourcemap: "external",
    sourcesContent: false,
    treeShaking: false,
    charset: "utf8",
    logLevel: "silent",
  } as const satisfies BuildOptions;
}
