import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callsBelow, mergeCalls } from "../../src/profile/call-tree.ts";
import { anyNodes, anyTree, FUNCTIONS, sum } from "./any-tree.ts";

describe("merged calls", () => {
  test("hold all time and all calls of functions, and nothing else", () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const { tree } = mergeCalls(nodes, FUNCTIONS);
        const isFunction = (_: unknown, at: number): boolean => nodes.function[at] !== -1;

        expect(tree.total[0]).toBe(sum(nodes.selfUs.filter(isFunction)));
        expect(sum(tree.calls ?? [])).toBe(sum(nodes.calls.filter(isFunction)));
      }),
    );
  });

  test("have one child for each function, the most expensive one first", () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        for (let node = 0; node < tree.parent.length; node++) {
          const children: number[] = [];
          let at = tree.firstChild[node] as number;
          for (; at !== -1; at = tree.nextSibling[at] as number) children.push(at);
          const functions = children.map((child) => tree.functionOf[child]);
          const totals = children.map((child) => tree.total[child] as number);

          expect(new Set(functions).size).toBe(functions.length);
          expect(totals).toEqual(totals.toSorted((a, b) => b - a));
          expect((tree.self[node] as number) + sum(totals)).toBe(tree.total[node]);
        }
      }),
    );
  });

  test("of a stack of 200,000 calls need no stack of ours", () => {
    const deep = Array.from({ length: 200_000 }, (_, at) => at - 1);
    const { tree } = mergeCalls(
      {
        parent: deep,
        function: deep.map((_, at) => (at === 0 ? -1 : 0)),
        selfUs: deep.map(() => 1),
      },
      1,
    );

    expect(tree.total[0]).toBe(199_999);
  });
});

test("calls below a function: its total counts recursion once", () => {
  // 0 calls 1, which calls itself by way of 0 once more.
  const { tree } = mergeCalls(
    { parent: [-1, 0, 1, 2, 3, 0], function: [-1, 0, 1, 0, 1, 2], selfUs: [0, 1, 2, 4, 8, 16] },
    3,
  );

  const below = callsBelow(tree, 1);

  expect(below.total[below.firstChild[0] as number]).toBe(2 + 4 + 8);
  expect(Array.from(below.functionOf)).toEqual([-1, 1, 0, 1]);
});

test("calls below a function hold what lies below it, wherever it was called from", () => {
  fc.assert(
    fc.property(anyTree, fc.nat(FUNCTIONS - 1), (tree, fn) => {
      const isBelow: boolean[] = [];
      for (let node = 0; node < tree.parent.length; node++) {
        isBelow.push(tree.functionOf[node] === fn || isBelow[tree.parent[node] as number] === true);
      }

      expect(callsBelow(tree, fn).total[0]).toBe(sum(tree.self.filter((_, at) => isBelow[at])));
    }),
  );
});
