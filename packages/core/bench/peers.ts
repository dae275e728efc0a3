/**
 * Every engine, the peers that this machine has, and the pitfalls, measured against each other.
 *
 *     pnpm bench:peers                    about ten minutes; prints the tables
 *     pnpm bench:peers --rounds 2         quicker and rougher
 *     pnpm bench:peers --write            also replaces docs/measurements/engines.{md,json}
 *
 * Everything runs once a round, in a process of its own, in an order that changes; a ratio is the
 * median over the rounds of the ratios within a round, so that a loaded machine slows both sides.
 * An answer is compared with the exact place before its time is believed.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  engineContestants,
  type Field,
  peerContestants,
  pitfallContestants,
} from "./contestants.ts";
import { type Result, race, WrongAnswerError } from "./race.ts";
import {
  autoTable,
  conditions,
  digits,
  mainTable,
  pitfallTable,
  sizeTable,
  targetTable,
  type Within,
} from "./report.ts";

/** A multiple of 16: every peer's vectors are full. */
const PARTICLES = 1008;

const SIZED = ["reference", "soa", "incremental", "wasm-simd", "threads", "jump", "jump-simd"];

const here = fileURLToPath(new URL(".", import.meta.url));
const target = join(here, "..", "..", "..", "docs", "measurements", "engines");

function main(): void {
  const options = readOptions();
  const folder = mkdtempSync(join(tmpdir(), "hpts-peers-"));
  const say = (text: string): void => console.error(text);
  try {
    const field = peerContestants(folder);
    for (const what of field.missing) say(`missing: ${what}`);
    say("engines and peers");
    const everyone = [...engineContestants(), ...field.contestants];
    const results = race(everyone, PARTICLES, options.rounds, folder, say);
    say("pitfalls");
    const pitfalls = race(pitfallContestants(), PARTICLES, options.rounds, folder, say);
    say("within one process");
    const within = askWithin();
    const text = report(field, results, pitfalls, within, options.rounds);
    console.log(text);
    if (options.write) {
      writeFileSync(`${target}.md`, text);
      writeFileSync(`${target}.json`, json(field, [...results, ...pitfalls], within));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readOptions(): { rounds: number; write: boolean } {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "6" },
      write: { type: "boolean", default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`--rounds must be a whole number, 1 or more, got ${values.rounds}`);
  }
  return { rounds, write: values.write };
}

/** Each question in a fresh process. */
function askWithin(): Within {
  const ask = (...question: string[]) => {
    const args = ["--import", "tsx", join(here, "within.ts"), ...question];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`within.ts ${question.join(" ")}: ${stderr}`);
    return JSON.parse(stdout);
  };
  const each = (question: string, engines: string[]) =>
    Object.fromEntries(engines.map((engine) => [engine, ask(question, engine)]));
  return {
    threads: ask("threads"),
    copy: ask("copy"),
    steps: each("steps", ["jump", "jump-simd"]),
    sizes: each("size", SIZED),
    auto: ask("auto"),
  };
}

function report(
  field: Field,
  results: readonly Result[],
  pitfalls: readonly Result[],
  within: Within,
  rounds: number,
): string {
  return `# Engines, peers and pitfalls

${conditions(field)}
Command: \`pnpm bench:peers --write\`. The same ${PARTICLES} particles for all, ${rounds} rounds, everything once
a round in a process of its own; ratios are medians of the ratios within a round, with the lowest and
the highest. The numbers behind it: [engines.json](engines.json).

## What was to be reached

${targetTable(results, within)}

## Every engine and every peer

ns for one step of one particle; a jump's time is shared among its 10,000 steps. The error is the
largest distance from the exact place, as a share of the distance from the origin.

${mainTable(results)}

\`jump-simd\` takes ${digits(within.copy.jumpNs)} ns a particle for 1e6 particles, copying its inputs and outputs
${digits(within.copy.copyNs)} ns.

## By the number of particles

ns a particle and step; for the two jumps ns a particle, whatever the number of steps.

${sizeTable(within.sizes)}

## What \`auto\` goes by

The fastest engine and its ns a call.

${autoTable(within.auto)}

## Pitfalls

ns for one step of one particle, and how many times that of the plain class; each in a process of its
own. Sizes depend on the version of Node.

${pitfallTable(pitfalls)}
`;
}

function json(field: Field, results: readonly Result[], within: Within): string {
  const rows = results.map(({ contestant, samplesNs, worstError }) => ({
    id: contestant.id,
    steps: contestant.steps,
    worstError,
    samplesNs: samplesNs.map((ns) => Number(ns.toPrecision(6))),
  }));
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n");
  const head = JSON.stringify({ node: process.version, versions: field.versions, within });
  return `{"about": ${head},\n"results": [\n${lines}\n]}\n`;
}

try {
  main();
} catch (error) {
  // What the user can mend is said in a line; anything else is a fault of this program.
  const isKnown = error instanceof RangeError || error instanceof WrongAnswerError;
  const isOption = error instanceof TypeError && "code" in error;
  if (!isKnown && !isOption) throw error;
  console.error(`bench:peers: ${error.message}`);
  process.exitCode = isOption || error instanceof RangeError ? 2 : 1;
}
