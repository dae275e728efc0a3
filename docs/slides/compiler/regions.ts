/**
 * Finds a piece of a TypeScript file by its name, so that slides show code which is compiled and
 * tested elsewhere, and files need not be marked up for it. A name is
 *
 *     evolve                      a function, class, interface, type or variable of the file
 *     ParticleSimulator.evolve    a member of a class
 *     hot                         what stands between `// #region hot` and `// #endregion`
 */
import { parseSync } from "oxc-parser";
import { SlidesError } from "./slide.ts";

interface Piece {
  readonly name: string;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
}

/** As much of oxc's nodes as is read here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly id?: { readonly name: string } | null;
  readonly key?: { readonly name?: string };
  readonly declaration?: Node | null;
  readonly declarations?: readonly Node[];
  readonly body?: { readonly body?: readonly Node[] };
}

/**
 * The text of the region, its common indentation removed, without the comment above it.
 *
 * @param file its name says which language it is, and is shown in the error
 * @throws SlidesError that says which regions there are
 */
export function regionOf(file: string, text: string, name: string): string {
  const pieces = [...markedRegions(text), ...declarations(file, text)];
  const piece = pieces.find((one) => one.name === name);
  if (piece === undefined) {
    const known = pieces.map((one) => one.name).join(", ");
    throw new SlidesError(`${file} has no region "${name}": there are ${known || "none"}`);
  }
  const lineStart = text.lastIndexOf("\n", piece.start - 1) + 1;
  return unindented(text.slice(lineStart, piece.end));
}

/** Without the lines that hold nothing but a comment. */
export function withoutComments(code: string): string {
  return code
    .replaceAll(/^[ \t]*\/\*[\s\S]*?\*\/[ \t]*\n/gm, "")
    .split("\n")
    .filter((line) => !/^\s*\/\//.test(line))
    .map((line) => line.replace(/(?<=[;,{}]) +\/\/ .*$/, ""))
    .join("\n");
}

function markedRegions(text: string): Piece[] {
  const found = text.matchAll(
    /^[ \t]*\/\/ #region (\S+)[ \t]*\n([\s\S]*?)^[ \t]*\/\/ #endregion/gm,
  );
  return Array.from(found, (match) => {
    const start = match.index + match[0].indexOf("\n") + 1;
    return { name: match[1]!, start, end: start + match[2]!.trimEnd().length };
  });
}

function declarations(file: string, text: string): Piece[] {
  const { program } = parseSync(file, text);
  return (program.body as unknown as Node[]).flatMap((statement) => {
    const inner = statement.declaration ?? statement;
    const names = inner.id ? [inner.id.name] : (inner.declarations ?? []).map(({ id }) => id?.name);
    const own = names.flatMap((name) =>
      name === undefined ? [] : [{ name, start: statement.start, end: statement.end }],
    );
    const isClass = inner.type === "ClassDeclaration" && inner.id;
    return isClass ? [...own, ...members(inner.id.name, inner.body?.body ?? [])] : own;
  });
}

function members(className: string, nodes: readonly Node[]): Piece[] {
  return nodes.flatMap(({ key, start, end }) =>
    key?.name === undefined ? [] : [{ name: `${className}.${key.name}`, start, end }],
  );
}

function unindented(code: string): string {
  const lines = code.replace(/^\n+/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join("\n");
}
