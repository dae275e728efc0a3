import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readDeck, slidesOf } from "../../slides/compiler/deck.ts";
import { ROOT } from "../../slides/compiler/site.ts";
import { lintDeck } from "../../slides/lint/lint.ts";
import { codeBlocks, typeFaults } from "../../slides/lint/type-check.ts";

const made: string[] = [];

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

/** A repository of these files; below docs/, where packages are found. */
function repository(files: Record<string, string>): string {
  mkdirSync(join(ROOT, "docs", ".hpts"), { recursive: true });
  const root = mkdtempSync(join(ROOT, "docs", ".hpts", "lint-"));
  made.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

const GOOD = "<!-- minutes: 2, budget: 2 -->\n## A\n\ntext\n\nNotes:\n\nsaid\n";

function faultsOf(text: string, files: Record<string, string> = {}): string[] {
  const root = repository({ "deck/01-a.md": text, ...files });
  return lintDeck(readDeck(join(root, "deck"), root), root).map(
    ({ place, rule, message }) => `${place} ${rule}: ${message}`,
  );
}

test("a good slide has no fault", () => {
  expect(faultsOf(GOOD)).toEqual([]);
});

test("a slide without a heading, or with smaller ones, is found", () => {
  expect(faultsOf(GOOD.replace("## A", "A"))).toEqual([
    'deck/01-a.md:1 heading: : expected one heading "## ...", found none',
  ]);
  expect(faultsOf(GOOD.replace("text", "### B"))).toEqual([
    'deck/01-a.md:1 heading: A: expected one heading "## ...", found ## A, ### B',
  ]);
});

test("a slide that is too long is found, one at the limit is not", () => {
  const bullets = (n: number): string => GOOD.replace("text", "- bullet\n".repeat(n));
  const code = (n: number): string => GOOD.replace("text", `\`\`\`text\n${"x\n".repeat(n)}\`\`\``);

  expect(faultsOf(bullets(5))).toEqual([]);
  expect(faultsOf(bullets(6))).toEqual([
    "deck/01-a.md:1 bullets: A: 6 bullets; at most 5 are remembered",
  ]);
  expect(faultsOf(code(12))).toEqual([]);
  expect(faultsOf(code(13))).toEqual(["deck/01-a.md:1 lines: A: 13 lines; at most 12 are read"]);
});

test("lines of included code count, and a region that is not there is found", () => {
  const files = { "src/a.ts": `export function a() {\n${"  go();\n".repeat(12)}}\n` };
  const including = (region: string): string => GOOD.replace("text", `<<< src/a.ts#${region}`);

  expect(faultsOf(including("a"), files)).toEqual([
    "deck/01-a.md:1 lines: A: 14 lines; at most 12 are read",
  ]);
  expect(faultsOf(including("b"), files)).toEqual([
    'deck/01-a.md:1 code: deck/01-a.md, slide "A": src/a.ts has no region "b": there are a',
  ]);
  expect(faultsOf(including("a"))[0]).toContain("there is no such file in the repository");
});

test("minutes that are missing, or are not the budget, are found", () => {
  expect(faultsOf(GOOD.replace("budget: 2", "budget: 3"))).toEqual([
    "deck/01-a.md minutes: a: slides take 2 minutes of 3",
  ]);
  expect(faultsOf(GOOD.replace("minutes: 2, ", ""))).toEqual([
    "deck/01-a.md minutes: a: slides take 0 minutes of 2",
    "deck/01-a.md:1 minutes: A: how long does it take? <!-- minutes: 2 -->",
  ]);
});

test("a slide without notes is found", () => {
  expect(faultsOf(GOOD.replace(/Notes:[\s\S]*/, ""))).toEqual([
    "deck/01-a.md:1 notes: A: there are no notes: what is to be said, asked, minded?",
  ]);
});

test("a picture that is not there, or has no words, is found", () => {
  expect(faultsOf(GOOD.replace("text", "![](b.svg)"))).toEqual([
    "deck/01-a.md:1 image: there is no picture b.svg",
    "deck/01-a.md:1 image: b.svg has no words for those who do not see it",
    "deck/01-a.md:4 links: b.svg: there is no such file",
  ]);
});

test("a link that leads nowhere is found; figures are no links of this kind", () => {
  const linked = GOOD.replace("text", "[5x](claim:a) and [b](b.md)");

  expect(faultsOf(linked)).toEqual(["deck/01-a.md:4 links: b.md: there is no such file"]);
});

test("a lab's slide needs a lab, and its command", () => {
  const lab = GOOD.replace("minutes: 2", "minutes: 2, lab: knots");

  expect(faultsOf(lab)).toEqual(["deck/01-a.md:1 lab: A: there is no lab knots"]);
  expect(faultsOf(lab, { "labs/knots/lab.json": "{}" })).toEqual([
    'deck/01-a.md:1 lab: A: the slide of a lab shows "pnpm test --filter lab-knots"',
  ]);
});

test("TypeScript that does not compile is found, by its slide and line; what is given is known", () => {
  const code =
    "<!-- given: declare const n: number; -->\n```ts\nconst a: number = n;\nconst b: string = a;\n```";
  const root = repository({ "deck/01-a.md": GOOD.replace("text", code) });
  const slides = slidesOf(readDeck(join(root, "deck"), root));

  const faults = typeFaults(
    codeBlocks(slides),
    join(root, "code"),
    join(ROOT, "tsconfig.base.json"),
  );

  expect(faults).toEqual([
    {
      rule: "types",
      place: "deck/01-a.md:1",
      message: "A: block 1, line 2: TS2322: Type 'number' is not assignable to type 'string'.",
    },
  ]);
});
