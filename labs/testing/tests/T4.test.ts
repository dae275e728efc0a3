import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { ARENA_LIMIT, arena, usesArena } from "./arena/open.ts";

usesArena();

/** Mistakes that no ordinary input shows. */
const EDGE_FAMILIES = ["special values", "duplicates"];
const NEEDED = 8;

const judge = () => arena.judge(["edge-cases.spec.ts"]);

exercise(
  "accepts every simulator that is right",
  async () => {
    const report = await judge();

    expect(report.rejections.length, report.describeRejection()).toBe(0);
  },
  ARENA_LIMIT,
);

exercise(
  "every test asserts something",
  async () => {
    const report = await judge();

    const silent = report.tests.find(({ assertions }) => assertions === 0);
    expect(silent?.name, `"${silent?.name}" asserts nothing: no expect(...) was called`).toBe(
      undefined,
    );
  },
  ARENA_LIMIT,
);

exercise(
  `finds at least ${NEEDED} mistakes that show only at the edge`,
  async ({ note }) => {
    const report = await judge();

    const isEdge = ({ family }: { family: string }): boolean => EDGE_FAMILIES.includes(family);
    const found = report.killed.filter(isEdge).length;
    const all = found + report.survivors.filter(isEdge).length;
    note(`${found} of ${all} mistakes at the edge found`);
    const open = report.survivors.filter(isEdge).map(({ behaviour }) => behaviour);
    const why = `${NEEDED} are needed. Your tests accept, for example, a simulator where ${open[0]}`;
    expect(found, why).toBeGreaterThanOrEqual(NEEDED);
  },
  ARENA_LIMIT,
);
