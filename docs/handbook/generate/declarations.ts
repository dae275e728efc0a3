/**
 * What a module exports, with the comment above each declaration and its text without bodies: what a
 * caller has to know. Reads TypeScript with oxc; runs nothing.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";

export interface Declaration {
  readonly name: string;
  /** Without the comment's marks; "" if there is none. */
  readonly comment: string;
  /** TypeScript without bodies. */
  readonly code: string;
  readonly kind: "function" | "class" | "value" | "type";
}

/** What is needed of oxc's nodes. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly kind?: string;
  readonly accessibility?: string | null;
  readonly declaration?: Node | null;
  readonly declarations?: readonly (Node & {
    readonly id: Named & { readonly typeAnnotation?: Node | null };
  })[];
  readonly id?: Named | null;
  readonly key?: Named;
  readonly value?: Node | null;
  readonly body?: Node & { readonly body?: readonly Node[] };
  readonly source?: { readonly value: string } | null;
  readonly specifiers?: readonly { readonly local: Named; readonly exported: Named }[];
  readonly typeAnnotation?: Node | null;
}
type Named = {
  readonly type: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
};

interface Module {
  readonly file: string;
  readonly text: string;
  readonly body: readonly Node[];
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

const modules = new Map<string, Module>();

/** All that a module exports, in its order. @param file its full path */
export function exportsOf(file: string): Declaration[] {
  const module = moduleOf(file);
  return module.body.flatMap((statement): Declaration[] => {
    if (statement.type === "ExportAllDeclaration") return exportsOf(resolved(file, statement));
    if (statement.type !== "ExportNamedDeclaration") return [];
    if (statement.declaration) return declared(module, statement);
    return (statement.specifiers ?? []).map(({ local, exported }) => {
      const source = statement.source?.value ?? ".";
      if (!/^[.#]/.test(source)) return passedOn(exported.name, source);
      const from = statement.source ? resolved(file, statement) : file;
      return { ...find(from, local.name), name: exported.name };
    });
  });
}

function passedOn(name: string, source: string): Declaration {
  const code = `export { ${name} } from "${source}";`;
  return { name, kind: "value", comment: "", code };
}

function find(file: string, name: string): Declaration {
  const module = moduleOf(file);
  const own = module.body.flatMap((one) => declared(module, one)).find((one) => one.name === name);
  const found = own ?? exportsOf(file).find((one) => one.name === name);
  if (found === undefined) throw new Error(`${file} exports no ${name}`);
  return found;
}

function resolved(file: string, { source }: Node): string {
  const path = source!.value;
  if (path.startsWith(".")) return join(dirname(file), path);
  // Node's side of what has another one in pages.
  const { imports } = JSON.parse(readFileSync(packageOf(file), "utf8")) as {
    imports: Record<string, { default: string }>;
  };
  return join(dirname(packageOf(file)), imports[path]!.default);
}

function packageOf(file: string): string {
  return `${/^.*\/packages\/[^/]+/.exec(file)![0]}/package.json`;
}

function moduleOf(file: string): Module {
  const known = modules.get(file);
  if (known) return known;
  const text = readFileSync(file, "utf8");
  const { program, comments } = parseSync(file, text);
  const module = { file, text, comments, body: program.body as unknown as readonly Node[] };
  modules.set(file, module);
  return module;
}

/** What a statement declares, exported or not. */
function declared(module: Module, statement: Node): Declaration[] {
  const node = statement.declaration ?? statement;
  const comment = commentAbove(module, statement.start);
  const one = (kind: Declaration["kind"], name: string, code: string): Declaration[] => [
    { kind, name, comment, code },
  ];
  const name = node.id?.name ?? "";
  switch (node.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return one("function", name, headOf(module, node, node.body?.start));
    case "ClassDeclaration":
      return one("class", name, classCode(module, node));
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return one("type", name, module.text.slice(node.start, node.end));
    case "VariableDeclaration":
      return node.declarations!.flatMap(({ id, end }) =>
        one("value", id.name, valueCode(module, id, end)),
      );
    default:
      return [];
  }
}

function headOf({ text }: Module, node: Node, bodyStart = node.end): string {
  return text.slice(node.start, bodyStart).trimEnd().replace(/;?$/, ";");
}

const LONGEST_VALUE = 90;

function valueCode(
  { text }: Module,
  id: Named & { typeAnnotation?: Node | null },
  end: number,
): string {
  const whole = `const ${text.slice(id.start, end)};`;
  if (whole.length <= LONGEST_VALUE && !whole.includes("=>")) return whole;
  const type = id.typeAnnotation;
  return `const ${id.name}${type ? text.slice(type.start, type.end) : ""};`;
}

/** The head, and what is public. */
function classCode(module: Module, node: Node): string {
  const body = node.body!;
  const members = (body.body ?? []).filter(
    ({ key, accessibility, type }) =>
      key?.type !== "PrivateIdentifier" && accessibility !== "private" && type !== "StaticBlock",
  );
  const lines = members.map((member) => {
    const comment = commentAbove(module, member.start);
    const above = comment === "" ? "" : `  /** ${comment.replaceAll("\n", "\n   * ")} */\n`;
    return `${above}  ${memberCode(module, member)}`;
  });
  return `${module.text.slice(node.start, body.start)}{\n${lines.join("\n")}\n}`;
}

function memberCode(module: Module, member: Node): string {
  if (member.type === "MethodDefinition") return headOf(module, member, member.value?.body?.start);
  const text = module.text.slice(member.start, member.value?.start ?? member.end);
  return text.replace(/\s*[=;]?\s*$/, ";");
}

function commentAbove({ text, comments }: Module, start: number): string {
  const above = comments.findLast(({ end }) => end <= start);
  if (above === undefined || text.slice(above.end, start).trim() !== "") return "";
  return commentText(text.slice(above.start, above.end));
}

/** The words of a doc comment; "" for any other one. */
export function commentText(comment: string): string {
  if (!comment.startsWith("/**")) return "";
  return comment
    .slice(3, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}
