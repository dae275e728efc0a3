/** The picture of the lab testing: which broken simulators the slides' six assertions let through. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Catalogue, openArena } from "@hpts/labkit/arena";
import { ROOT } from "../src/sources.ts";
import { svgText } from "./svg.ts";

const LAB = join(ROOT, "labs", "testing");
const CATALOGUE = join(LAB, "tests", "arena", "catalogue.ts");
const FILES = ["evolve.spec.ts", "edge-cases.spec.ts", "properties.spec.ts", "hunt.spec.ts"];
const SUITES = [
  { name: "The slides' six assertions", dir: join(LAB, "wrong", "six-assertions-only") },
  { name: "The reference's tests", dir: join(LAB, "solution") },
];

const COLUMNS = 14;
const CELL = 24;
const WIDTH = 760;

export async function drawMutants(file: string): Promise<void> {
  const { catalogue } = (await import(pathToFileURL(CATALOGUE).href)) as { catalogue: Catalogue };
  const all = catalogue.mutants.length;
  const body: string[] = [];
  const said: string[] = [];
  for (const [i, { name, dir }] of SUITES.entries()) {
    const specs = { dir, base: join(LAB, "solution") };
    const arena = openArena({ labDir: LAB, catalogueFile: CATALOGUE, catalogue, specs });
    try {
      const killed = new Set((await arena.judge(FILES)).killed);
      const left = 20 + i * (WIDTH / 2);
      const text = `${name} find ${killed.size} of ${all}`;
      said.push(text);
      body.push(`<text x="${left}" y="28">${text}</text>`);
      for (const [at, mutant] of catalogue.mutants.entries()) {
        const x = left + (at % COLUMNS) * CELL;
        const y = 44 + Math.floor(at / COLUMNS) * CELL;
        body.push(killed.has(mutant) ? found(x, y) : missed(x, y));
      }
    } finally {
      arena.close();
    }
  }
  const height = 44 + Math.ceil(all / COLUMNS) * CELL + 36;
  const y = height - 14;
  body.push(
    `${found(20, y - 14)}<text class="small" x="46" y="${y}">a broken simulator that the tests reject</text>`,
    `${missed(330, y - 14)}<text class="small" x="356" y="${y}">one that gets through</text>`,
  );
  const title = `${all} broken simulators. ${said.join(". ")}.`;
  writeFileSync(file, svgText({ width: WIDTH, height, title, body }));
}

const found = (x: number, y: number): string =>
  `<rect class="found" x="${x}" y="${y}" width="18" height="18" rx="3"/>`;

/** A cross as well: not by colour alone. */
const missed = (x: number, y: number): string =>
  `<path class="missed" d="M${x + 1} ${y + 1}h16v16h-16zM${x + 5} ${y + 5}l8 8m0-8l-8 8"/>`;
