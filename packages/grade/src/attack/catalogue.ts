/**
 * The catalogue of hostile submissions: texts in the folder attacks/, one file a category. They are
 * texts, and no modules, so that nothing ever imports one by mistake.
 *
 *     # 1 ending the process early         number and title of the category
 *     === exit-on-load                     an attack, by its id
 *     tries to ...                         a sentence
 *     lab modeling                         default: modeling
 *     asks M1 M5                           default for modeling: M1 M5
 *     earns M1                             default for modeling: M1
 *     keeps M1                             default: none
 *     gradings 2                           default: 1
 *     make symlink starter/x.ts ...        see hand-in.ts
 *     --- starter/steps.ts                 a file, to the next line of dashes or equal signs
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Action, Attack, Category } from "./attack.ts";

/** The folder attacks/ of this package; found by its name, for this file may be part of a bundle. */
export const ATTACKS_DIR: string = join(
  dirname(createRequire(import.meta.url).resolve("@hpts/grade/attack")),
  "../../attacks",
);

export function readCatalogue(dir: string = ATTACKS_DIR): Attack[] {
  const names = readdirSync(dir).filter((name) => name.endsWith(".attacks"));
  const attacks = names
    .sort()
    .flatMap((name) => parseAttacks(readFileSync(join(dir, name), "utf8")));
  const ids = new Set<string>();
  for (const { id } of attacks) {
    if (ids.has(id)) throw new Error(`two attacks are called ${id}`);
    ids.add(id);
  }
  return attacks;
}

/** @throws Error that names the line which makes no sense */
export function parseAttacks(text: string): Attack[] {
  const [head = "", ...rest] = text.split(/^=== /m);
  const [, number, title] = /^# (\d+) (.+)$/m.exec(head) ?? [];
  if (number === undefined) throw new Error('a file of attacks begins with "# <number> <title>"');
  const category = { number: Number(number), title: title! };
  return rest.map((one) => attackOf(one, category));
}

/** Sections that begin with `--- <path>`: path -> text; what stands before them is `head`. */
export function parseFiles(text: string): { head: string; files: Map<string, string> } {
  const [head = "", ...sections] = text.split(/^--- /m);
  const files = sections.map((section): [string, string] => {
    const end = section.indexOf("\n");
    return [pathOf(section.slice(0, end)), section.slice(end + 1)];
  });
  return { head, files: new Map(files) };
}

/** In quotes, a path is JSON: any character may be in it. */
const pathOf = (word: string): string => (word.startsWith('"') ? JSON.parse(word) : word.trim());

/** What is asked and earned where an attack does not say: its wrong file is steps.ts, say. */
const DEFAULTS: Readonly<Record<string, { asks: readonly string[]; earns: readonly string[] }>> = {
  modeling: { asks: ["M1", "M5"], earns: ["M1"] },
  profiling: { asks: ["P4"], earns: [] },
  testing: { asks: ["T2"], earns: [] },
  timing: { asks: ["B2"], earns: [] },
};

function attackOf(text: string, category: Category): Attack {
  const { head, files } = parseFiles(text);
  const [id = "", ...lines] = head.split("\n");
  const fields = new Map<string, string>();
  const actions: Action[] = [];
  for (const line of lines.filter((one) => one.trim() !== "")) {
    const [, key = "", value = ""] = /^(\w+) (.+)$/.exec(line) ?? [];
    if (key === "make") actions.push(actionOf(value));
    else if (["tries", "lab", "asks", "earns", "keeps", "gradings"].includes(key))
      fields.set(key, value);
    else throw new Error(`the attack ${id} has a line that nobody knows: ${line}`);
  }
  const lab = fields.get("lab") ?? "modeling";
  const defaults = DEFAULTS[lab];
  const tries = fields.get("tries");
  if (tries === undefined || defaults === undefined) {
    throw new Error(`the attack ${id} needs the line "tries" and a lab that is known`);
  }
  const list = (key: string): readonly string[] | undefined =>
    fields
      .get(key)
      ?.split(" ")
      .filter((word) => word !== "none");
  return {
    id: id.trim(),
    category,
    tries,
    lab,
    asks: list("asks") ?? defaults.asks,
    earns: list("earns") ?? defaults.earns,
    keeps: list("keeps") ?? [],
    gradings: Number(fields.get("gradings") ?? 1),
    files,
    actions,
  };
}

function actionOf(text: string): Action {
  const [make = "", ...words] = text.split(" ");
  return { make, words };
}
