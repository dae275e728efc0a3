/**
 * Counts how often the lines of a function are reached, in code that is loaded and has objects alive:
 * V8 lets a debugger replace a script's text, and all functions made from it are the new ones from
 * then on. https://chromedevtools.github.io/devtools-protocol/tot/Debugger/#method-setScriptSource
 */
import type { Session } from "node:inspector";
import { H } from "../instrument/dialect.ts";
import { functionTable } from "../instrument/function-table.ts";
import { instrument } from "../instrument/instrument.ts";
import { Places, parse } from "../instrument/syntax.ts";
import type { FunctionEntry, LineEntry } from "../instrument/table.ts";
import { ProfileError } from "../profile-error.ts";
import { answerOf } from "./inspector-answer.ts";

/** A place in code that V8 runs, as its inspector names it. */
export interface CodePlace {
  readonly scriptId: string;
  readonly url: string;
  /** From 0. */
  readonly line: number;
  readonly column: number;
}

export interface LiveLines {
  readonly url: string;
  /** Of the code that V8 runs, as `lines`. */
  readonly functions: readonly FunctionEntry[];
  readonly lines: readonly LineEntry[];
  /** By the id of a line. */
  readonly hits: Float64Array;
  /** Puts the code back as it was. */
  restore(): void;
}

/** @throws ProfileError HPTS_PROFILE_OPTION if V8 does not take the change */
export function liveLines(session: Session, { scriptId, url, line, column }: CodePlace): LiveLines {
  const code = withDebugger(
    session,
    () =>
      answerOf<{ scriptSource: string }>(session, "Debugger.getScriptSource", { scriptId })
        .scriptSource,
  );
  const file = "code.mjs";
  const offset = new Places(code).offset(line + 1, column);
  const wanted = functionTable(file, code).findLast(
    ({ start, end }) => start <= offset && offset < end,
  );
  let lastFunction = 0;
  let lastLine = 0;
  const instrumented = instrument(code, parse(file, code), {
    engine: "hits",
    numbering: { function: () => ++lastFunction, line: () => ++lastLine },
    isModule: true,
    header: () => "",
    isWanted: (name) => name === wanted?.name,
  });
  const hits = new Float64Array(lastLine + 1);
  (globalThis as Record<string, unknown>)[`${H}hits`] = hits;
  try {
    replaceCode(instrumented.code.toString());
  } catch (error) {
    Reflect.deleteProperty(globalThis, `${H}hits`);
    throw error;
  }
  return {
    url,
    functions: instrumented.functions,
    lines: instrumented.lines,
    hits,
    restore() {
      replaceCode(code);
      Reflect.deleteProperty(globalThis, `${H}hits`);
    },
  };

  function replaceCode(scriptSource: string): void {
    const { status } = withDebugger(session, () =>
      answerOf<{ status: string }>(session, "Debugger.setScriptSource", { scriptId, scriptSource }),
    );
    if (status === "Ok") return;
    throw new ProfileError(
      "HPTS_PROFILE_OPTION",
      `lines of ${wanted?.name ?? "this function"} cannot be counted now: it is running (${status})`,
    );
  }
}

/** It is on only while it is asked: it would change what is measured. */
function withDebugger<T>(session: Session, work: () => T): T {
  session.post("Debugger.enable");
  try {
    return work();
  } finally {
    session.post("Debugger.disable");
  }
}
