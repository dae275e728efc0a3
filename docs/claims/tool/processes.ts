/** Starts the processes that measure, under any version of Node. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { keepPristineCopies, labFolders } from "@hpts/labkit/lab";
import { build } from "esbuild";
import type { Claim, Side } from "./claim.ts";
import { withRepositoryFolder } from "./repository-folder.ts";

/** What one process found. */
export interface Answer {
  readonly node: string;
  readonly v8: string;
  /** Not there for a claim that does not exist. */
  readonly figure?: number;
}

export interface Processes {
  /** @param node the program @param side where both run apart @throws ProcessError */
  ask(node: string, claim: Claim, side?: Side): Promise<Answer>;
  remove(): void;
}

/** A process ended without an answer. */
export class ProcessError extends Error {}

/** Longer than any claim may take. */
const LIMIT_MS = 60_000;
const FOLDER = join(import.meta.dirname, "..", "..", "..");

const run = promisify(execFile);

export async function buildProcesses(): Promise<Processes> {
  for (const lab of labFolders(FOLDER)) keepPristineCopies(lab);
  const folder = mkdtempSync(join(tmpdir(), "hpts-claims-"));
  const program = join(folder, "child.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "child.ts")],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["esbuild", "tinybench"],
    logLevel: "silent",
  });
  return {
    ask: (node, { id, measure: { flags = [] } }, side) =>
      ask(node, [...flags, program, id, ...(side ? [side] : [])]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function ask(node: string, args: readonly string[]): Promise<Answer> {
  try {
    const { stdout } = await run(node, args, {
      timeout: LIMIT_MS,
      env: withRepositoryFolder(FOLDER),
    });
    return JSON.parse(stdout.trim().split("\n").at(-1)!) as Answer;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const why =
      stderr
        ?.trim()
        .split("\n")
        .find((line) => /^\w*Error\b|bad option/.test(line)) ?? message;
    throw new ProcessError(`${node}: ${why}`, { cause: error });
  }
}
