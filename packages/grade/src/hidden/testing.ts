/** Hidden cases of the lab testing; its suites have programs to find instead (judge/arena.ts). */
import type { Asked, HiddenCase } from "./hidden-cases.ts";
import { same } from "./near.ts";

export function testingCases(lab: Asked): HiddenCase[] {
  return [
    {
      exercise: "T1",
      description: "other numbers, near to each other and not",
      check(draw) {
        const { fequal } = lab("fequal");
        for (let i = 0; i < 20; i++) {
          const a = draw.uniform(-5, 5);
          const eps = draw.uniform(1e-4, 0.5);
          const sign = draw.pick([1, -1]);
          same(fequal(a, a + sign * eps * draw.uniform(0, 0.9), eps), true);
          same(fequal(a, a + sign * eps * draw.uniform(1.1, 50), eps), false);
          same(fequal(a, a + sign * 1e-6), true);
          same(fequal(a, a + sign * 1e-4), false);
        }
        same(fequal(Number.NaN, draw.uniform(-1, 1), 10), false);
      },
    },
    {
      exercise: "T7",
      description: "particles of other seeds, of other numbers",
      check(draw) {
        const { makeParticles } = lab("benchmark");
        const seed = draw.integer(1, 2 ** 31);
        const n = draw.integer(2, 40);
        const fields = (
          all: readonly { x: number; y: number; angVel: number }[],
        ): readonly number[] => all.flatMap(({ x, y, angVel }) => [x, y, angVel]);
        const once = fields(makeParticles(n, seed));
        const more = fields(makeParticles(n + 3, seed));
        same(once.length, 3 * n);
        same(new Set(once).size, 3 * n);
        // The first n of more particles are the same: one generator, asked in one order.
        for (const [i, value] of once.entries()) same(more[i], value);
        same(
          once.every((value) => Math.abs(value) <= 1),
          true,
        );
      },
    },
  ];
}
