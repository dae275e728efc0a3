/** Graders for tests; says loudly which level this machine does not have. */
import { type Grader, openGrader } from "../../src/grade.ts";
import type { Level } from "../../src/sandbox/level.ts";

export const SECRET = "a secret of the tests";

/** At the strongest level there is, or at that of HPTS_TEST_LEVEL. */
export async function strongestGrader(): Promise<Grader> {
  const wanted = process.env["HPTS_TEST_LEVEL"];
  const level = wanted === undefined ? {} : { level: Number(wanted) as Level };
  const grader = await openGrader({ secret: SECRET, ...level });
  warnBelow(2, grader.level);
  return grader;
}

export function warnBelow(wanted: Level, level: Level): void {
  if (level >= wanted) return;
  console.warn(
    `NOT TESTED: sandboxes of level L${wanted}, this is L${level} (Debian package bubblewrap)`,
  );
}
