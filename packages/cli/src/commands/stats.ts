/** `hpts stats`: one report of a profile, or the browser. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseRestriction, type Restriction, Stats, StatsBrowser, summary } from "@hpts/profile";
import { checkOutput, countOf, profileAt, sayingMistakes, standingIn } from "../profile-files.ts";
import { Interrupted } from "../report.ts";
import { statsData } from "../stats-data.ts";

export interface StatsFlags {
  readonly sort?: string;
  readonly top?: string;
  readonly reverse?: boolean;
  readonly strip?: boolean;
  readonly callers?: boolean;
  readonly callees?: boolean;
  readonly summary?: boolean;
  readonly idle?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

export async function showStats(words: readonly string[], flags: StatsFlags): Promise<void> {
  await sayingMistakes(async () => {
    const { files, restrictions } = sortWords(words);
    const { idle, ...reporting } = flags;
    const isBrowser = restrictions.length === 0 && Object.keys(reporting).length === 0;
    if (isBrowser) await browse(files, idle ?? false);
    else printReport(files, restrictions, flags);
  });
}

const READING = { read: profileAt, cwd: standingIn() };

/** Files come first. What looks like one and is not there is a mistake and no pattern. */
function sortWords(words: readonly string[]): { files: string[]; restrictions: Restriction[] } {
  const isFile = (word: string): boolean => existsSync(resolve(standingIn(), word));
  const end = words.findIndex(
    (word, i) => i > 0 && !isFile(word) && !/\.(json|cpuprofile|heapprofile)$/.test(word),
  );
  const count = end === -1 ? words.length : end;
  return {
    files: words.slice(0, count),
    restrictions: words.slice(count).map(parseRestriction),
  };
}

function printReport(files: readonly string[], patterns: Restriction[], flags: StatsFlags): void {
  if (flags.output !== undefined) checkOutput(flags.output, "the tables");
  const stats = new Stats(files, { ...READING, withIdle: flags.idle ?? false });
  if (flags.output !== undefined) stats.dumpStats(resolve(standingIn(), flags.output));
  if (flags.strip) stats.stripDirs();
  stats.sortStats(...(flags.sort ?? "cumulative").split(","));
  if (flags.reverse) stats.reverseOrder();
  const top = flags.top === undefined ? [] : [countOf("-n", flags.top)];
  const restrictions = [...patterns, ...top];
  if (flags.json) {
    console.log(JSON.stringify(statsData(stats, restrictions), null, 1));
    return;
  }
  if (flags.summary) process.stdout.write(summary(stats.profile));
  if (!flags.callers && !flags.callees && !flags.summary) stats.printStats(...restrictions);
  if (flags.callers) stats.printCallers(...restrictions);
  if (flags.callees) stats.printCallees(...restrictions);
}

async function browse(files: readonly string[], withIdle: boolean): Promise<void> {
  const [first = "", ...others] = files;
  const browser = new StatsBrowser({ stream: process.stdout, ...READING, withIdle });
  // Files that cannot be read end the command; typed later, they only give a message.
  for (const file of files) profileAt(file);
  browser.execute(`read ${first}`);
  for (const file of others) browser.execute(`add ${file}`);
  console.log("A profile's tables, as in Python's pstats browser. help lists the commands.");
  await converse(browser);
}

/** Until quit, or the end of the input. */
async function converse(browser: StatsBrowser): Promise<void> {
  const { stdin: input, stdout: output } = process;
  const completer = (line: string): [string[], string] => {
    const last = /\S*$/.exec(line)?.[0] ?? "";
    const words = browser.complete(line);
    return [words.map((word) => (word.endsWith("/") ? word : `${word} `)), last];
  };
  const isPerson = Boolean(input.isTTY && output.isTTY);
  const lines = createInterface({ input, output, terminal: isPerson, completer });
  let isInterrupted = false;
  lines.on("SIGINT", () => {
    isInterrupted = true;
    lines.close();
  });
  const ask = (): void => {
    lines.setPrompt(browser.prompt);
    lines.prompt();
  };
  ask();
  let isLeft = false;
  for await (const line of lines) {
    isLeft = browser.execute(line);
    if (isLeft) break;
    ask();
  }
  lines.close();
  if (isInterrupted) throw new Interrupted();
  if (!isLeft) browser.execute("EOF");
}
