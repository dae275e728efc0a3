import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { ARENA_LIMIT, arena, usesArena } from "./arena/open.ts";

usesArena();

/** A property asserts for each of its inputs; an example asserts once or twice. */
const MANY_ASSERTIONS = 20;
/** What a law finds by itself, at the least. */
const LEAST_KILLS = 8;

const judge = () => arena.judge(["properties.spec.ts"]);

exercise(
  "accepts every simulator that is right, every time",
  async () => {
    const report = await judge();

    expect(report.rejections.length, report.describeRejection()).toBe(0);
  },
  ARENA_LIMIT,
);

exercise(
  "two tests each try many inputs",
  async () => {
    const report = await judge();

    const properties = report.tests.filter(({ assertions }) => assertions >= MANY_ASSERTIONS);
    const counts = report.tests.map(({ name, assertions }) => `"${name}" ${assertions}`).join(", ");
    const why = `two tests with at least ${MANY_ASSERTIONS} assertions each are needed; assertions so far: ${counts}`;
    expect(properties.length, why).toBeGreaterThanOrEqual(2);
  },
  ARENA_LIMIT,
);

exercise(
  "each of the two says something: it finds mistakes by itself",
  async ({ note }) => {
    const report = await judge();

    const properties = report.tests.filter(({ assertions }) => assertions >= MANY_ASSERTIONS);
    for (const { name, kills } of properties) note(`"${name}" finds ${kills} mistakes`);
    const strong = properties.filter(({ kills }) => kills >= LEAST_KILLS);
    const why = `two laws that each find ${LEAST_KILLS} mistakes are needed: is the law one that a wrong simulator breaks, and are the speeds large enough to move anything?`;
    expect(strong.length, why).toBeGreaterThanOrEqual(2);
  },
  ARENA_LIMIT,
);
