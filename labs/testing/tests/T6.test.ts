import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import lab from "../lab.json" with { type: "json" };
import { ARENA_LIMIT, arena, usesArena } from "./arena/open.ts";

usesArena();

const SUITE = ["evolve.spec.ts", "edge-cases.spec.ts", "properties.spec.ts", "hunt.spec.ts"];
const SURVIVORS_SHOWN = 8;

const { pass, full, honours } = lab.exercises.find(({ id }) => id === "T6")?.marks ?? {
  pass: 0,
  full: 1,
  honours: 1,
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

exercise(
  "the whole suite accepts every simulator that is right",
  async () => {
    const report = await arena.judge(SUITE);

    expect(report.rejections.length, report.describeRejection()).toBe(0);
  },
  ARENA_LIMIT,
);

exercise(
  "the whole suite finds most of what can go wrong",
  async ({ note }) => {
    const report = await arena.judge(SUITE);

    const { killed, survivors, killedShare } = report;
    const mark =
      killedShare >= honours
        ? "honours"
        : killedShare >= full
          ? "full marks"
          : killedShare >= pass
            ? "a pass"
            : "no marks yet";
    note(
      `${killed.length} of ${killed.length + survivors.length} broken simulators found (${percent(killedShare)}): ${mark}`,
    );
    if (killedShare < honours)
      note(
        `pass ${percent(pass)}, full marks ${percent(full)}, honours ${percent(honours)}. What still gets through:`,
      );
    const open = report.describeSurvivors();
    for (const behaviour of open.slice(0, SURVIVORS_SHOWN)) note(`  - ${behaviour}`);
    if (open.length > SURVIVORS_SHOWN) note(`  and ${open.length - SURVIVORS_SHOWN} other kinds`);
    expect(killedShare, `${percent(full)} are needed for full marks`).toBeGreaterThanOrEqual(full);
  },
  ARENA_LIMIT,
);
