import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeCalls } from "../../src/profile/call-tree.ts";
import {
  boxAt,
  type FlameLayout,
  leftHeavyLayout,
  neighbour,
  rowCount,
  rowOf,
  timeOrderLayout,
} from "../../src/profile/flame-layout.ts";
import { paintVisible, zoomed } from "../../src/profile/flame-view.ts";
import { anyTree, sum } from "./any-tree.ts";

const widthOf = (layout: FlameLayout, box: number): number =>
  (layout.end[box] as number) - (layout.start[box] as number);

/** Boxes of a row do not overlap, and stand within the one above them. */
function demandOrder(layout: FlameLayout): void {
  for (let row = 0; row < rowCount(layout); row++) {
    const [from, to] = [layout.rowStart[row] as number, layout.rowStart[row + 1] as number];
    for (let box = from; box < to; box++) {
      expect(widthOf(layout, box)).toBeGreaterThanOrEqual(0);
      if (box > from)
        expect(layout.start[box]).toBeGreaterThanOrEqual(layout.end[box - 1] as number);
      if (row === 0 || widthOf(layout, box) === 0) continue;
      const above = neighbour(layout, box, "parent");
      expect(layout.start[above]).toBeLessThanOrEqual(layout.start[box] as number);
      expect(layout.end[above]).toBeGreaterThanOrEqual(layout.end[box] as number);
    }
  }
}

describe("left heavy", () => {
  test("boxes are as wide as totals, do not overlap, and stand below their caller", () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const layout = leftHeavyLayout(tree);

        demandOrder(layout);
        expect(layout.node.length).toBe(tree.parent.length - 1);
        for (const [box, node] of layout.node.entries()) {
          expect(widthOf(layout, box)).toBe(tree.total[node]);
          expect(rowOf(layout, box)).toBe((tree.depth[node] as number) - 1);
        }
      }),
    );
  });

  test("is sorted: beside a box stands none of the same caller that is wider", () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const layout = leftHeavyLayout(tree);
        for (let box = 1; box < layout.node.length; box++) {
          const [one, other] = [layout.node[box - 1] as number, layout.node[box] as number];
          if (tree.parent[one] !== tree.parent[other]) continue;
          expect(tree.total[one]).toBeGreaterThanOrEqual(tree.total[other] as number);
        }
      }),
    );
  });
});

/** Goes to these nodes of a tree, and stays there for these times. */
const anyWalk = anyTree.chain((tree) =>
  fc.record({
    tree: fc.constant(tree),
    walk: fc.array(
      fc.record({
        node: fc.nat(tree.parent.length - 1),
        durationUs: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 30 },
    ),
  }),
);

describe("time order", () => {
  test("says at any time which path of calls was current", () => {
    fc.assert(
      fc.property(anyWalk, ({ tree, walk }) => {
        const layout = timeOrderLayout(tree, {
          node: walk.map(({ node }) => node),
          durationUs: walk.map(({ durationUs }) => durationUs),
        });

        demandOrder(layout);
        expect(layout.width).toBe(sum(walk.map(({ durationUs }) => durationUs)));
        let now = 0;
        for (const { node, durationUs } of walk) {
          for (let at = node; at !== 0; at = tree.parent[at] as number) {
            const box = boxAt(layout, (tree.depth[at] as number) - 1, now + durationUs / 2);
            expect(layout.node[box]).toBe(at);
          }
          expect(boxAt(layout, tree.depth[node] as number, now + durationUs / 2)).toBe(-1);
          now += durationUs;
        }
      }),
    );
  });

  test("a function that goes on is one box, however often it was looked at", () => {
    const { tree } = mergeCalls({ parent: [-1, 0, 1], function: [-1, 0, 1], selfUs: [0, 1, 1] }, 2);

    const layout = timeOrderLayout(tree, {
      node: [1, 2, 1, 1, 0, 1],
      durationUs: [1, 1, 1, 1, 5, 1],
    });

    const boxes = Array.from(layout.node, (node, box) => [
      node,
      layout.start[box],
      layout.end[box],
    ]);
    expect(boxes).toEqual([
      [1, 0, 4],
      [1, 9, 10],
      [2, 1, 2],
    ]);
  });
});

describe("what is painted", () => {
  const WIDTH_PX = 60;

  test("covers every box that is in sight, in order, with at most two marks a pixel", () => {
    fc.assert(
      fc.property(anyTree, fc.double({ min: 0, max: 0.9, noNaN: true }), (tree, from) => {
        const layout = leftHeavyLayout(tree);
        if (layout.width === 0) return;
        const range = zoomed(
          { x0: 0, x1: layout.width },
          1 - from,
          layout.width * from,
          layout.width,
        );
        const marks: { row: number; left: number; right: number }[] = [];
        const painted = new Set<number>();
        const mark = (row: number, left: number, width: number): void => {
          marks.push({ row, left, right: left + width });
        };
        paintVisible(
          layout,
          { ...range, widthPx: WIDTH_PX, firstRow: 0, rows: 99 },
          {
            box: (box, row, left, width) => {
              painted.add(box);
              mark(row, left, width);
            },
            dust: mark,
          },
        );

        const perPx = (range.x1 - range.x0) / WIDTH_PX;
        for (let box = 0; box < layout.node.length; box++) {
          const [start, end] = [layout.start[box] as number, layout.end[box] as number];
          const seen = Math.min(end, range.x1) - Math.max(start, range.x0);
          if (seen <= 0) continue;
          const middle = (Math.max(start, range.x0) + seen / 2 - range.x0) / perPx;
          const isCovered = marks.some(
            ({ row, left, right }) =>
              row === rowOf(layout, box) && left <= middle + 1e-6 && right >= middle - 1e-6,
          );
          expect(isCovered).toBe(true);
          if (seen / perPx > 0.51) expect(painted.has(box)).toBe(true);
        }
        for (let row = 0; row < rowCount(layout); row++) {
          const own = marks.filter((one) => one.row === row);
          expect(own.length).toBeLessThanOrEqual(2 * WIDTH_PX + 2);
          expect(own).toEqual(own.toSorted((a, b) => a.left - b.left));
        }
      }),
    );
  });

  test("a hundred thousand boxes in one row are a few hundred marks", () => {
    const count = 100_000;
    const { tree } = mergeCalls(
      {
        parent: Array.from({ length: count + 1 }, (_, at) => (at === 0 ? -1 : 0)),
        function: Array.from({ length: count + 1 }, (_, at) => at - 1),
        selfUs: Array.from({ length: count + 1 }, (_, at) => (at === 0 ? 0 : 1)),
      },
      count,
    );
    let marks = 0;
    const counted = (): void => {
      marks += 1;
    };

    paintVisible(
      leftHeavyLayout(tree),
      { x0: 0, x1: count, widthPx: 500, firstRow: 0, rows: 1 },
      { box: counted, dust: counted },
    );

    expect(marks).toBeGreaterThan(400);
    expect(marks).toBeLessThanOrEqual(1002);
  });
});

test("a left-heavy flame graph, written down", () => {
  // main calls a (3 + 2 + 2), b (6) and a once more; a calls c.
  const { tree } = mergeCalls(
    {
      parent: [-1, 0, 1, 1, 1, 2, 4],
      function: [-1, 0, 1, 2, 1, 3, 3],
      selfUs: [0, 1, 3, 6, 0, 2, 2],
    },
    4,
  );

  expect(
    picture(leftHeavyLayout(tree), (node) => "mabc"[tree.functionOf[node] as number] ?? ""),
  ).toBe(["mmmmmmmmmmmmmm", "aaaaaaabbbbbb", "cccc"].join("\n"));
});

/** A letter for each unit. */
function picture(layout: FlameLayout, letterOf: (node: number) => string): string {
  const rows = Array.from({ length: rowCount(layout) }, (_, row) => {
    let text = "";
    for (let box = layout.rowStart[row] ?? 0; box < (layout.rowStart[row + 1] ?? 0); box++) {
      text = text.padEnd(layout.start[box] as number);
      text += letterOf(layout.node[box] as number).repeat(widthOf(layout, box));
    }
    return text;
  });
  return rows.join("\n");
}

test("zooming keeps what is under the pointer, and stays within the picture", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(unit, fc.double({ min: 0.1, max: 5, noNaN: true }), (at, factor) => {
      const range = zoomed({ x0: 20, x1: 60 }, factor, 20 + 40 * at, 100);

      expect(range.x0).toBeGreaterThanOrEqual(0);
      expect(range.x1).toBeLessThanOrEqual(100 + 1e-9);
      const isFree = range.x0 > 1e-9 && range.x1 < 100 - 1e-9;
      const under = range.x0 + (range.x1 - range.x0) * at;
      if (isFree) expect(under).toBeCloseTo(20 + 40 * at, 6);
    }),
  );
});

test("arrow keys go to the caller, the widest callee, and beside", () => {
  const { tree } = mergeCalls(
    { parent: [-1, 0, 1, 1, 0], function: [-1, 0, 1, 2, 3], selfUs: [0, 1, 2, 4, 1] },
    4,
  );
  const layout = leftHeavyLayout(tree);
  const fnOf = (box: number): number => tree.functionOf[layout.node[box] as number] as number;
  const [top] = layout.rowStart;

  const child = neighbour(layout, top as number, "child");

  expect(fnOf(child)).toBe(2);
  expect(fnOf(neighbour(layout, child, "after"))).toBe(1);
  expect(neighbour(layout, child, "before")).toBe(-1);
  expect(neighbour(layout, child, "parent")).toBe(top);
  expect(fnOf(neighbour(layout, top as number, "after"))).toBe(3);
});
