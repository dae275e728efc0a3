/**
 * What this machine can promise when it grades, found out by trying: a submission of ours does in a
 * sandbox what a hostile one would do.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { levelOf } from "./grade.ts";
import { Session } from "./judge/session.ts";
import { attempts } from "./sandbox/attempts.ts";
import type { Level } from "./sandbox/level.ts";
import { lookAtMachine, type Machine } from "./sandbox/machine.ts";
import { type LevelProbe, probeLevels } from "./sandbox/probe.ts";
import { type Runner, sandboxRunner } from "./sandbox/runner.ts";
import { makeSandboxes, type Sandbox } from "./sandbox/sandbox.ts";
import { reap } from "./sandbox/workspace.ts";

export interface Guarantee {
  readonly id: string;
  /** What cannot happen. */
  readonly claim: string;
  readonly holds: boolean;
  /** What was seen, where it does not hold. */
  readonly why: string;
}

export interface Doctor {
  readonly level: Level;
  readonly levels: readonly LevelProbe[];
  readonly guarantees: readonly Guarantee[];
  /** Commands that would lift the level, each with what it is for. */
  readonly fixes: readonly { readonly what: string; readonly command: string }[];
  /** What dead judges had left behind, and was removed now. */
  readonly reaped: readonly string[];
}

export async function examineSandbox(): Promise<Doctor> {
  const machine = lookAtMachine();
  const reaped = await reap(machine.cgroups);
  const runner = await sandboxRunner();
  const levels = await probeLevels(machine, runner);
  const level = levelOf(levels);
  const guarantees = await tryAll(machine, level, runner);
  return { level, levels, guarantees, fixes: fixesFor(machine, levels), reaped };
}

async function tryAll(machine: Machine, level: Level, runner: Runner): Promise<Guarantee[]> {
  const maker = makeSandboxes(machine, level, runner);
  const canary = join(tmpdir(), `hpts-grade-${process.pid}-canary`);
  const server = await listening();
  try {
    writeFileSync(canary, "canary", { mode: 0o644 });
    const { port } = server.address() as { port: number };
    const sandbox = maker.start();
    const found = await asked(sandbox, { canary, port, pid: process.pid });
    return [
      {
        id: "answers-only",
        claim: "tests, expected values and verdicts are never where student code runs",
        holds: true,
        why: "",
      },
      ...found,
      freezing(sandbox),
      {
        id: "ends-with-judge",
        claim: "nothing goes on when the judge is killed",
        holds: level >= 2,
        why: level >= 2 ? "" : "what loops goes on; the next start of hpts grade cannot find it",
      },
    ];
  } finally {
    server.close();
    await maker.close();
    const left = ["/tmp", "/var/tmp", "/dev/shm", "/"].map((dir) =>
      join(dir, `hpts-grade-${process.pid}-left`),
    );
    for (const file of [canary, ...left]) rmSync(file, { force: true });
  }
}

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

interface Attempted {
  readonly id: string;
  readonly claim: string;
  readonly succeeded: boolean;
  readonly seen: string;
}

const LIMIT_MS = 15_000;

async function asked(sandbox: Sandbox, targets: object): Promise<Guarantee[]> {
  const timer = setTimeout(() => sandbox.kill(), LIMIT_MS);
  try {
    const session = new Session({
      readFd: sandbox.readFd,
      writeFd: sandbox.writeFd,
      files: { "attempts.mjs": attempts },
      given: {},
      exposed: {},
      onTodos: () => {},
      mayDefer: false,
    });
    const run = session.exported("attempts", "attemptAll") as (
      targets: object,
    ) => Promise<Attempted[]>;
    const all = await run(targets);
    return all.map(({ id, claim, succeeded, seen }) => ({
      id,
      claim,
      holds: succeeded === false,
      why: succeeded ? seen : "",
    }));
  } finally {
    clearTimeout(timer);
  }
}

function freezing(sandbox: Sandbox): Guarantee {
  const claim = "one side stands still while the other one is timed";
  try {
    const holds = sandbox.freeze();
    sandbox.thaw();
    return { id: "freezing", claim, holds, why: holds ? "" : "takes bubblewrap (L2)" };
  } catch (error) {
    return { id: "freezing", claim, holds: false, why: (error as Error).message };
  }
}

function fixesFor(machine: Machine, levels: readonly LevelProbe[]): Doctor["fixes"] {
  const fixes: { what: string; command: string }[] = [];
  const failed = levels.filter(({ works }) => !works);
  if (!machine.isLinux) {
    return [{ what: "grade for marks on Linux, such as in a virtual machine", command: "" }];
  }
  if (machine.bwrap === undefined) {
    fixes.push({ what: "bubblewrap, for L2", command: "sudo apt-get install bubblewrap" });
  }
  if (machine.prlimit === undefined) {
    fixes.push({ what: "prlimit, for L2", command: "sudo apt-get install util-linux" });
  }
  const second = failed.find(({ level }) => level === 2);
  if (second !== undefined && machine.bwrap !== undefined) {
    for (const [file, value] of USER_NAMESPACES) {
      if (!existsSync(file) || readFileSync(file, "utf8").trim() === value) continue;
      const name = file.slice("/proc/sys/".length).replaceAll("/", ".");
      const command = `sudo sysctl -w ${name}=${value}`;
      fixes.push({ what: "user namespaces for everybody, for L2", command });
    }
  }
  if (failed.some(({ level }) => level === 3) && !machine.isRoot) {
    fixes.push({ what: "control groups, for L3", command: "sudo hpts grade ..." });
  }
  return fixes;
}

/** Settings of distributions that keep bubblewrap from making a user namespace. */
const USER_NAMESPACES = [
  ["/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "0"],
  ["/proc/sys/kernel/unprivileged_userns_clone", "1"],
] as const;
