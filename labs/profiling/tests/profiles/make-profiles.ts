/**
 * Makes the stored profiles that P1 and P6 ask about, with the engines of the course:
 *
 *     pnpm tsx labs/profiling/tests/profiles/make-profiles.ts
 *
 * Calls and hits are the same each time; times are those of the machine, in the fastest of five runs.
 * After a new run the shares in solution/questions.ts may have to follow. Folders are replaced by
 * /course.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Profile, printProfile, type RunEngine, runProgram } from "@hpts/profile";

const HERE = import.meta.dirname;
const LAB = join(HERE, "../..");
const COURSE = join(LAB, "../..");

const PROFILES: readonly (readonly [name: string, engine: RunEngine])[] = [
  ["simul", "exact"],
  ["taylor", "exact"],
  ["close", "line"],
];

async function run(program: string, engine: RunEngine): Promise<Profile> {
  const { profile, problem } = await runProgram(program, {
    engine,
    cwd: COURSE,
    include: ["labs/profiling/tests/programs/*"],
    output: "ignore",
  });
  if (profile === undefined) throw new Error(`${program}: ${problem ?? "no profile"}`);
  return profile;
}

for (const [name, engine] of PROFILES) {
  const runs: Profile[] = [];
  for (let i = 0; i < 5; i++)
    runs.push(await run(`labs/profiling/tests/programs/${name}.ts`, engine));
  const [fastest] = runs.sort((a, b) => a.meta.wallUs - b.meta.wallUs);
  const text = printProfile(fastest!).replaceAll(COURSE, "/course");
  writeFileSync(join(HERE, `${name}.json`), text);
  console.log("%s: %d bytes", name, text.length);
}
