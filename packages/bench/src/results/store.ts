/**
 * Files of runs: JSON Lines, only ever appended to, so that a run that fails, or is interrupted, costs
 * no earlier one.
 *
 *   .hpts/bench/history.jsonl            every run
 *   .hpts/bench/baselines/<name>.jsonl   what `--save <name>` kept; the last line counts
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { BenchError } from "../bench-error.ts";
import { commitOf } from "./environment.ts";
import { type RunRecord, SCHEMA } from "./schema.ts";

export interface ReadRuns {
  /** Oldest first. */
  readonly runs: readonly RunRecord[];
  /** A sentence for each line that could not be used. */
  readonly problems: readonly string[];
}

const DAMAGED = "this line is cut off or damaged";

/** A line that is cut off, or of another schema, is passed over and named. */
export function readRuns(file: string, asNamed: string = file): ReadRuns {
  if (!existsSync(file)) return { runs: [], problems: [] };
  const runs: RunRecord[] = [];
  const problems: string[] = [];
  const lines = readFileSync(file, "utf8").split("\n");
  lines.forEach((line, index) => {
    if (line.trim() === "") return;
    const read = parseRun(line);
    if (typeof read !== "string") {
      runs.push(read);
      return;
    }
    const advice = read === DAMAGED ? ": delete the line" : "";
    problems.push(`${asNamed}:${index + 1}: ${read}; passed over${advice}`);
  });
  return { runs, problems };
}

function parseRun(line: string): RunRecord | string {
  let value: Partial<RunRecord> | null;
  try {
    value = JSON.parse(line) as Partial<RunRecord> | null;
  } catch {
    return DAMAGED;
  }
  const schema: unknown = value?.schema;
  if (schema !== SCHEMA) return `expected a run of schema ${SCHEMA}, got ${String(schema)}`;
  if (!Array.isArray(value?.cases) || typeof value?.env?.fingerprint !== "string") {
    return "this run lacks its cases or its environment";
  }
  return value as RunRecord;
}

/** Adds a run at the end; a last line that was cut off stays a line of its own. */
export function appendRun(file: string, run: RunRecord): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const separator = text === "" || text.endsWith("\n") ? "" : "\n";
    appendFileSync(file, `${separator}${JSON.stringify(run)}\n`);
  } catch (cause) {
    const { message } = cause as Error;
    throw new BenchError("HPTS_BENCH_RESULTS", `cannot write results: ${message}`, { cause });
  }
}

const NAME = /^[\w.-]+$/;

export class Store {
  readonly #dir: string;
  readonly #cwd: string;
  /** Of the files that something was looked for in; the history beside the figures is not one. */
  readonly problems: string[] = [];

  /** @param cwd the folder in which `.hpts/bench` lies or will lie */
  constructor(cwd: string) {
    this.#cwd = cwd;
    this.#dir = join(cwd, ".hpts", "bench");
  }

  get historyFile(): string {
    return join(this.#dir, "history.jsonl");
  }

  /** @throws BenchError for a name that is no file name */
  baselineFile(name: string): string {
    if (NAME.test(name) && !/^\.+$/.test(name))
      return join(this.#dir, "baselines", `${name}.jsonl`);
    const message = `a baseline's name has letters, digits, ".", "_" and "-" only, got ${name}`;
    throw new BenchError("HPTS_BENCH_SPEC", message);
  }

  /** Earlier runs of a suite on this machine, oldest first. */
  history(suite: string, fingerprint: string): RunRecord[] {
    return readRuns(this.historyFile).runs.filter(
      (run) => run.suite === suite && run.env.fingerprint === fingerprint,
    );
  }

  /**
   * What to compare with: the latest run of the suite saved under this name, or made at this git
   * revision with none of its files changed.
   *
   * @throws BenchError if there is none
   */
  baseline(nameOrRevision: string, suite: string): RunRecord {
    const named = NAME.test(nameOrRevision)
      ? this.#read(this.baselineFile(nameOrRevision)).filter((run) => run.suite === suite)
      : [];
    if (named.length > 0) return named.at(-1)!;
    const commit = commitOf(this.#cwd, nameOrRevision);
    const found = this.#read(commit === undefined ? undefined : this.historyFile).findLast(
      ({ git, suite: of }) => of === suite && git !== null && !git.dirty && git.sha === commit,
    );
    if (found !== undefined) return found;
    const how =
      commit === undefined
        ? `no baseline of that name for ${suite}; ` +
          `--save ${NAME.test(nameOrRevision) ? nameOrRevision : "<name>"} makes one`
        : `no run of ${suite} was made at that revision with its files unchanged; ` +
          `to measure the code of then beside that of now: hpts compare ${nameOrRevision} file.ts`;
    throw new BenchError("HPTS_BENCH_RESULTS", `${nameOrRevision}: ${how}`);
  }

  #read(file: string | undefined): readonly RunRecord[] {
    if (file === undefined) return [];
    const { runs, problems } = readRuns(file, relative(this.#cwd, file));
    for (const problem of problems)
      if (!this.problems.includes(problem)) this.problems.push(problem);
    return runs;
  }
}
