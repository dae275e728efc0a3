/**
 * A part of a process that is running already, as `%prun` and `%lprun` of the REPL need it: V8
 * samples the time, and counters are put into the code that is loaded. Objects stay what they are.
 *
 * Calls are exact for each function; who called whom is sampled. The code begins unoptimised, as in a
 * new process. Where it can be loaded anew, engine exact tells more (run-program.ts).
 */
import { Session } from "node:inspector";
import { GeneratedFiles } from "../engines/generated-files.ts";
import { type Places, profileOfSamples } from "../engines/v8-profile.ts";
import { belowProgram } from "../engines/v8-program.ts";
import { sampleTimes, type V8Profile } from "../engines/v8-tree.ts";
import { functionTable } from "../instrument/function-table.ts";
import type { Meta, Profile } from "../model/profile.ts";
import { TreeBuilder } from "../model/tree-builder.ts";
import type { Part } from "./counted-part.ts";
import { LiveCode, type LoadedScript, loadedCode } from "./live-code.ts";
import { addCalls, type CountedText, linesWithHits } from "./live-counts.ts";
import { type CodePlace, liveLines } from "./live-lines.ts";
import { startSampling } from "./v8-sampler.ts";

/** A script of the program. */
export interface ProgramScript {
  /** As reports name it. */
  readonly file: string;
  /** TypeScript. */
  readonly source: string;
  /** Source map of what V8 runs, where that does not hold its own, inline. */
  readonly map?: object;
}

export interface LiveOptions {
  /** Between samples, microseconds. @default 100 */
  readonly intervalUs?: number;
  /** Count the hits of this function's lines, instead of calls. */
  readonly linesOf?: CodePlace;
  /** Whether a script is the program's; what has called such scripts is left out. */
  readonly isProgram: (url: string) => boolean;
  /** Called at the end, for scripts of the program that ran. */
  readonly scriptOf: (url: string) => ProgramScript;
}

export interface LivePart extends Part {
  /** A text that this part is to run, with counters in it. @param file as reports name it */
  count(file: string, source: string): string;
}

/**
 * @throws ProfileError HPTS_PROFILE_OPTION if the function of `linesOf` cannot be changed while it is
 *   loaded, as one that is running
 */
export function livePart(options: LiveOptions): LivePart {
  const { intervalUs = 100, linesOf, isProgram, scriptOf } = options;
  const session = new Session();
  session.connect();
  const live = countersIn(session, options);
  const sampling = startSampling(session, intervalUs);
  const texts: CountedText[] = [];
  return {
    count(file, source) {
      if (linesOf !== undefined) return source;
      const { text, tables } = live.count(scriptName(file), source);
      texts.push({ file, functions: tables.functions });
      return text;
    },
    end(): Profile {
      const { v8, meta: sampled } = sampling.end();
      live.restore();
      const tables = tablesOf(ranScripts(session, v8, live, isProgram), scriptOf);
      session.disconnect();
      const meta: Meta = {
        ...sampled,
        engine: linesOf === undefined ? "count" : "line",
        notes: notesOf(live),
      };
      const generated = new GeneratedFiles(tables);
      const places: Places = {
        functionAt: (url, line, column, name) => generated.functionAt(url, line, column, name),
        lineAt: (url, line) => generated.lineAt(url, line),
        isOutside: (url) => !isProgram(url),
      };
      const tree = new TreeBuilder();
      const times = belowProgram(v8, sampleTimes(v8), isProgram);
      const { lines: timed, ...profile } = profileOfSamples(tree, v8, times, meta, places);
      const lines = linesOf && linesWithHits(live, tree, places, timed);
      const calls = linesOf === undefined ? addCalls(live, tree, places, texts) : undefined;
      return {
        ...profile,
        frames: { ...tree.frames, ...(calls !== undefined && { calls: calls() }) },
        ...(lines !== undefined && { lines }),
        sources: Object.fromEntries(tables.map(({ file, source }) => [file, source])),
      };
    },
  };
}

function countersIn(session: Session, { linesOf, isProgram }: LiveOptions): LiveCode {
  try {
    if (linesOf !== undefined) return liveLines(session, linesOf);
    const live = new LiveCode(session, "calls");
    live.change(({ url }) => isProgram(url));
    return live;
  } catch (error) {
    session.disconnect();
    throw error;
  }
}

function notesOf({ refused }: LiveCode): string[] {
  const notes = ["callers are sampled"];
  if (refused.length === 0) return notes;
  const files = refused.length === 1 ? "a file" : `${refused.length} files`;
  return [...notes, `calls in ${files} could not be counted, which V8 had in use`];
}

/** Those that were sampled or counted. */
function ranScripts(
  session: Session,
  { nodes }: V8Profile,
  { counted, counts }: LiveCode,
  isProgram: (url: string) => boolean,
): (LoadedScript & { readonly code: string })[] {
  const urls = new Set(nodes.map(({ callFrame }) => callFrame.url));
  for (const { url, tables } of counted) {
    if ([...tables.functions, ...tables.lines].some(({ id }) => counts[id]! > 0)) urls.add(url);
  }
  return loadedCode(session, (url) => isProgram(url) && urls.has(url));
}

function tablesOf(
  scripts: readonly (LoadedScript & { readonly code: string })[],
  scriptOf: (url: string) => ProgramScript,
) {
  return scripts.map(({ url, code }) => {
    const { file, source, map } = scriptOf(url);
    const comment =
      map === undefined
        ? ""
        : `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
    const functions = functionTable(scriptName(file), source);
    return { thread: "", file, url, source, functions, lines: [], code: `${code}${comment}` };
  });
}

/** With a suffix that says which language it is. */
function scriptName(file: string): string {
  return /\.[mc]?[jt]sx?$/.test(file) ? file : `${file}.ts`;
}
