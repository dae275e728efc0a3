import { writeFileSync } from "node:fs";
import { convertProfile, runProgram, Stats, saveProfile } from "@hpts/profile";

/** Where the results go: paths of files. */
export interface Files {
  readonly profile: string;
  readonly table: string;
  readonly callgrind: string;
}

/**
 * P2. From code what these commands do on the command line:
 *
 *     hpts profile -s tottime -o prof.json program.ts
 *     hpts convert prof.json -f callgrind -o prof.callgrind
 *
 * @hpts/profile has what it takes:
 *
 *     const { profile, problem } = await runProgram(program, { engine: "exact", output: "ignore" });
 *     // No profile: the program could not be loaded, or was killed. Then `problem` may say why.
 *     if (profile === undefined) throw new Error(problem);
 *     saveProfile(path, profile);
 *     new Stats(profile).sortStats(key).statsText();   // the table as text
 *     convertProfile(profile, format);                 // a text, of a format such as "callgrind"
 *
 * @param program path of a TypeScript file
 */
export async function profileTo(program: string, files: Files): Promise<void> {
  // "exact" counts. V8's own profiler takes a handful of samples in 20 ms, and no calls at all.
  const { profile, problem } = await runProgram(program, { engine: "exact", output: "ignore" });
  if (profile === undefined) throw new Error(problem ?? `no profile of ${program}`);
  // One run, three files: a second run would have other times.
  saveProfile(files.profile, profile);
  writeFileSync(files.table, new Stats(profile).sortStats("tottime").statsText());
  writeFileSync(files.callgrind, convertProfile(profile, "callgrind"));
}
