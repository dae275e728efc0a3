/**
 * A prompt that works as `hpts repl` does as far as B7 goes, on the workbench: it runs every line
 * and notes what it has made and evolved, by value, so it does not matter how a line is written.
 * Nothing is timed, and %timeit runs its statement only once.
 */
import * as core from "@hpts/core";
import { toJavaScript } from "@hpts/labkit/javascript";
import { demand } from "@hpts/labkit/test";
import { type Evolved, type Ledger, onLedger } from "./ledger.ts";
import { type Failure, Scope } from "./scope.ts";
import { readLine } from "./session-lines.ts";
import { ParticleSimulator, randomParticles } from "./workbench.ts";

export interface SessionLine {
  /** As the student has typed it. */
  readonly text: string;
  /** "time" for %time; none for a statement. */
  readonly magic?: string;
  /** Such as { n: "1", r: "3" }. */
  readonly options: Readonly<Record<string, string>>;
  readonly made: readonly { readonly n: number; readonly seed: number }[];
  readonly evolved: readonly Evolved[];
  /** How many simulators the line has made. */
  readonly simulators: number;
  /** The one that is called `simulator` after this line. */
  readonly simulator?: { readonly n: number; readonly first: number };
  /** Why the line does not run. */
  readonly fault?: string;
}

/** Of a session, all lines together, in characters: who hands in more has not typed it. */
const MOST = 5000;

/** @throws AssertionError if that is no list of lines */
export async function runSession(texts: readonly string[]): Promise<SessionLine[]> {
  const isText = Array.isArray(texts) && texts.every((text) => typeof text === "string");
  demand(isText, "session() gives a list of lines, each of them a string");
  const { length } = texts.join("\n");
  demand(length <= MOST, `the session has ${length} characters; five lines are enough`);
  const prompt = new Prompt();
  const lines: SessionLine[] = [];
  for (const text of await wholeInputs(texts)) lines.push(await prompt.run(text));
  return lines;
}

/** A statement may go on in the next line; a magic may not. */
async function wholeInputs(texts: readonly string[]): Promise<string[]> {
  const rows = texts.join("\n").split(/\r?\n/);
  const inputs: string[] = [];
  while (rows.length > 0) {
    let input = rows.shift()!;
    while (rows.length > 0 && (await isIncomplete(input))) input += `\n${rows.shift()}`;
    if (input.trim() !== "") inputs.push(input.trim());
  }
  return inputs;
}

async function isIncomplete(input: string): Promise<boolean> {
  if (readLine(input).magic !== undefined) return false;
  const fault = await toJavaScript(input).catch((error: unknown) => error);
  return fault instanceof SyntaxError && fault.message.endsWith("end of file");
}

/** Evolving is only noted, so every line takes milliseconds. */
const ENDLESS_MS = 1000;

/** What is typed runs in a scope of its own; what it makes and evolves is asked of this side. */
class Prompt {
  #made = 0;
  readonly #scope: Scope;

  constructor() {
    const count = (): void => {
      this.#made++;
    };
    class CountedSimulator extends ParticleSimulator {
      constructor(...args: ConstructorParameters<typeof ParticleSimulator>) {
        super(...args);
        count();
      }
    }
    this.#scope = new Scope({ ParticleSimulator: CountedSimulator, randomParticles });
  }

  async run(text: string): Promise<SessionLine> {
    const { magic, options, isCell, statement } = readLine(text);
    this.#made = 0;
    let fault: string | undefined;
    const isCode = magic === undefined || magic === "time" || magic === "timeit";
    const { made, evolved }: Ledger = await onLedger(async () => {
      if (isCell) fault = CELL_FAULT;
      else if (isCode) fault = await this.#faultOf(statement, magic === "timeit");
    });
    const { simulator } = this.#scope;
    return {
      text,
      ...(magic !== undefined && { magic }),
      options,
      made: [...made],
      evolved: [...evolved],
      simulators: this.#made,
      ...(simulator instanceof ParticleSimulator && { simulator: seen(simulator) }),
      ...(fault !== undefined && { fault }),
    };
  }

  /** Runs a statement; says what is wrong with it. */
  async #faultOf(statement: string, isTimed: boolean): Promise<string | undefined> {
    try {
      const code = await toJavaScript(statement);
      if (isTimed && /\bimport\b/.test(code)) return "import first, then time";
      const hasOwnScope = isTimed || /\bawait\b(?! import\()/.test(code);
      const script = hasOwnScope ? inFunction(code) : atTopLevel(code);
      const failure = await this.#scope.run(script, ENDLESS_MS);
      return failure && adviceOn(failure, statement);
    } catch (error) {
      if (error instanceof SyntaxError) return adviceOn(error, statement);
      throw error;
    }
  }
}

const CELL_FAULT =
  "%% takes the lines below it, up to an empty one: a statement on the same line is for %";

const seen = ({ particles }: ParticleSimulator) => ({
  n: particles.length,
  first: particles[0]?.x ?? 0,
});

const inFunction = (code: string): string =>
  `(async () => {\n${code.replaceAll(/\bimport\(/g, "__import(")}\n})()`;

/** What is declared stays, and may be declared again. */
const atTopLevel = (code: string): string =>
  code
    .replaceAll(/^import ([^"]+) from ("[^"]+");$/gm, importStatement)
    .replaceAll(/\bawait import\(/g, "__import(")
    .replaceAll(/^(?:const|let) /gm, "var ");

function importStatement(_all: string, names: string, from: string): string {
  const namespace = /^\* as ([\w$]+)$/.exec(names)?.[1];
  if (namespace !== undefined) return `var ${namespace} = __import(${from});`;
  const picks = names.replaceAll(/[{}\s]+/g, " ").split(",");
  const pairs = picks.map((pick) => pick.trim().split(" as ")).filter(([name]) => name !== "");
  const wanted = JSON.stringify(pairs.map(([name]) => name));
  const pattern = pairs.map(([name, as = name]) => `${name}: ${as}`).join(", ");
  return `var { ${pattern} } = __import(${from}, ${wanted});`;
}

const NO_BRACES = /^\s*import\s+(?!type\b)([\w$]+(?:\s*,\s*[\w$]+)*)\s+from\b/;

function adviceOn({ name, message, code }: Failure, statement: string): string {
  if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "it comes to no end";
  const names = NO_BRACES.exec(statement)?.[1];
  if (names?.split(/[\s,]+/).every((one) => one in core)) {
    return `named imports need { }: import { ${names} } from "@hpts/core"`;
  }
  if (names !== undefined) return 'named imports need { }, and "@hpts/core" has no others';
  if (/\s-[a-z]\s*\d+\s*;?$/.test(statement)) return "options stand before the statement";
  const unknown = /^([\w$]+) is not defined$/.exec(message)?.[1];
  if (unknown !== undefined && unknown in core) return `${unknown} is not imported at this point`;
  if (/^import\b/.test(statement)) return `${message}. All it needs is in "@hpts/core"`;
  return `${name}: ${message}`;
}
