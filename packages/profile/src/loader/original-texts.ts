/**
 * `Function.prototype.toString` of the profiled program: the text that a function has without the
 * profiler. Only when it is asked for, the function's file is made runnable once more, with nothing
 * added, and the function is found in it by the number that its text carries.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { H } from "../instrument/dialect.ts";
import { functionTable } from "../instrument/function-table.ts";
import { MODULE_NAME } from "../instrument/names.ts";
import { allChildren, child, type Node, parse } from "../instrument/syntax.ts";
import type { FileTable } from "./program-loader.ts";
import { transformSync } from "./transform.ts";

/** Numbers of functions, as the text of instrumented ones holds them (dialect.ts, bodies.ts). */
const NUMBERS = new RegExp(`${H}(?:e\\(|n\\[)?(\\d+)`, "g");

/** @param dir folder of the run */
export function giveOriginalTexts(dir: string, thread: string): void {
  const { toString: native } = Function.prototype;
  const texts = new OriginalTexts(dir, thread);
  const { toString: value } = {
    toString(this: unknown): string {
      const text: string = Reflect.apply(native, this === value ? native : this, []);
      return text.includes(H) ? (texts.of(text) ?? text) : text;
    },
  };
  const { value: _, ...attributes } = Object.getOwnPropertyDescriptor(
    Function.prototype,
    "toString",
  ) as PropertyDescriptor;
  Object.defineProperty(Function.prototype, "toString", { ...attributes, value });
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface PlainFile {
  readonly code: string;
  /** In the code, by the number of the function. */
  readonly places: ReadonlyMap<number, Place>;
  readonly classes: readonly (Place & { readonly name: string })[];
}

class OriginalTexts {
  readonly #dir: string;
  readonly #thread: string;
  readonly #read = new Set<string>();
  readonly #tables: FileTable[] = [];
  readonly #files = new Map<FileTable, PlainFile>();

  constructor(dir: string, thread: string) {
    this.#dir = dir;
    this.#thread = thread;
  }

  /** @returns undefined if it cannot be told */
  of(text: string): string | undefined {
    try {
      // The outer function is numbered before those in it.
      const id = Math.min(...Array.from(text.matchAll(NUMBERS), ([, digits]) => Number(digits)));
      const table = this.#tableOf(id);
      if (table === undefined) return undefined;
      const { code, places, classes } = this.#plain(table);
      const place = places.get(id);
      if (place === undefined) return undefined;
      const [isClass, name = ""] = /^class\b\s*((?!extends\b)[\w$]+)?/.exec(text) ?? [];
      if (isClass === undefined) {
        // What stands before a method is no part of it.
        return code.slice(place.start, place.end).replace(/^static\s+(?!\()/, "");
      }
      const around = classes.filter(({ start, end }) => start <= place.start && place.end <= end);
      const found = around.findLast((one) => one.name === name);
      return found && code.slice(found.start, found.end);
    } catch {
      return undefined; // the run's folder is gone, or the program has changed what this needs
    }
  }

  #tableOf(id: number): FileTable | undefined {
    const find = () => this.#tables.find(({ functions }) => functions.some((one) => one.id === id));
    const known = find();
    if (known !== undefined) return known;
    for (const name of readdirSync(this.#dir)) {
      if (!name.startsWith(`table-${this.#thread}-`) || this.#read.has(name)) continue;
      this.#read.add(name);
      this.#tables.push(JSON.parse(readFileSync(join(this.#dir, name), "utf8")) as FileTable);
    }
    return find();
  }

  #plain(table: FileTable): PlainFile {
    const known = this.#files.get(table);
    if (known !== undefined) return known;
    const file = plainFile(table);
    this.#files.set(table, file);
    return file;
  }
}

function plainFile({ file, source, functions, isRequired = false }: FileTable): PlainFile {
  const { code } = transformSync(file, source, {
    engine: "sample",
    numbering: { function: () => 0, line: () => 0 },
    runtimeUrl: "",
    isMeasured: false,
    isRequired,
  });
  const js = file.replace(/t(sx?)$/, "j$1");
  const plain = functionTable(js, code);
  const places = new Map<number, Place>();
  for (const [name, entries] of byName(functions)) {
    const same = byName(plain).get(name) ?? [];
    // esbuild adds functions, for enums say; it neither removes nor moves any.
    if (same.length !== entries.length || name === MODULE_NAME) continue;
    for (const [i, { id }] of entries.entries()) places.set(id, same[i] as Place);
  }
  return { code, places, classes: classesIn(parse(js, code).program) };
}

function byName<T extends { readonly name: string }>(entries: readonly T[]): Map<string, T[]> {
  const named = new Map<string, T[]>();
  for (const one of entries) {
    const same = named.get(one.name);
    if (same === undefined) named.set(one.name, [one]);
    else same.push(one);
  }
  return named;
}

/** Outer ones first. */
function classesIn(program: Node): PlainFile["classes"] {
  const found: (Place & { name: string })[] = [];
  const walk = (node: Node): void => {
    if (/^Class(Declaration|Expression)$/.test(node.type)) {
      const { start, end } = node;
      found.push({ start, end, name: String(child(node, "id")?.["name"] ?? "") });
    }
    for (const [, inner] of allChildren(node)) walk(inner);
  };
  walk(program);
  return found;
}
