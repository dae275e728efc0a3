/** Code that is loaded and alive in this process, as the inputs of a session are. */
import { Session } from "node:inspector";
import { runInThisContext } from "node:vm";
import { transformSync } from "esbuild";
import { type LiveOptions, livePart, type Profile } from "../../src/index.ts";
import { answerOf } from "../../src/run/inspector-answer.ts";

type AnyFunction = (...args: never[]) => unknown;

export interface LiveProgram<T> {
  /** What the text returns. */
  readonly value: T;
  readonly url: string;
  /** What a part of the process needs to know of it. */
  readonly options: LiveOptions;
}

let loaded = 0;

/** @param body TypeScript of a function; it begins on line 1 of the program */
export function liveProgram<T>(body: string): LiveProgram<T> {
  const url = `live-program-${++loaded}`;
  const source = `(() => {${body}})()`;
  const { code, map } = transformSync(source, { loader: "ts", sourcemap: "external" });
  return {
    url,
    value: runInThisContext(code, { filename: url }) as T,
    options: {
      isProgram: (one) => one === url,
      scriptOf: () => ({ file: "live.ts", source, map: JSON.parse(map) as object }),
    },
  };
}

/** Profiles one call. */
export function covered(work: () => unknown, options: LiveOptions): Profile {
  const part = livePart(options);
  work();
  return part.end();
}

/** Where V8 has a function. */
export function placeOf(fn: AnyFunction, url: string): NonNullable<LiveOptions["linesOf"]> {
  const session = new Session();
  session.connect();
  const key = "hptsTestFunction";
  Object.defineProperty(globalThis, key, { value: fn, configurable: true });
  const { result } = answerOf<{ result: { objectId: string } }>(session, "Runtime.evaluate", {
    expression: `globalThis.${key}`,
  });
  const { internalProperties } = answerOf<{
    internalProperties: { name: string; value: { value: Record<string, number | string> } }[];
  }>(session, "Runtime.getProperties", { objectId: result.objectId });
  session.disconnect();
  Reflect.deleteProperty(globalThis, key);
  const at = internalProperties.find(({ name }) => name === "[[FunctionLocation]]")!.value.value;
  return {
    url,
    scriptId: String(at["scriptId"]),
    line: Number(at["lineNumber"]),
    column: Number(at["columnNumber"]),
  };
}
