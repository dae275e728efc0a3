/** Random profiles, for properties. Amounts are integers, so that sums do not depend on their order. */
import fc from "fast-check";
import { FRAME_KINDS, type Meta, type Profile, TreeBuilder } from "../../src/index.ts";

const amount = fc.nat(1000);
const optional = fc.option(amount, { nil: undefined });

const meta: fc.Arbitrary<Meta> = fc
  .record({
    engine: fc.constantFrom("exact", "count", "sample"),
    startedAt: fc.constantFrom("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
    wallUs: amount,
    intervalUs: optional,
    samples: optional,
    calibrationNsPerCall: optional,
    exit: fc.constantFrom(undefined, 0, 1, "SIGINT"),
    notes: fc.array(fc.constantFrom("one", "two", "three"), { maxLength: 2 }),
  })
  .map(
    (fields) =>
      JSON.parse(
        JSON.stringify({ node: "20.0.0", command: ["a.ts", "1"], cwd: "/home", ...fields }),
      ) as Meta,
  );

const frame = fc.record({
  name: fc.oneof(fc.constantFrom("f", "g"), fc.string()),
  file: fc.constantFrom("", "/home/a.ts", "/home/ü \n.ts"),
  line: fc.nat(2),
  kind: fc.constantFrom("js" as const, ...FRAME_KINDS.slice(0, 4)),
});

const steps = fc.array(
  fc.record({
    frame,
    parent: fc.nat(),
    callLine: fc.nat(2),
    times: fc.array(amount, { minLength: 5, maxLength: 5 }),
  }),
  { maxLength: 12 },
);
const columns = fc.subarray(["calls", "rawSelfUs", "foldedCalls", "waitUs", "callLine"] as const);
const lineColumns = fc.subarray(["hits", "totalUs", "bytes"] as const);
const sources = fc.option(
  fc.dictionary(fc.constantFrom("/home/a.ts", "/home/b.ts"), fc.constantFrom("x\n", "y\n")),
  { nil: undefined },
);

export const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    meta,
    steps,
    columns,
    sources,
    frameCalls: fc.boolean(),
    lines: fc.option(lineColumns, { nil: undefined }),
    timeline: fc.boolean(),
  })
  .map((given) => {
    const tree = new TreeBuilder();
    const withCallLine = given.columns.includes("callLine");
    const ids = [0];
    for (const step of given.steps) {
      const parent = ids[step.parent % ids.length] as number;
      const id = tree.node(parent, tree.frame(step.frame), withCallLine ? step.callLine : 0);
      ids.push(id);
      for (const [i, column] of (
        ["selfUs", "rawSelfUs", "calls", "foldedCalls", "waitUs"] as const
      ).entries()) {
        tree[column][id] = (tree[column][id] as number) + (step.times[i] as number);
      }
    }
    const { frames } = tree;
    const count = frames.name.length;
    const some = Float64Array.from({ length: count }, (_, i) => i);
    const lines = {
      frame: Int32Array.from(some),
      line: Int32Array.from(some, (i) => i + 1),
      selfUs: some,
      ...Object.fromEntries((given.lines ?? []).map((column) => [column, some])),
    };
    return {
      meta: given.meta,
      frames: {
        ...frames,
        ...(given.frameCalls && !given.columns.includes("calls") && { calls: some }),
      },
      nodes: tree.nodes(given.columns),
      ...(given.lines !== undefined && { lines }),
      ...(given.timeline && {
        timeline: { node: Int32Array.from(ids), durationUs: Float64Array.from(ids) },
      }),
      ...(given.sources !== undefined && { sources: given.sources }),
    };
  });
