import { expect, test } from "vitest";
import { CallRounds } from "../../src/runtime/call-rounds.ts";
import { treeResult } from "../../src/runtime/sampler.ts";
import { CALLS, createTables, RECORD, USED } from "../../src/runtime/shared.ts";

test("calls above 2 ** 32 are not lost", () => {
  const tables = createTables("exact");
  const rounds = new CallRounds();
  const node = 2 * RECORD + CALLS;
  tables.state[USED] = 2;

  for (const calls of [3e9, 6e9, 8e9, 10e9]) {
    tables.records[node] = calls % 2 ** 32;
    rounds.look(tables);
  }

  expect(rounds.added(tables, treeResult(tables)).calls[2]).toBe(10e9);
});
