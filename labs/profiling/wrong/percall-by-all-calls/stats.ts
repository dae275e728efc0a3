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
  const rows = new Map<string, { -readonly [field in keyof Row]: Row[field] }>();
  const stack: { name: string; enteredUs: number; isOutermost: boolean }[] = [];
  let lastUs = 0;
  for (const { kind, name, atUs } of events) {
    const top = stack.at(-1);
    if (top) rows.get(top.name)!.tottimeUs += atUs - lastUs;
    lastUs = atUs;
    if (kind === "exit") {
      const call = stack.pop()!;
      if (call.isOutermost) rows.get(name)!.cumtimeUs += atUs - call.enteredUs;
      continue;
    }
    const row = rows.get(name) ?? { name, calls: 0, primitiveCalls: 0, tottimeUs: 0, cumtimeUs: 0 };
    rows.set(name, row);
    // Anywhere below, not only on top: a calls b calls a is recursion as well.
    const isOutermost = stack.every((open) => open.name !== name);
    row.calls++;
    if (isOutermost) row.primitiveCalls++;
    stack.push({ name, enteredUs: atUs, isOutermost });
  }
  return [...rows.values()];
}

/** P3. The rows by tottime, the largest first; `rows` stays as it is. */
export function byTottime(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => b.tottimeUs - a.tottimeUs);
}

/** P3. As in the column `ncalls`: "5", and with recursion "188000/750", all before primitive. */
export function ncallsText(row: Row): string {
  const { calls, primitiveCalls } = row;
  return calls === primitiveCalls ? `${calls}` : `${calls}/${primitiveCalls}`;
}

/** P3. cProfile has two columns `percall`: tottime for each call, cumtime for each primitive call. */
export function percallUs(row: Row): { readonly tottime: number; readonly cumtime: number } {
  const { calls, tottimeUs, cumtimeUs } = row;
  return { tottime: tottimeUs / calls, cumtime: cumtimeUs / calls };
}
