/** What B7 makes of sessions: all that run at the prompt and do what was asked for are right. */
import { describe, expect, test } from "vitest";
import { runSession } from "./bench/prompt.ts";
import {
  findsItsNumber,
  repeatsThreeTimes,
  setsUpFirst,
  timesOnce,
} from "./bench/session-checks.ts";

const IMPORT = 'import { ParticleSimulator, randomParticles } from "@hpts/core"';
const MAKE = "const simulator = new ParticleSimulator(randomParticles(1000, 1))";
const TIME = "%time simulator.evolve(0.1)";
const REPEAT = "%timeit -n 1 -r 3 simulator.evolve(0.1)";
const FIND = "%timeit randomParticles(1000, 1)";
const REFERENCE = [IMPORT, MAKE, TIME, REPEAT, FIND];

const CHECKS = [setsUpFirst, timesOnce, repeatsThreeTimes, findsItsNumber];

/** The reference with some of its lines in other words. */
const instead = (changes: Readonly<Record<string, string>>): string[] =>
  REFERENCE.map((line) => changes[line] ?? line);

describe("is right", () => {
  test.each<[string, string[]]>([
    ["as the reference", REFERENCE],
    [
      "other quotes and blanks",
      instead({ [IMPORT]: IMPORT.replaceAll('"', "'"), [FIND]: `${FIND};` }),
    ],
    ["a name for what is made", instead({ [FIND]: "%timeit const p = randomParticles(1000, 1)" })],
    [
      "numbers written otherwise",
      instead({
        [TIME]: "%time simulator.evolve(.1)",
        [FIND]: "%timeit randomParticles(1e3, 1)",
        [MAKE]: "const simulator = new ParticleSimulator(randomParticles(1_000, 0x1));",
      }),
    ],
    [
      "a namespace",
      instead({
        [IMPORT]: "import * as core from '@hpts/core'",
        [MAKE]: "const simulator = new core.ParticleSimulator(core.randomParticles(1000, 1))",
        [FIND]: "%timeit core.randomParticles(1000, 2)",
      }),
    ],
    [
      "import()",
      instead({
        [IMPORT]: "const { ParticleSimulator, randomParticles } = await import('@hpts/core')",
      }),
    ],
    [
      "two imports, another name",
      instead({
        [IMPORT]:
          "import { ParticleSimulator } from '@hpts/core'; import { randomParticles as make } from '@hpts/core'",
        [MAKE]: "let simulator: ParticleSimulator = new ParticleSimulator(make(1000, 1))",
        [FIND]: "%timeit make(1000, 1)",
      }),
    ],
    [
      "steps on the way",
      instead({
        [MAKE]:
          "const N = 1000\nconst particles = randomParticles(N, 1)\nconst simulator = new ParticleSimulator(\n  particles,\n)",
        [FIND]: "%timeit randomParticles(N, 1)",
      }),
    ],
    [
      "options close up, and kept results",
      instead({
        [REPEAT]: "const r = %timeit -o -r3 -n1 simulator.evolve(0.1)",
        [FIND]: "%timeit -r 5 randomParticles(1000, 1)",
      }),
    ],
    [
      "more than was asked for",
      [...REFERENCE, "", "// a comment", "console.log(simulator)", "%time 1 + 1", "%who"],
    ],
    ["one string", [REFERENCE.join("\n")]],
    ["a name declared again", [IMPORT, MAKE, MAKE, TIME, REPEAT, FIND]],
  ])("%s", async (_name, session) => {
    const lines = await runSession(session);

    for (const check of CHECKS) expect(() => check(lines)).not.toThrow();
  });
});

describe("is wrong", () => {
  test.each<[string, string[]]>([
    [
      "`import ParticleSimulator, randomParticles from '@hpts/core'` does not run: named imports need { }",
      instead({ [IMPORT]: "import ParticleSimulator, randomParticles from '@hpts/core'" }),
    ],
    ["named imports need { }, and", instead({ [IMPORT]: "import core from '@hpts/core'" })],
    [
      '"@hpts/core" exports no Simulator',
      instead({ [IMPORT]: "import { Simulator } from '@hpts/core'" }),
    ],
    ['all it needs is in "@hpts/core"', instead({ [IMPORT]: IMPORT.replace("core", "bench") })],
    ["ParticleSimulator is not imported at this point", REFERENCE.slice(1)],
    ["no line makes `simulator`", [IMPORT, TIME]],
    ["comes before its setup, `const simulator", [IMPORT, FIND, MAKE, TIME, REPEAT]],
    ["that takes no magic", instead({ [MAKE]: `%time ${MAKE}` })],
    ["has 100 particles, not 1000", instead({ [MAKE]: MAKE.replace("1000", "100") })],
    ["has other particles than those of seed 1", instead({ [MAKE]: MAKE.replace("1)", "2)") })],
    ["no line begins with %time", [IMPORT, MAKE, REPEAT, FIND]],
    [
      "`%time simulator.evolve(1)` lets 1 time units pass, not 0.1",
      instead({ [TIME]: "%time simulator.evolve(1)" }),
    ],
    ["`%time simulator.evolve` evolves nothing", instead({ [TIME]: "%time simulator.evolve" })],
    ["only evolve is to be timed", instead({ [TIME]: `%time ${MAKE}; simulator.evolve(0.1)` })],
    ["no line begins with %timeit and evolves", [IMPORT, MAKE, TIME, FIND]],
    ["-r is the number of repeats, 3", instead({ [REPEAT]: "%timeit -n 1 simulator.evolve(0.1)" })],
    ["-n is the number of loops", instead({ [REPEAT]: "%timeit -r 3 simulator.evolve(0.1)" })],
    [
      "options stand before the statement",
      instead({ [REPEAT]: "%timeit simulator.evolve(0.1) -n 1 -r 3" }),
    ],
    [
      "import first, then time",
      instead({ [FIND]: "%timeit (await import('@hpts/core')).randomParticles(1000, 1)" }),
    ],
    ["%% takes the lines below it", instead({ [REPEAT]: `%${REPEAT}` })],
    ["no line begins with %timeit and only makes", [IMPORT, MAKE, TIME, REPEAT]],
    ["makes 100 particles, not 1000", instead({ [FIND]: "%timeit randomParticles(100, 1)" })],
    [
      "makes a simulator as well",
      instead({ [FIND]: "%timeit new ParticleSimulator(randomParticles(1000, 1))" }),
    ],
    ["with -n you choose the number", instead({ [FIND]: "%timeit -n 5 randomParticles(1000, 1)" })],
    ["`for (;;);` does not run: it comes to no end", ["for (;;);", ...REFERENCE]],
    ["does not run: SyntaxError", instead({ [FIND]: "%timeit randomParticles(1000, 1" })],
  ])("%s", async (message, session) => {
    const lines = await runSession(session);

    const check = (): void => {
      for (const one of CHECKS) one(lines);
    };
    expect(check).toThrow(message);
  });
});
