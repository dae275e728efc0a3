/**
 * A part of a process that is running already, as `%prun` and `%lprun` of the REPL need it: V8
 * samples the time, and its coverage counts calls and hits. Nothing has to be loaded anew.
 *
 * Calls are exact for each function; who called whom is sampled. Coverage switches inlining off, so
 * small functions take longer than they do without it: 4 times on a program that does nothing but
 * call. Where the code can be loaded anew, engine exact is the better one (run-program.ts).
 */
import { Session } from "node:inspector";
import { type CoveredScript, functionsOf } from "../engines/coverage.ts";
import { GeneratedFiles } from "../engines/generated-files.ts";
import { type Places, profileOfSamples } from "../engines/v8-profile.ts";
import { belowProgram } from "../engines/v8-program.ts";
import { sampleTimes, type V8Profile } from "../engines/v8-tree.ts";
import { functionTable } from "../instrument/function-table.ts";
import type { Lines, Meta } from "../model/profile.ts";
import { TreeBuilder } from "../model/tree-builder.ts";
import type { Part } from "./counted-part.ts";
import { answerOf } from "./inspector-answer.ts";
import { type CodePlace, type LiveLines, liveLines } from "./live-lines.ts";

/** A script of the program. */
export interface ProgramScript {
  /** As reports name it. */
  readonly file: string;
  /** TypeScript. */
  readonly source: string;
  /** Source map of what V8 runs, where that does not hold its own, inline. */
  readonly map?: object;
}

export interface CoveredOptions {
  /** Between samples, microseconds. @default 100 */
  readonly intervalUs?: number;
  /** A function whose lines are counted as well. */
  readonly linesOf?: CodePlace;
  /** Whether a script is the program's; what has called such scripts is left out. */
  readonly isProgram: (url: string) => boolean;
  /** Called at the end, for scripts of the program that ran. */
  readonly scriptOf: (url: string) => ProgramScript;
}

const NOTE = "calls counted by V8's coverage, which slows small functions down; callers sampled";

/**
 * @throws ProfileError HPTS_PROFILE_OPTION if the function of `linesOf` cannot be changed while it is
 *   loaded, as one that is running
 */
export function coveredPart(options: CoveredOptions): Part {
  const { intervalUs = 100, linesOf, isProgram, scriptOf } = options;
  const session = new Session();
  session.connect();
  const live = linesOf && linesIn(session, linesOf);
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: intervalUs });
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  session.post("Profiler.start");
  const startedAt = new Date().toISOString();
  return {
    end() {
      const v8 = answerOf<{ profile: V8Profile }>(session, "Profiler.stop").profile;
      live?.restore();
      const scripts = coveredScripts(session, isProgram);
      session.disconnect();
      const meta: Meta = {
        engine: live === undefined ? "count" : "line",
        node: process.versions.node,
        command: process.argv.slice(1),
        cwd: process.cwd(),
        startedAt,
        intervalUs,
        wallUs: v8.endTime - v8.startTime,
        notes: [NOTE],
      };
      const tables = scripts.map((script) => tableOf(script, scriptOf(script.url)));
      const generated = new GeneratedFiles(tables);
      const places: Places = {
        functionAt: (url, line, column, name) => generated.functionAt(url, line, column, name),
        lineAt: (url, line) => generated.lineAt(url, line),
        isOutside: (url) => !isProgram(url),
      };
      const tree = new TreeBuilder();
      const times = belowProgram(v8, sampleTimes(v8), isProgram);
      const profile = profileOfSamples(tree, v8, times, meta, places);
      const called = scripts.flatMap((script) => functionsOf(script, places));
      const frameOf = called.map(({ place }) => tree.frame(place));
      const rows = live === undefined ? [] : rowsOf(live, tree, places);
      const calls = new Float64Array(tree.frames.name.length);
      for (const [i, one] of called.entries()) calls[frameOf[i]!]! += one.calls;
      const { lines: timed, ...rest } = profile;
      return {
        ...rest,
        frames: { ...tree.frames, calls },
        ...(live !== undefined && { lines: withHits(timed, rows) }),
        sources: Object.fromEntries(tables.map(({ file, source }) => [file, source])),
      };
    },
  };
}

function linesIn(session: Session, place: CodePlace): LiveLines {
  try {
    return liveLines(session, place);
  } catch (error) {
    session.disconnect();
    throw error;
  }
}

function tableOf({ url, code }: CoveredScript, { file, source, map }: ProgramScript) {
  const comment =
    map === undefined
      ? ""
      : `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
  const functions = functionTable(/\.[mc]?[jt]sx?$/.test(file) ? file : `${file}.ts`, source);
  return { thread: "", file, url, source, functions, lines: [], code: `${code}${comment}` };
}

interface Row {
  readonly frame: number;
  readonly line: number;
  readonly hits: number;
}

function rowsOf(
  { url, functions, lines, hits }: LiveLines,
  tree: TreeBuilder,
  places: Places,
): Row[] {
  const byId = new Map(functions.map((one) => [one.id, one]));
  return lines.flatMap(({ id, functionId, line: at }) => {
    const fn = byId.get(functionId);
    const place = fn && places.functionAt(url, fn.line, fn.column - 1, fn.name);
    const line = places.lineAt(url, at);
    if (place === undefined || line === undefined) return [];
    return [{ frame: tree.frame(place), line, hits: hits[id]! }];
  });
}

/** Several lines of the code may be one of the source: it was hit as often as the first of them. */
function withHits(timed: Lines | undefined, hits: readonly Row[]): Lines {
  const rows = new Map<string, { frame: number; line: number; hits: number; selfUs: number }>();
  const rowOf = (frame: number, line: number) => {
    const key = `${frame} ${line}`;
    const found = rows.get(key) ?? { frame, line, hits: 0, selfUs: 0 };
    rows.set(key, found);
    return found;
  };
  for (const hit of hits) {
    const row = rowOf(hit.frame, hit.line);
    row.hits = Math.max(row.hits, hit.hits);
  }
  const counted = new Set(hits.map(({ frame }) => frame));
  for (const [i, frame] of (timed?.frame ?? []).entries()) {
    if (!counted.has(frame)) continue;
    rowOf(frame, timed!.line[i]!).selfUs += timed!.selfUs[i]!;
  }
  const sorted = [...rows.values()].sort((a, b) => a.frame - b.frame || a.line - b.line);
  return {
    frame: Int32Array.from(sorted, (one) => one.frame),
    line: Int32Array.from(sorted, (one) => one.line),
    hits: Float64Array.from(sorted, (one) => one.hits),
    selfUs: Float64Array.from(sorted, (one) => one.selfUs),
  };
}

function coveredScripts(session: Session, isProgram: (url: string) => boolean): CoveredScript[] {
  const { result } = answerOf<{ result: (Omit<CoveredScript, "code"> & { scriptId: string })[] }>(
    session,
    "Profiler.takePreciseCoverage",
  );
  session.post("Profiler.stopPreciseCoverage");
  session.post("Profiler.disable");
  // Only now: a debugger that is on would change what is measured.
  session.post("Debugger.enable");
  return result.flatMap((script) => {
    const isCalled = script.functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
    if (!isProgram(script.url) || !isCalled) return [];
    const { scriptId } = script;
    const what = { scriptId };
    const { scriptSource } = answerOf<{ scriptSource: string }>(
      session,
      "Debugger.getScriptSource",
      what,
    );
    return [{ ...script, code: scriptSource }];
  });
}
