/** `name?` and `name??`: what a value is, in the fields that IPython shows. */
import { inspect } from "node:util";
import { wrap } from "@hpts/labkit/lab";
import { functionSource } from "./function-source.ts";
import type { Magic } from "./magic.ts";
import { ReplError } from "./repl-error.ts";
import type { Session } from "./session.ts";

const LABEL_WIDTH = 13;
const WIDTH = 80;

/** @throws ReplError if there is no such name */
export async function inspectName(
  session: Session,
  expression: string,
  wantsSource: boolean,
): Promise<string> {
  const magic = session.magics.get(expression.replace(/^%/, ""));
  if (expression.startsWith("%")) {
    if (magic === undefined)
      throw new ReplError(`there is no magic ${expression}: %lsmagic lists them`);
    return magicHelp(magic);
  }
  const value = await session.evaluate(expression).catch(() => {
    if (magic === undefined) throw new ReplError(`Object \`${expression}\` not found.`);
    return magic;
  });
  const isMagic = magic !== undefined && value === magic;
  return isMagic ? magicHelp(magic) : describe(session, value, wantsSource);
}

export function magicHelp({ usage, purpose, details = [] }: Magic): string {
  const indented = [purpose, ...details].flatMap((text) => wrap(text, WIDTH - 2));
  return [usage, ...indented.map((line) => `  ${line}`)].join("\n");
}

function describe(session: Session, value: unknown, wantsSource: boolean): string {
  const fields: [string, string][] = [
    ["Type", typeOf(value)],
    ["String form", stringForm(value)],
  ];
  const length = lengthOf(value);
  if (length !== undefined) fields.push(["Length", String(length)]);
  const shape = shapeOf(value);
  if (shape !== undefined) fields.push(["Shape", shape]);
  if (ArrayBuffer.isView(value)) fields.push(["Bytes", String(value.byteLength)]);
  if (typeof value !== "function") return fields.map(line).join("\n");
  const source = functionSource(session, value as () => unknown);
  const file = source && `${source.file}:${source.line}`;
  if (source === undefined) return [...fields, ["File", "built in"] as const].map(line).join("\n");
  fields.splice(1, 1);
  const tail = wantsSource
    ? `Source:\n${source.text}`
    : source.doc === ""
      ? line(["Docstring", "<no docstring>"])
      : line(["Docstring", source.doc]);
  const known: [string, string][] = [
    ["Signature", source.signature],
    ["File", file!],
  ];
  return [...[...known, ...fields].map(line), tail].join("\n");
}

function line([label, text]: readonly [string, string]): string {
  const indent = " ".repeat(LABEL_WIDTH);
  const lines = text.split("\n").flatMap((one) => wrap(one, WIDTH - LABEL_WIDTH));
  return `${label}:`.padEnd(LABEL_WIDTH) + lines.join(`\n${indent}`);
}

/** "number", "Float64Array", "class ParticleSimulator", "async function" */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "function") {
    const text = Function.prototype.toString.call(value);
    if (text.startsWith("class")) return "class";
    return /^async\b/.test(text) ? "async function" : "function";
  }
  if (typeof value !== "object") return typeof value;
  const maker = (value as { constructor?: unknown }).constructor;
  const name = typeof maker === "function" ? maker.name : undefined;
  return typeof name === "string" && name !== "" ? name : "Object";
}

/** On one line, cut where it gets long. */
export function stringForm(value: unknown, width: number = WIDTH - LABEL_WIDTH): string {
  const text = inspect(value, {
    depth: 1,
    breakLength: Number.POSITIVE_INFINITY,
    maxArrayLength: 20,
  });
  const flat = text.replaceAll(/\s*\n\s*/g, " ");
  return flat.length > width ? `${flat.slice(0, width - 3)}...` : flat;
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (ArrayBuffer.isView(value) && "length" in value) return Number(value.length);
  return value instanceof Map || value instanceof Set ? value.size : undefined;
}

/** As numpy writes it: "(3,)", "(2, 3)" for arrays of equal rows. */
export function shapeOf(value: unknown): string | undefined {
  if (ArrayBuffer.isView(value) && "length" in value) return `(${String(value.length)},)`;
  if (!Array.isArray(value)) return undefined;
  const sizes: number[] = [];
  for (let level: unknown[] = [value]; ; ) {
    const rows = level as (ArrayLike<unknown> | undefined)[];
    const [first] = rows;
    const isRow = Array.isArray(first) || (ArrayBuffer.isView(first) && "length" in first);
    if (!isRow || rows.some((row) => row?.length !== first!.length)) break;
    sizes.push(first.length);
    level = Array.isArray(first) ? (rows as unknown[][]).flat() : [];
    if (level.length === 0) break;
  }
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(", ")})`;
}
