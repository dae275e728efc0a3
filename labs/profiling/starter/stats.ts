import { todo } from "@hpts/labkit";

/** A deterministic profiler notes every call: when it began, and when it was over. */
export interface CallEvent {
  readonly kind: "enter" | "exit";
  readonly name: string;
  /** In µs; the events come in the order of time. */
  readonly atUs: number;
}

/** A line of cProfile's table. */
export interface Row {
  readonly name: string;
  readonly calls: number;
  /** Calls that were not made from within the same function, directly or through others. */
  readonly primitiveCalls: number;
  /** tottime: spent in the function itself, not in those that it called. */
  readonly tottimeUs: number;
  /** cumtime: from its start to its end, with all that it called. */
  readonly cumtimeUs: number;
}

/**
 * P3. A row for each function. Time passes in the function that was entered last and is not over.
 * With recursion, cumtime counts only the outermost call: the inner ones are already in it.
 */
export function rowsOf(events: readonly CallEvent[]): Row[] {
  todo("P3: keep a stack of open calls, and give each stretch of time to its top");
}

/** P3. The rows by tottime, the largest first; `rows` stays as it is. */
export function byTottime(rows: readonly Row[]): Row[] {
  todo("P3: sort a copy");
}

/** P3. As in the column `ncalls`: "5", and with recursion "188000/750", all before primitive. */
export function ncallsText(row: Row): string {
  todo("P3: one number or two");
}

/** P3. cProfile has two columns `percall`: tottime for each call, cumtime for each primitive call. */
export function percallUs(row: Row): { readonly tottime: number; readonly cumtime: number } {
  todo("P3: divide, each by its own count");
}
