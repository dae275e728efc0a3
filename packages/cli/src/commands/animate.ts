/** `hpts animate`: shows a student's simulation in the terminal, or writes it into a file. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom, referenceParticles } from "@hpts/core";
import { readLabs, UsageError } from "@hpts/labkit/lab";
import { callersFolder, currentContext, labNamed } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { Interrupted, NotYet, printError } from "../report.ts";
import { type AnimationJob, type Ended, runAnimation } from "./animation-process.ts";

export interface AnimateFlags {
  readonly output?: string;
  readonly frames?: string;
  readonly fps?: string;
  readonly seed?: string;
  readonly particles?: string;
  readonly limit?: string;
  readonly serve?: boolean;
  readonly port?: string;
  readonly open: boolean;
}

/** How long nothing may happen, in seconds: a file's frames may take long, a page is to be alive. */
const LIMIT_S = { process: "10", page: "1" };

/** @param what a lab, or a file that exports an animation */
export async function animate(what: string, flags: AnimateFlags): Promise<void> {
  const limit = flags.limit ?? (flags.serve ? LIMIT_S.page : LIMIT_S.process);
  const limitS = number("--limit", limit, { least: 0.1, most: 86_400 });
  const port = portOf(flags);
  const file = fileOf(what);
  const output = outputFile(flags);
  const job: AnimationJob = {
    file,
    name: relative(callersFolder(), file),
    ...particlesOf(flags),
    ...(output !== undefined && { output }),
    ...(flags.frames !== undefined && { frames: whole("--frames", flags.frames, 1) }),
    ...(flags.fps !== undefined && {
      fps: number("--fps", flags.fps, { least: 0.01, most: 1000 }),
    }),
  };
  if (flags.serve) {
    const { animateInPage } = await import("./animate-page.ts");
    return animateInPage(job, { port, limitS, opens: flags.open && process.stdout.isTTY === true });
  }
  const ended = await runAnimation(job, limitS);
  if (ended.type === "stopped") throw new Interrupted();
  if (ended.type === "failed") return sayFailure(ended, job);
  if (output === undefined || flags.output === undefined) return;
  const kib = (statSync(output).size / 1024).toPrecision(3);
  const count = `${ended.frames} frame${ended.frames === 1 ? "" : "s"}`;
  const isPicture = /\.(png|svg)$/i.test(output);
  console.log(`${flags.output}: ${isPicture ? "the last of " : ""}${count}, ${kib} KiB`);
}

/** A file, or the animation of a lab's starter. */
function fileOf(what: string): string {
  const path = resolve(callersFolder(), what);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return path;
  if (/\.[cm]?[jt]s$/.test(what)) throw new UsageError(`there is no file ${what}`);
  const context = currentContext();
  const lab = labNamed(context, what);
  const file = join(lab.dir, "starter", "visualize.ts");
  if (existsSync(file)) return file;
  const others = readLabs(context.root)
    .labs.filter(({ dir }) => existsSync(join(dir, "starter", "visualize.ts")))
    .map(({ manifest }) => manifest.id);
  const known = others.length === 0 ? "no lab has" : `these have: ${others.join(", ")}`;
  throw new UsageError(
    `lab ${lab.manifest.id} has no starter/visualize.ts (${known}); ` +
      "hpts start shows its particles in a page",
  );
}

/** Noticed before the code runs. */
function outputFile({ output }: AnimateFlags): string | undefined {
  if (output === undefined) return undefined;
  const file = resolve(callersFolder(), output);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`-o must be a file, ${output} is a folder`);
  }
  if (existsSync(dirname(file))) return file;
  throw new UsageError(`-o ${output}: there is no folder ${dirname(output)}`);
}

function portOf({ port, serve }: AnimateFlags): number {
  if (port === undefined) return 0;
  if (!serve) throw new UsageError("--port needs --serve");
  const value = whole("--port", port, 0);
  if (value <= 65_535) return value;
  throw new UsageError(`--port must be at most 65535, got ${port}`);
}

/** The slides' three; with a seed, random ones as the course's benchmark makes them. */
function particlesOf({ seed, particles }: AnimateFlags) {
  if (seed === undefined) {
    if (particles !== undefined) throw new UsageError("--particles needs --seed, as in --seed 1");
    const three = referenceParticles().map(({ x, y, angVel }) => [x, y, angVel] as const);
    return { particles: three, particlesAreRandom: false };
  }
  const random = createRandom(whole("--seed", seed, 0));
  const one = (): readonly [number, number, number] => [
    random.uniform(-1, 1),
    random.uniform(-1, 1),
    random.uniform(-1, 1),
  ];
  const count = whole("--particles", particles ?? "100", 1);
  return { particles: Array.from({ length: count }, one), particlesAreRandom: true };
}

function sayFailure(failed: Extract<Ended, { type: "failed" }>, { file }: AnimationJob): void {
  const place = placeOf(failed.stack, dirname(file));
  const where = place === undefined ? "" : ` (${place})`;
  if (failed.kind === "usage") throw new UsageError(failed.message);
  if (failed.kind === "todo") throw new NotYet(`not written yet: ${failed.message}${where}`);
  printError(failed.kind === "missing" ? failed.message : `${failed.message}${where}`);
  process.exitCode = failed.kind === "missing" ? EXIT.environment : EXIT.crash;
}

/** The first line of the stack that is in this folder: the student's own. */
function placeOf(stack = "", folder: string): string | undefined {
  for (const [, path = "", place] of stack.matchAll(/^\s+at (?:.*?\()?(.+?)(:\d+:\d+)\)?$/gm)) {
    const file = path.startsWith("file:") ? fileURLToPath(path) : path;
    if (dirname(file) === folder) return `${relative(callersFolder(), file)}${place}`;
  }
  return undefined;
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
  throw new UsageError(`${option} must be a whole number, ${least} or more, got ${text}`);
}

function number(
  option: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new UsageError(`${option} must be a number from ${least} to ${most}, got ${text}`);
}
