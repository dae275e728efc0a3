/** The page of lab.json, from its JSON Schema, which labkit makes of the schema that reads the file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../site/places.ts";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly anyOf?: readonly Schema[];
}

/** What a schema cannot say. A field without words here fails the test. */
const MEANINGS: Readonly<Record<string, string>> = {
  $schema: "where editors find the schema",
  id: "the folder's name",
  title: "what the dashboard shows",
  minutes: "how long the lab takes",
  tier: "hands-on: students write; demo: the instructor shows; optional",
  buildsOn: "ids of labs that come before; advised, not enforced",
  objectives: '"You will be able to"',
  outOfScope: '"Not here", and where instead',
  exercises: "in the order in which they are shown",
  "exercises[].id": "a letter and a number; names the test, the hints, the section of the README",
  "exercises[].title": "what the checklist shows",
  "exercises[].file": "where the student writes",
  "exercises[].points": "what it is worth",
  "exercises[].starter": "how it begins: to do, or failing",
  "exercises[].marks": "shares of the points that a measured share of work earns",
  "exercises[].marks.pass": "done from here on",
  "exercises[].marks.full": "full points from here on",
  "exercises[].marks.honours": "honours from here on",
  "exercises[].speed": "how many times as fast as the starter; `speed/<id>.ts` is what is timed",
  "exercises[].speed.bronze": "the least that is asked for",
  "exercises[].speed.silver": "",
  "exercises[].speed.gold": "",
};

export function labJsonPage(): string {
  const file = "packages/labkit/lab.schema.json";
  const schema = JSON.parse(readFileSync(join(ROOT, file), "utf8")) as Schema;
  return `# lab.json

What a lab says of itself. \`pnpm hpts check <lab>\` reads it and names what is wrong; editors complete it
with [lab.schema.json](../../../${file}), which is made of the schema in
[lab-json.ts](../../../packages/labkit/src/lab/lab-json.ts). The folder around it: [architecture](../../architecture.md#the-lab-contract).

| field | type | must be there | meaning |
|---|---|---|---|
${rowsOf(schema, "").join("\n")}

The lab modeling's, with the first of its exercises:

\`\`\`json
${exampleOf("modeling")}
\`\`\`
`;
}

function exampleOf(lab: string): string {
  const file = join(ROOT, "labs", lab, "lab.json");
  const { exercises, ...rest } = JSON.parse(readFileSync(file, "utf8")) as { exercises: object[] };
  return JSON.stringify({ ...rest, exercises: exercises.slice(0, 1) }, null, 2);
}

function rowsOf({ properties = {}, required = [] }: Schema, path: string): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const own = `${path}${name}`;
    const meaning = MEANINGS[own];
    if (meaning === undefined) throw new Error(`docs/handbook/generate/lab-json.ts lacks "${own}"`);
    const must = required.includes(name) ? "yes" : "";
    const row = `| \`${own}\` | ${typeText(schema)} | ${must} | ${meaning} |`;
    const inner = schema.items?.properties ? rowsOf(schema.items, `${own}[].`) : [];
    return [row, ...inner, ...rowsOf(schema, `${own}.`)];
  });
}

function typeText({ type, enum: values, items, anyOf, ...limits }: Schema): string {
  if (values) return values.map((value) => `\`"${value}"\``).join(" or ");
  if (anyOf) return anyOf.map(typeText).join(" or ");
  if (items) return `list of ${items.type ?? "values"}${items.type?.endsWith("s") ? "" : "s"}`;
  const { pattern, minimum, maximum, exclusiveMinimum } = limits;
  return [
    type,
    pattern && `like \`${pattern}\``,
    minimum !== undefined && `from ${minimum}`,
    exclusiveMinimum !== undefined && `above ${exclusiveMinimum}`,
    maximum !== undefined && `to ${maximum}`,
  ]
    .filter(Boolean)
    .join(", ");
}
