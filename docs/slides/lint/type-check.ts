/**
 * Whether the TypeScript on the slides compiles: every block marked `ts` becomes a module, and the compiler
 * looks at all of them at once. What a block needs and does not show stands before it in the same slide:
 *
 *     <!-- given: declare const steps: number; -->
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fencesOf } from "../compiler/fences.ts";
import type { Slide } from "../compiler/slide.ts";
import type { Fault } from "./lint.ts";

export interface CodeBlock {
  readonly slide: Slide;
  readonly given: string;
  readonly code: string;
  /** From 1, in the slide. */
  readonly number: number;
}

const GIVEN = /<!--\s*given:\s*([\s\S]*?)\s*-->/g;

/** Blocks that stand in the slides; code of the course's files is checked where it comes from. */
export function codeBlocks(slides: readonly Slide[]): CodeBlock[] {
  return slides.flatMap((slide) => {
    const lines = slide.body.split("\n");
    const given = Array.from(slide.body.matchAll(GIVEN), ([, text]) => text).join("\n");
    return fencesOf(lines)
      .filter(({ info }) => /^(ts|typescript)$/.test(info))
      .map(({ start, end }, i) => ({
        slide,
        given,
        code: lines.slice(start + 1, end).join("\n"),
        number: i + 1,
      }));
  });
}

/**
 * @param dir is made, and deleted afterwards; imports are resolved from there
 * @param base the tsconfig whose options hold
 */
export function typeFaults(blocks: readonly CodeBlock[], dir: string, base: string): Fault[] {
  const names = new Map(blocks.map((block) => [`${block.slide.id}-${block.number}.ts`, block]));
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  try {
    for (const [name, { given, code }] of names) {
      writeFileSync(join(dir, name), `${given.replaceAll("\n", " ")}\n${code}\nexport {};\n`);
    }
    const options = { noUnusedLocals: false, noUnusedParameters: false };
    const config = { extends: base, compilerOptions: options, include: ["*.ts"] };
    writeFileSync(join(dir, "tsconfig.json"), JSON.stringify(config));
    return [...complaints(dir)].map(([, name = "", line = "", message = ""]) => {
      const { slide, number } = names.get(name)!;
      return {
        rule: "types",
        place: `${slide.file}:${slide.line}`,
        message: `${slide.title}: block ${number}, line ${Number(line) - 1}: ${message}`,
      };
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function complaints(dir: string): Iterable<RegExpExecArray> {
  const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
  const tsc = join(dirname(manifest), "bin", "tsc");
  const args = [tsc, "-p", dir, "--noEmit", "--pretty", "false"];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: dir, encoding: "utf8" });
  const found = [...stdout.matchAll(/^([\w.-]+\.ts)\((\d+),\d+\): error (TS\d+: .*)$/gm)];
  if (status !== 0 && found.length === 0) throw new Error(`tsc ended with ${status}: ${stdout}`);
  return found;
}
