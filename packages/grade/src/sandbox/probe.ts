/** Which levels this machine can do, found out by trying. */
import { openChannel } from "../protocol/channel.ts";
import { LEVELS, type Level } from "./level.ts";
import type { Machine } from "./machine.ts";
import type { Runner } from "./runner.ts";
import { makeSandboxes, type Sandbox } from "./sandbox.ts";

export interface LevelProbe {
  readonly level: Level;
  readonly works: boolean;
  /** Why it does not. */
  readonly why: string;
}

const START_LIMIT_MS = 10_000;

/** From the strongest level down to the first that works. */
export async function probeLevels(machine: Machine, runner: Runner): Promise<LevelProbe[]> {
  const probes: LevelProbe[] = [];
  for (const level of LEVELS) {
    const probe = await probeLevel(machine, level, runner);
    probes.push(probe);
    if (probe.works) break;
  }
  return probes;
}

export async function probeLevel(
  machine: Machine,
  level: Level,
  runner: Runner,
): Promise<LevelProbe> {
  const missing = missingFor(machine, level);
  if (missing !== undefined) return { level, works: false, why: missing };
  const maker = makeSandboxes(machine, level, runner);
  try {
    const sandbox = maker.start();
    const why = await whyItDoesNotAnswer(sandbox);
    return { level, works: why === undefined, why: why ?? "" };
  } catch (error) {
    return { level, works: false, why: (error as Error).message };
  } finally {
    await maker.close();
  }
}

async function whyItDoesNotAnswer(sandbox: Sandbox): Promise<string | undefined> {
  const timer = setTimeout(() => sandbox.kill(), START_LIMIT_MS);
  try {
    const channel = openChannel(sandbox.readFd, sandbox.writeFd);
    channel.send({ message: { files: {} }, parts: [] });
    await channel.receiveLater();
    return undefined;
  } catch {
    const { code } = await sandbox.ended;
    const [said] = sandbox.output.trim().split("\n").slice(-1);
    return said || `the sandbox ended with the exit code ${code}`;
  } finally {
    clearTimeout(timer);
  }
}

function missingFor(machine: Machine, level: Level): string | undefined {
  if (level === 0) return undefined;
  if (!machine.isLinux) return "sandboxes are made of parts of Linux";
  if (level === 1) {
    if (!machine.isRoot) return "only root can take another user";
    return machine.setpriv === undefined ? "there is no setpriv (Debian: util-linux)" : undefined;
  }
  if (machine.bwrap === undefined) return "there is no bwrap (Debian: bubblewrap)";
  if (machine.seccomp === undefined) return `no seccomp filter for ${process.arch} processors`;
  if (machine.prlimit === undefined) return "there is no prlimit (Debian: util-linux)";
  if (level === 3 && machine.cgroups === undefined) {
    return "control groups with memory and pids are not there";
  }
  return undefined;
}
