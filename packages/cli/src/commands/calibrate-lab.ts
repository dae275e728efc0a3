/**
 * `hpts bench calibrate-lab`: for authors; which speed-up the exercises of a lab can ask for.
 *
 * An exercise has a speed tier if `speed/<id>.ts` is in its lab: a file like those of `hpts compare`,
 * with `inputs` and a function, that imports the code as `#lab/<module>`.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Calibration,
  calibrate,
  type Fault,
  LEAST_ROOM,
  SourceError,
} from "@hpts/bench/compare";
import { UsageError } from "@hpts/labkit/lab";
import { figureLines } from "../comparison-text.ts";
import { type Context, currentContext, labNamed } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { printError } from "../report.ts";

export async function calibrateLab(
  name: string,
  { json = false }: { json?: boolean },
): Promise<void> {
  const context = currentContext();
  const { dir, manifest } = labNamed(context, name);
  const tiers = manifest.exercises
    .map(({ id }) => ({ id, file: join(dir, "speed", `${id}.ts`) }))
    .filter(({ file }) => existsSync(file));
  const results: object[] = [];
  for (const { id, file } of tiers) {
    const found = await measured(file);
    results.push({ exercise: id, ...found });
    if (!json) print(id, found, context);
    if ("verdict" in found)
      process.exitCode = found.verdict === "wrong-result" ? EXIT.notReached : EXIT.crash;
    else if (!found.isGradable) process.exitCode = EXIT.notReached;
  }
  if (json) console.log(JSON.stringify(results, null, 1));
  else if (tiers.length === 0) {
    console.log(`lab ${manifest.id} has no speed tiers: no exercise has a file speed/<id>.ts`);
  }
}

async function measured(file: string): Promise<Calibration | Fault> {
  try {
    return await calibrate({ file }, { file, conditions: ["solution"] });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

function print(id: string, found: Calibration | Fault, { look }: Context): void {
  if ("verdict" in found) {
    printError(`${id}: ${found.message}`);
    return;
  }
  console.log(look.bold(id));
  console.log(figureLines(["starter", "solution"], found, look).join("\n"));
  const room = `${found.room.toPrecision(3)}x of room on both sides`;
  if (found.isGradable)
    console.log(look.green(`${look.signs.done} ask for ${found.theta}x: ${room}`));
  else {
    const why = `${room}, and it takes ${LEAST_ROOM}x`;
    console.log(look.red(`${look.signs.failing} cannot be graded by time: ${why}`));
  }
}
