/** Exercises whose answer is a suite of tests: the suite is sent into the lab's arena. */
import { dirname, join } from "node:path";
import { type ArenaReport, openArena } from "@hpts/labkit/arena";
import { type CheckContext, demand, exercise } from "@hpts/labkit/test";
import { afterAll } from "vitest";
import { catalogue } from "./catalogue.ts";

/** An arena takes a second or two; on a busy machine several times that. */
export const ARENA_LIMIT = { limitMs: 60_000 };

export const arena = openArena({
  labDir: dirname(dirname(import.meta.dirname)),
  catalogueFile: join(import.meta.dirname, "catalogue.ts"),
  catalogue,
});

/** To be called at the top of each test file that uses the arena: ends its processes. */
export function usesArena(): void {
  afterAll(() => arena.close());
}

/** The first check of every suite: it rejects no simulator that is right. */
export function acceptsWhatIsRight(suite: readonly string[]): void {
  exercise(
    "accepts every simulator that is right",
    async () => {
      const report = await arena.judge(suite);
      demand(report.rejections.length === 0, report.describeRejection());
    },
    ARENA_LIMIT,
  );
}

/** A test that is not run finds nothing, and is not told from one that asserts nothing. */
export function runsAllItsTests(suite: readonly string[]): void {
  suiteExercise("runs all its tests", suite, ({ tests }) => {
    const hidden = tests.find(({ isLeftOut }) => isLeftOut);
    const why = `"${hidden?.name}" is not run: an .only on another test hides it, or a .skip or .todo on itself. Remove that word`;
    demand(hidden === undefined, why);
  });
}

/** A further check of a suite; it has nothing to say about one that rejects what is right. */
export function suiteExercise(
  name: string,
  suite: readonly string[],
  check: (report: ArenaReport, context: CheckContext) => void,
): void {
  exercise(
    name,
    async (context) => {
      const report = await arena.judge(suite);
      if (report.rejections.length === 0) check(report, context);
    },
    ARENA_LIMIT,
  );
}
