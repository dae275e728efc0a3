import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callEdges } from "../../src/convert/export/call-edges.ts";
import { foldDeep } from "../../src/convert/export/fold-deep.ts";
import { convertProfile, frameTotals, type Profile, TreeBuilder } from "../../src/index.ts";
import { META, taylorProfile } from "./taylor-profile.ts";

/** Trees of few functions, so that they call themselves and each other. */
const trees = fc
  .array(fc.tuple(fc.nat(), fc.nat(3), fc.nat(2), fc.nat(50)), { maxLength: 40 })
  .map((rows): Profile => {
    const tree = new TreeBuilder();
    const nodes = [0];
    for (const [parent, frame, callLine, us] of rows) {
      const name = `f${frame}`;
      const id = tree.frame({ name, file: "/a.ts", line: frame + 1 });
      const node = tree.node(nodes[parent % nodes.length] as number, id, callLine);
      nodes.push(node);
      tree.selfUs[node] = (tree.selfUs[node] as number) + us;
      tree.calls[node] = (tree.calls[node] as number) + 1;
    }
    return { meta: META, frames: tree.frames, nodes: tree.nodes(["calls", "callLine"]) };
  });

describe("the edges of a call graph", () => {
  test("and a function's own cost sum to its total, with recursion", () => {
    fc.assert(
      fc.property(trees, (profile) => {
        const { selfUs, totalUs } = frameTotals(profile);
        const sums = Float64Array.from(selfUs);
        for (const { caller, cost } of callEdges(profile, profile.nodes.selfUs)) {
          sums[caller] = (sums[caller] as number) + cost;
        }
        expect(Array.from(sums)).toEqual(Array.from(totalUs));
      }),
    );
  });

  test("have all calls", () => {
    fc.assert(
      fc.property(trees, (profile) => {
        const edges = callEdges(profile, profile.nodes.selfUs);
        const calls = edges.reduce((sum, edge) => sum + edge.calls, 0);
        expect(calls).toBe(profile.nodes.calls?.reduce((sum, one) => sum + one, 0));
      }),
    );
  });
});

describe("a deep tree", () => {
  test("has the same own costs and calls when it is folded, and no total grows", () => {
    fc.assert(
      fc.property(trees, (profile) => {
        const before = frameTotals(profile);
        const after = frameTotals(foldDeep(profile, -1));
        expect(after.selfUs).toEqual(before.selfUs);
        expect(after.calls).toEqual(before.calls);
        expect(after.totalUs[0]).toBe(before.totalUs[0]);
        expect(after.totalUs.every((us, i) => us <= (before.totalUs[i] as number))).toBe(true);
      }),
    );
  });

  test("that is one function which calls itself keeps all figures", () => {
    const profile = taylorProfile();

    expect(frameTotals(foldDeep(profile, 9)).totalUs).toEqual(frameTotals(profile).totalUs);
    expect(foldDeep(profile, 9).nodes.frame).toHaveLength(4);
  });

  test("is written without a text of its depth squared", () => {
    const tree = new TreeBuilder();
    const frame = tree.frame({ name: "down", file: "/a.ts", line: 1 });
    let node = 0;
    for (let depth = 0; depth < 10_000; depth++) {
      node = tree.node(node, frame);
      tree.selfUs[node] = 1;
      tree.calls[node] = 1;
    }
    const profile: Profile = { meta: META, frames: tree.frames, nodes: tree.nodes() };

    for (const format of ["speedscope", "pprof", "collapsed", "callgrind", "cpuprofile"] as const) {
      expect(convertProfile(profile, format).length).toBeLessThan(5e6);
    }
    expect(convertProfile(profile, "collapsed")).toBe("down (/a.ts:1) 10000\n");
  });
});
