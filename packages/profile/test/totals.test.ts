import { expect, test } from "vitest";
import { frameTotals, outermostNodes, type Profile, TreeBuilder } from "../src/index.ts";

/** Each path is "a;b;c self calls". */
function profileOf(...paths: string[]): Profile {
  const tree = new TreeBuilder();
  for (const path of paths) {
    const [stack = "", self, calls] = path.split(" ");
    let node = 0;
    for (const name of stack.split(";")) node = tree.node(node, tree.frame({ name }));
    tree.selfUs[node] = (tree.selfUs[node] as number) + Number(self);
    tree.calls[node] = (tree.calls[node] as number) + Number(calls);
  }
  const meta = {
    engine: "exact",
    node: "20.0.0",
    command: [],
    cwd: "/",
    startedAt: "",
    wallUs: 0,
    notes: [],
  } as const;
  return { meta, frames: tree.frames, nodes: tree.nodes() };
}

function totalsByName(profile: Profile): Record<string, unknown> {
  const totals = frameTotals(profile);
  return Object.fromEntries(
    profile.frames.name.map((name, i) => [
      name,
      [totals.selfUs[i], totals.totalUs[i], totals.calls?.[i], totals.primitiveCalls?.[i]],
    ]),
  );
}

test("counts a recursive frame's total once", () => {
  const profile = profileOf("a 1 2", "a;f 2 3", "a;f;f 4 5", "a;f;g;f 8 1", "a;f;g 16 1", "f 32 1");

  expect(totalsByName(profile)).toEqual({
    "(root)": [0, 63, 0, 0],
    a: [1, 31, 2, 2],
    f: [46, 62, 10, 4],
    g: [16, 24, 1, 1],
  });
});

test("a frame that comes back beside a branch is outermost again", () => {
  const profile = profileOf("a;b;a 1 1", "a;c 1 1", "b 1 1", "b;a 1 1");

  expect([...outermostNodes(profile)]).toEqual([1, 1, 1, 0, 1, 1, 1]);
});
