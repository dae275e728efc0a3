/**
 * The one thing by which code of the session reaches the REPL: an object that only we know the
 * symbol of, out of the way of the student's own globals.
 */
export interface Bridge {
  /** What `import { names } from "x"` and `import("x")` of the session call. */
  import: (specifier: string, names?: readonly string[]) => Promise<unknown>;
  /** Receives a value from the inspector, which itself only hands out descriptions. */
  receive: (value: unknown) => void;
  /** What is to run under the guard that ^C ends. */
  guarded: () => void;
}

const KEY = Symbol.for("hpts.repl");

/** How generated code writes the bridge. */
export const BRIDGE_CODE = 'globalThis[Symbol.for("hpts.repl")]';

export const bridge: Bridge = {
  import: () => Promise.reject(new Error("no session is open")),
  receive: () => undefined,
  guarded: () => undefined,
};

/** Makes the bridge reachable from the session's code. */
export function openBridge(): void {
  Object.defineProperty(globalThis, KEY, { value: bridge, configurable: true });
}
