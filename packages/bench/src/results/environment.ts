/** The machine and the state of the sources: without them no figure means anything. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { relative } from "node:path";
import type { ProcessFacts } from "../process/messages.ts";
import type { Environment, GitState } from "./schema.ts";

export interface BeforeRun {
  readonly load: number;
  readonly ticks: CpuTicks | undefined;
}

export function lookBefore(): BeforeRun {
  return { load: loadavg()[0] ?? 0, ticks: readTicks() };
}

export type Machine = Pick<Environment, "node" | "os" | "arch" | "cpuModel" | "cores">;

/** What has to stand beside a figure from here. */
export function thisMachine(): Machine {
  return {
    node: process.versions.node,
    os: type(),
    arch: process.arch,
    cpuModel: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
  };
}

export function environmentOf(facts: ProcessFacts, before: BeforeRun): Environment {
  const fixed = {
    ...thisMachine(),
    v8: process.versions.v8,
    execArgv: (process.env["NODE_OPTIONS"] ?? "").split(" ").filter(Boolean),
    kernel: release(),
  };
  return {
    ...fixed,
    memBytes: totalmem(),
    container: existsSync("/.dockerenv") || existsSync("/run/.containerenv"),
    timerStepNs: round(facts.timer.stepNs),
    timerCostNs: round(facts.timer.costNs),
    cpuClock: facts.cpuClock,
    calibNs: round(facts.yardstickNs),
    loadBefore: round(before.load),
    loadAfter: round(loadavg()[0] ?? 0),
    stealShare: stealShare(before.ticks, readTicks()),
    fingerprint: fingerprintOf(fixed),
  };
}

/** Of what makes times comparable: Node, V8, flags, architecture, processor, cores. */
export function fingerprintOf(
  env: Pick<Environment, "node" | "v8" | "execArgv" | "arch" | "cpuModel" | "cores">,
): string {
  const { node, v8, execArgv, arch, cpuModel, cores } = env;
  const text = JSON.stringify([node, v8, execArgv, arch, cpuModel, cores]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

interface CpuTicks {
  readonly all: number;
  readonly stolen: number;
}

/** Linux' /proc/stat, first line: user nice system idle iowait irq softirq steal. */
function readTicks(): CpuTicks | undefined {
  try {
    const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
    return { all: ticks.reduce((sum, value) => sum + value, 0), stolen: ticks[7] ?? 0 };
  } catch {
    return undefined;
  }
}

function stealShare(before: CpuTicks | undefined, after: CpuTicks | undefined): number {
  if (before === undefined || after === undefined || after.all <= before.all) return 0;
  return round((after.stolen - before.stolen) / (after.all - before.all));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/**
 * Where the repository of a folder stands; `null` outside one, or without git.
 *
 * @param files "dirty" is a repository in which one of these is not as it was committed; those outside
 * of it do not count
 */
export function gitState(dir: string, files: readonly string[]): GitState | null {
  const sha = git(dir, "rev-parse", "HEAD");
  if (sha === undefined) return null;
  const top = git(dir, "rev-parse", "--show-toplevel") ?? dir;
  const own = files.filter((file) => !relative(top, file).startsWith(".."));
  const status = ["status", "--porcelain", "--untracked-files=no", "--", ...own];
  const dirty = own.length > 0 && git(dir, ...status) !== "";
  return { sha, dirty, branch: git(dir, "rev-parse", "--abbrev-ref", "HEAD") ?? "" };
}

/** The commit that a revision names ("HEAD~1", a tag, a branch); `undefined` if there is none. */
export function commitOf(dir: string, revision: string): string | undefined {
  if (revision.startsWith("-")) return undefined;
  return git(dir, "rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
}

function git(dir: string, ...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, {
      cwd: dir,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}
