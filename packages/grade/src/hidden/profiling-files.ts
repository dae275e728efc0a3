/** Hidden case of P2: another program, whose calls are known and whose times nobody can foresee. */
import { OWN_PROGRAMS } from "../labs/programs.ts";
import type { Asked, HiddenCase } from "./hidden-cases.ts";
import { near, same } from "./near.ts";

export function fileCases(helper: Asked): HiddenCase[] {
  return [
    {
      exercise: "P2",
      description: "another program's calls and times, the same in all three files",
      async check(draw) {
        const [exp, sin] = [draw.integer(50, 400), draw.integer(50, 400)];
        const program = `taylor-${exp}-${sin}.ts`;
        const { driveProfile } = helper("tests/bench/drive-profile.ts");
        const { profile, callgrind, table } = await driveProfile(program);
        const odd = sin >> 1;
        const calls = (exp * (exp + 1)) / 2 + odd * (odd + 1);
        same(profile.factorial, `${calls}/${exp + odd}`);
        // The format knows nothing of primitive calls.
        same(callgrind.factorial.split("/")[0], String(calls));
        const [totalUs] = helper(OWN_PROGRAMS).totalsOf(program);
        near(profile.totalUs, totalUs, 1e-6 * totalUs);
        near(callgrind.totalUs, totalUs, 1e-4 * totalUs);
        const seconds = (totalUs / 1e6).toFixed(3);
        same(table.includes("Ordered by: internal time"), true);
        // With <module>, benchmark, and a call of each series.
        same(table.includes(`${calls + 4} function calls`), true);
        same(table.includes(`in ${seconds} seconds`), true);
      },
    },
  ];
}
