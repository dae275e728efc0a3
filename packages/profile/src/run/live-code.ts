/**
 * Puts counters into code that is loaded and has objects alive: V8 lets a debugger replace a script's
 * text, and all functions made from it are the new ones from then on.
 * https://chromedevtools.github.io/devtools-protocol/tot/Debugger/#method-setScriptSource
 *
 * V8's own coverage counts as well, but keeps code from being optimised, and its sampler then gives
 * the time of a function without calls to its caller: a hot function got a third of its time.
 */
import type { Session } from "node:inspector";
import { H } from "../instrument/dialect.ts";
import { type Instrumented, instrument } from "../instrument/instrument.ts";
import { parse } from "../instrument/syntax.ts";
import { answerOf } from "./inspector-answer.ts";

export interface LoadedScript {
  readonly scriptId: string;
  readonly url: string;
}

/** A script with counters. */
export interface CountedScript extends LoadedScript {
  /** As it was. */
  readonly code: string;
  /** Functions and lines of `code`; their ids are indexes of the counts. */
  readonly tables: Pick<Instrumented, "functions" | "lines">;
}

const GLOBAL = `${H}live`;
/** V8 keeps the text that a script had as a script of its own, with the same address. */
const retired = new Set<string>();
/** Ids that a text may need which is counted before it runs. */
const ROOM = 10_000;

export class LiveCode {
  readonly counted: CountedScript[] = [];
  /** Addresses of scripts that V8 does not let us change, as while one of their functions runs. */
  readonly refused: string[] = [];
  counts: Float64Array = new Float64Array(0);
  readonly #session: Session;
  readonly #engine: "calls" | "hits";
  #lastId = 0;
  #staysGlobal = false;

  constructor(session: Session, engine: "calls" | "hits") {
    this.#session = session;
    this.#engine = engine;
  }

  /**
   * @param isChanged which scripts
   * @param isWanted which of their functions get counters
   */
  change(
    isChanged: (script: LoadedScript) => boolean,
    isWanted: (name: string) => boolean = () => true,
  ): void {
    changing(this.#session, (scripts) => {
      const changes = scripts.filter(isChanged).map((script) => {
        const code = sourceOf(this.#session, script.scriptId);
        return { script, code, ...this.#instrument("code.mjs", code, isWanted) };
      });
      this.counts = new Float64Array(this.#lastId + ROOM);
      (globalThis as Record<string, unknown>)[GLOBAL] = this.counts;
      for (const { script, code, text, tables } of changes) {
        if (text === code) continue;
        if (replaceCode(this.#session, script.scriptId, text)) {
          this.counted.push({ ...script, code, tables });
        } else this.refused.push(script.url);
      }
    });
  }

  /** A text that is still to be run, with counters; they stay in it. @throws SyntaxProblem */
  count(file: string, source: string): { text: string; tables: CountedScript["tables"] } {
    this.#staysGlobal = true;
    return this.#instrument(file, source, () => true);
  }

  /** Puts all code back as it was. */
  restore(): void {
    changing(this.#session, () => {
      for (const { scriptId, code } of this.counted) replaceCode(this.#session, scriptId, code);
    });
    if (!this.#staysGlobal) Reflect.deleteProperty(globalThis, GLOBAL);
  }

  #instrument(
    file: string,
    source: string,
    isWanted: (name: string) => boolean,
  ): { text: string; tables: CountedScript["tables"] } {
    const number = (): number => ++this.#lastId;
    const tables = instrument(source, parse(file, source), {
      engine: this.#engine,
      numbering: { function: number, line: number },
      isModule: true,
      header: () => "",
      isWanted,
    });
    return { text: tables.code.toString(), tables };
  }
}

/** Scripts that are loaded, in the order in which they were. */
export function loadedScripts(
  session: Session,
  isWanted: (url: string) => boolean,
): LoadedScript[] {
  return withScripts(session, isWanted, (scripts) => scripts);
}

/** The same, with their code. */
export function loadedCode(
  session: Session,
  isWanted: (url: string) => boolean,
): (LoadedScript & { readonly code: string })[] {
  return withScripts(session, isWanted, (scripts) =>
    scripts.map((script) => ({ ...script, code: sourceOf(session, script.scriptId) })),
  );
}

function withScripts<T>(
  session: Session,
  isWanted: (url: string) => boolean,
  work: (scripts: LoadedScript[]) => T,
): T {
  const scripts: LoadedScript[] = [];
  const note = ({ params }: { params: LoadedScript }): void => {
    if (isWanted(params.url) && !retired.has(params.scriptId))
      scripts.push({ scriptId: params.scriptId, url: params.url });
  };
  session.on("Debugger.scriptParsed", note);
  try {
    // Scripts that a change makes come as well: what is listed is what was there before.
    return withDebugger(session, () => work([...scripts]));
  } finally {
    session.off("Debugger.scriptParsed", note);
  }
}

export function codeOf(session: Session, scriptId: string): string {
  return withDebugger(session, () => sourceOf(session, scriptId));
}

function sourceOf(session: Session, scriptId: string): string {
  const what = { scriptId };
  return answerOf<{ scriptSource: string }>(session, "Debugger.getScriptSource", what).scriptSource;
}

/** @returns whether V8 took it */
function replaceCode(session: Session, scriptId: string, scriptSource: string): boolean {
  const what = { scriptId, scriptSource };
  try {
    return answerOf<{ status: string }>(session, "Debugger.setScriptSource", what).status === "Ok";
  } catch {
    return false;
  }
}

/** Changes code; scripts that are there only afterwards hold texts of before. */
function changing(session: Session, work: (scripts: readonly LoadedScript[]) => void): void {
  const any = (): boolean => true;
  const before = withScripts(session, any, (scripts) => {
    work(scripts);
    return new Set(scripts.map(({ scriptId }) => scriptId));
  });
  for (const { scriptId } of withScripts(session, any, (scripts) => scripts)) {
    if (!before.has(scriptId)) retired.add(scriptId);
  }
}

/** It is on only while it is asked: it would change what is measured. To switch it on takes long. */
function withDebugger<T>(session: Session, work: () => T): T {
  session.post("Debugger.enable");
  try {
    return work();
  } finally {
    session.post("Debugger.disable");
  }
}
