/** Random profiles as views read them. Amounts are integers, so that sums do not depend on their order. */
import type { ProfileData } from "@hpts/profile";
import fc from "fast-check";
import { mergeCalls } from "../../src/profile/call-tree.ts";

export const FUNCTIONS = 5;

export interface GivenTree {
  readonly parent: number[];
  readonly function: number[];
  readonly selfUs: number[];
  readonly calls: number[];
}

/** Node 0 is the root; function -1 is none, as idle time. */
export const anyNodes: fc.Arbitrary<GivenTree> = fc
  .array(
    fc.record({
      above: fc.nat(),
      fn: fc.integer({ min: -1, max: FUNCTIONS - 1 }),
      self: fc.nat(100),
      calls: fc.nat(9),
    }),
    { maxLength: 40 },
  )
  .map((nodes) => ({
    parent: [-1, ...nodes.map(({ above }, at) => above % (at + 1))],
    function: [-1, ...nodes.map(({ fn }) => fn)],
    selfUs: [0, ...nodes.map(({ self }) => self)],
    calls: [0, ...nodes.map(({ calls }) => calls)],
  }));

export const anyTree: fc.Arbitrary<ReturnType<typeof mergeCalls>["tree"]> = anyNodes.map(
  (nodes) => mergeCalls(nodes, FUNCTIONS).tree,
);

export function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((all, one) => all + one, 0);
}

interface GivenFunction {
  readonly name: string;
  readonly self: number;
  readonly total: number;
  readonly file?: string;
  readonly line?: number;
  readonly calls?: number;
  readonly primitive?: number;
}

type GivenCall = readonly [caller: number, callee: number, calls: number, total: number];

/** A profile of these functions, in "a.ts" if nothing else is said. */
export function dataOf(
  functions: readonly GivenFunction[],
  calls: readonly GivenCall[] = [],
  more: Partial<ProfileData> = {},
): ProfileData {
  const place = ({ file = "a.ts", line = 1, name }: GivenFunction): string =>
    `${file}:${line}(${name})`;
  return {
    format: "hpts-profile-view",
    version: 1,
    meta: { engine: "exact", node: "20.0.0", command: ["a.ts"], wallUs: 100, notes: [] },
    engineLine: "engine exact: calls counted",
    functions: {
      name: functions.map(({ name }) => name),
      label: functions.map(place),
      file: functions.map(({ file = "a.ts" }) => file),
      line: functions.map(({ line = 1 }) => line),
      kind: functions.map(() => 0),
      selfUs: functions.map(({ self }) => self),
      totalUs: functions.map(({ total }) => total),
      calls: functions.map(({ calls = -1 }) => calls),
      primitiveCalls: functions.map(({ primitive = -1 }) => primitive),
      key: functions.map(({ file = "a.ts", name }) => `${file}\0${name}\0${0}`),
    },
    calls: {
      caller: calls.map(([caller]) => caller),
      callee: calls.map(([, callee]) => callee),
      calls: calls.map(([, , count]) => count),
      selfUs: calls.map(() => 0),
      totalUs: calls.map(([, , , total]) => total),
    },
    callLines: { caller: [], callee: [], line: [], calls: [], totalUs: [] },
    nodes: { parent: [-1], function: [-1], selfUs: [0] },
    sources: {},
    ...more,
  };
}
