/**
 * %prun and %lprun: where the time of a statement goes, as IPython and line_profiler tell it. What is
 * in memory is profiled as it is, so objects that were made before are part of it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type CodePlace,
  type LivePart,
  lineTable,
  livePart,
  type Profile,
  ProfileError,
  type ProgramScript,
  parseRestriction,
  Stats,
  saveProfile,
} from "@hpts/profile";
import { functionSource } from "../function-source.ts";
import { Interruption } from "../interrupt.ts";
import type { Magic, MagicResult } from "../magic.ts";
import { type MagicOptions, parseOptions, wholeNumber } from "../options.ts";
import { ReplError } from "../repl-error.ts";
import type { Session } from "../session.ts";

const FILES = [
  "-D F  keep the profile in a file, for hpts stats and hpts convert",
  "-T F  and the text",
];

/** A tenth of the time is then known to a third. */
const ENOUGH_SAMPLES = 100;

/** @param samples of time that tell where it went @returns a line, or nothing if they are enough */
function doubtOf(samples: number): string {
  if (samples >= ENOUGH_SAMPLES) return "";
  const got = samples === 1 ? "1 sample of time is" : `${samples} samples of time are`;
  return `\n*** ${got} too few for shares that hold: let the statement run longer, as in a loop.`;
}

export const PROFILE_MAGICS: readonly Magic[] = [
  {
    name: "prun",
    usage: "%prun [-s key] [-l limit] [-n rows] [-q] [-r] [-D file] [-T file] statement",
    purpose: "where the time goes, function by function; %%prun: of the body",
    details: [
      "-s K  sort key: time if not said otherwise, cumulative, calls, ...",
      "-l L  how many functions, a share of them, or a part of their names",
      "-n N  the first N functions, as hpts profile has it; after -l",
      "-q    print nothing",
      "-r    give the Stats: s = %prun -r f(x)",
      ...FILES,
      "Calls are counted, callers and time are sampled; code begins unoptimised. For a",
      "program that can be run anew, hpts profile is more exact.",
    ],
    run: (session, text) => profileFunctions(session, text, ""),
    runCell: (session, text, body) => profileFunctions(session, text, body),
  },
  {
    name: "lprun",
    usage: "%lprun -f function [-r] [-D file] [-T file] statement",
    purpose: "where the time goes, line by line",
    details: ["-f F  the function whose lines are shown", "-r    give the profile", ...FILES],
    run: profileLines,
  },
];

async function profileFunctions(
  session: Session,
  text: string,
  body: string,
): Promise<MagicResult> {
  const options = parseOptions(text, "s:l:n:qrD:T:", "prun");
  const statement = [options.rest, body].filter((part) => part.trim() !== "").join("\n");
  if (statement === "") throw new ReplError("%prun needs a statement: %prun f(x)");
  const rows = wholeNumber(options, "n", { least: 1, name: "prun" });
  const { profile, ending } = await profiled(session, statement);
  const stats = new Stats(profile, { cwd: session.host.cwd });
  inWords(() => {
    stats.sortStats(...(options.lists.get("s") ?? ["time"]));
    const limits = (options.lists.get("l") ?? []).map(parseRestriction);
    const report = stats.statsText(...limits, ...(rows === undefined ? [] : [rows]));
    const doubt = doubtOf(profile.meta.samples ?? 0);
    show(session, options, profile, `${ending}${report.trimEnd()}${doubt}`);
  });
  return options.flags.has("r") ? { value: stats } : undefined;
}

async function profileLines(session: Session, text: string): Promise<MagicResult> {
  const options = parseOptions(text, "f:rD:T:", "lprun");
  const name = options.values.get("f");
  if (name === undefined || options.rest === "") {
    throw new ReplError("%lprun needs a function and a statement: %lprun -f f f(x)");
  }
  const fn = await session.evaluate(name);
  if (typeof fn !== "function") throw new ReplError(`${name} is no function`);
  const source = functionSource(session, fn as (...args: never[]) => unknown);
  const linesOf = placeOf(session, fn as object);
  if (source === undefined || linesOf === undefined || !isProgram(linesOf.url)) {
    throw new ReplError(
      `${name} is no function of the session, nor of a file that it has imported`,
    );
  }
  const { profile, ending } = await profiled(session, options.rest, linesOf);
  const wanted = `${source.file}:${source.line}(`;
  inWords(() => {
    const isCalled = profile.lines?.line.length !== 0;
    const table = isCalled
      ? lineTable(profile, { function: wanted }).trimEnd() + doubtOf(samplesIn(profile))
      : `${name} was not called`;
    show(session, options, profile, `${ending}${table}`);
  });
  return options.flags.has("r") ? { value: profile } : undefined;
}

async function profiled(
  session: Session,
  statement: string,
  linesOf?: CodePlace,
): Promise<{ profile: Profile; ending: string }> {
  const part = inWords(() =>
    livePart({
      isProgram,
      scriptOf: (url) => scriptOf(session, url),
      ...(linesOf !== undefined && { linesOf }),
    }),
  );
  let ending = "";
  let failure: { error: unknown } | undefined;
  try {
    await session.evaluate(counted(part, session, statement));
  } catch (error) {
    failure = { error };
  }
  const profile = part.end();
  if (failure !== undefined) {
    if (!(failure.error instanceof Interruption)) throw failure.error;
    ending = "*** KeyboardInterrupt exception caught in code being profiled.\n";
  }
  return { profile, ending };
}

/** Of the samples of a profile of one function's lines, those that fell into it and what it calls. */
function samplesIn({ lines, nodes, meta: { samples = 0 } }: Profile): number {
  const sum = (times: Float64Array): number => times.reduce((all, us) => all + us, 0);
  const allUs = sum(nodes.selfUs);
  if (lines === undefined || allUs === 0) return 0;
  // What a recursion calls is counted for each call above it.
  return Math.round(samples * Math.min(1, sum(lines.totalUs ?? lines.selfUs) / allUs));
}

function placeOf({ evaluator }: Session, fn: object): CodePlace | undefined {
  const at = evaluator.locationOf(fn);
  const url = at && evaluator.scriptUrls().get(at.scriptId);
  return at === undefined || url === undefined ? undefined : { ...at, url };
}

/** The statement with counters in it; what does not parse is told when it is run. */
function counted(part: LivePart, { nextNumber }: Session, statement: string): string {
  try {
    return part.count(`In[${nextNumber - 1}]`, statement);
  } catch {
    return statement;
  }
}

/** Inputs, and what the session has loaded; nothing of hpts itself. */
function isProgram(url: string): boolean {
  return /^In\[\d+\]$/.test(url) || /^file:.*[?&]repl=/.test(url);
}

function scriptOf({ inputs }: Session, url: string): ProgramScript {
  const [, number] = /^In\[(\d+)\]$/.exec(url) ?? [];
  if (number === undefined) {
    const file = fileURLToPath(new URL(url).href.replace(/\?.*$/, ""));
    return { file, source: readFileSync(file, "utf8") };
  }
  const record = inputs[Number(number) - 1];
  const file = record?.loaded?.file ?? url;
  return {
    file,
    source: record?.code ?? "",
    ...(record?.map !== undefined && { map: record.map.payload }),
  };
}

function show(session: Session, options: MagicOptions, profile: Profile, text: string): void {
  const { flags, values } = options;
  const { print, cwd } = session.host;
  if (!flags.has("q")) print(text);
  const dump = values.get("D");
  const printed = values.get("T");
  if (dump !== undefined) {
    saveProfile(resolve(cwd, dump), profile);
    print(`\n*** Profile written to ${dump}: hpts stats ${dump} shows it.`);
  }
  if (printed !== undefined) {
    writeText(resolve(cwd, printed), `${text}\n`);
    print(`\n*** Report written to ${printed}.`);
  }
}

function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new ReplError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** What the profile package says of a wrong option is for the person who typed it. */
function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ProfileError ? new ReplError(error.message) : error;
  }
}
