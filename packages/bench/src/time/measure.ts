/**
 * `time(command)`: real, user and sys time of any command, and its peak memory.
 *
 *   CPU time     bash's `time`; without bash a Node child says it itself, others by what the system
 *                says of our children (Linux: ticks of 10 ms); else it stays unknown
 *   peak memory  GNU time, if it is there; else a Node child says it itself; else the process is
 *                looked at every 10 ms (Linux), which may miss the end
 *
 * GNU time comes before the child's own word because it sees children that are not Node, and because
 * the child's environment stays as it is.
 *
 * Only Linux is tested. `via` of the result says which way was taken.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BashReport, bashReport, throughBash } from "./bash-launcher.ts";
import { findProgram, isNodeProgram, type Surroundings } from "./find-program.ts";
import { findGnuTime, gnuReport, throughGnuTime } from "./gnu-time.ts";
import { childrenTimes, firstChild, peakBytes } from "./linux-proc.ts";
import { hookedEnvironment, hookReport } from "./node-hook.ts";
import { CannotStart, type CpuVia, type MemoryVia, type TimeResult } from "./result.ts";
import { type ChildEnd, runChild, shellExit, signalOfExit } from "./run-child.ts";

export interface TimeOptions {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Whether peak memory and further counts are wanted. @default true */
  readonly memory?: boolean | undefined;
  /** Programs that may help; `false` to do without. @default whatever is there */
  readonly bash?: string | false | undefined;
  readonly gnuTime?: string | false | undefined;
}

const SAMPLE_EVERY_MS = 10;

interface Plan {
  readonly command: readonly string[];
  readonly where: Surroundings;
  /** The command's file. */
  readonly file: string;
  readonly bash: string | undefined;
  readonly gnuTime: string | undefined;
  readonly hooked: boolean;
  readonly memory: boolean;
  /** For what helpers write. */
  readonly dir: string;
}

/**
 * Runs a command on our stdin, stdout and stderr, and says what it took.
 *
 * @throws CannotStart if there is no such command, or it cannot be executed
 */
export async function time(
  command: readonly string[],
  options: TimeOptions = {},
): Promise<TimeResult> {
  const { cwd = process.cwd(), env = process.env, memory = true } = options;
  const where = { cwd, env, platform: process.platform };
  const file = findProgram(command[0] ?? "", where);
  const bash = options.bash === false ? undefined : (options.bash ?? findBash(where));
  const wantsGnu = memory && options.gnuTime !== false;
  const gnuTime = wantsGnu ? options.gnuTime || findGnuTime(env) : undefined;
  const lacks = bash === undefined || (memory && gnuTime === undefined);
  const hooked = lacks && isNodeProgram(file);
  const dir = mkdtempSync(join(tmpdir(), "hpts-time-"));
  try {
    return await measured({ command, where, file, bash, gnuTime, hooked, memory, dir });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measured(plan: Plan): Promise<TimeResult> {
  const { command, gnuTime, hooked, memory, dir } = plan;
  const before = childrenTimes();
  const { end, pid, times, sampledBytes } = await run(plan);
  const after = childrenTimes();
  const exit = shellExit(end);
  const hook = hooked ? hookReport(dir, pid) : undefined;
  const gnu = gnuTime === undefined ? undefined : gnuReport(dir);
  const cpu = cpuTimes(times, hook, before, after);
  const peak = peakMemory(gnu, hook, memory ? sampledBytes : undefined);
  const isSignal = exit > 128 && hook === undefined && gnu?.bySignal !== false;
  return {
    command,
    realMs: times.realMs ?? end.realMs,
    userMs: cpu.userMs,
    sysMs: cpu.sysMs,
    maxRssBytes: peak.bytes,
    usage: gnu?.usage ?? hook?.usage,
    exit,
    signal: isSignal ? signalOfExit(exit) : undefined,
    signalText: isSignal ? times.signalText : undefined,
    pageBytes: memory ? pageBytes() : 4096,
    via: { cpu: cpu.via, memory: peak.via },
  };
}

interface Run {
  readonly end: ChildEnd;
  /** Of the command itself. */
  readonly pid: number | undefined;
  readonly times: BashReport;
  readonly sampledBytes: number | undefined;
}

async function run({
  command,
  where,
  file,
  bash,
  gnuTime,
  hooked,
  memory,
  dir,
}: Plan): Promise<Run> {
  const inner = gnuTime === undefined ? command : throughGnuTime(gnuTime, command, dir);
  const [innerFile, ...innerArgs] = [gnuTime ?? file, ...inner.slice(1)];
  const launch = bash ? throughBash(bash, inner) : { file: innerFile!, args: innerArgs };
  let times: BashReport = {};
  let ownChild: number | undefined;
  const commandPid = (): number | undefined => {
    const pid = bash === undefined ? ownChild : times.pid;
    return gnuTime !== undefined && pid !== undefined ? firstChild(pid) : pid;
  };
  let sampledBytes: number | undefined;
  const sampler = setInterval(() => {
    const pid = commandPid();
    const bytes = pid === undefined ? undefined : peakBytes(pid);
    if (bytes !== undefined) sampledBytes = bytes;
  }, SAMPLE_EVERY_MS);
  if (!memory || gnuTime !== undefined) clearInterval(sampler);
  try {
    const end = await runChild({
      ...launch,
      cwd: where.cwd,
      env: hooked ? hookedEnvironment(where.env, dir) : where.env,
      shell: /\.(cmd|bat)$/i.test(launch.file),
      started: (pid) => {
        ownChild = pid;
      },
      ...(bash && {
        report: (text: string) => {
          times = bashReport(text);
        },
      }),
      target: commandPid,
    });
    return { end, pid: bash === undefined ? ownChild : times.pid, times, sampledBytes };
  } catch (cause) {
    const { code = "unknown reason" } = cause as NodeJS.ErrnoException;
    throw new CannotStart(126, `${command[0]}: cannot be executed (${code})`);
  } finally {
    clearInterval(sampler);
  }
}

type Times = { readonly userMs: number; readonly sysMs: number };

function cpuTimes(
  bash: BashReport,
  hook: Times | undefined,
  before: Times | undefined,
  after: Times | undefined,
): { userMs: number | undefined; sysMs: number | undefined; via: CpuVia } {
  const { userMs, sysMs } = bash;
  if (userMs !== undefined && sysMs !== undefined) return { userMs, sysMs, via: "bash" };
  if (hook !== undefined) return { userMs: hook.userMs, sysMs: hook.sysMs, via: "hook" };
  if (before === undefined || after === undefined) {
    return { userMs: undefined, sysMs: undefined, via: "none" };
  }
  return {
    userMs: after.userMs - before.userMs,
    sysMs: after.sysMs - before.sysMs,
    via: "cutime",
  };
}

function peakMemory(
  gnu: { maxRssBytes: number } | undefined,
  hook: { maxRssBytes: number } | undefined,
  sampledBytes: number | undefined,
): { bytes: number | undefined; via: MemoryVia } {
  if (gnu !== undefined) return { bytes: gnu.maxRssBytes, via: "gnu-time" };
  if (hook !== undefined) return { bytes: hook.maxRssBytes, via: "hook" };
  if (sampledBytes !== undefined) return { bytes: sampledBytes, via: "sampled" };
  return { bytes: undefined, via: "none" };
}

function findBash(where: Surroundings): string | undefined {
  if (where.platform === "win32") return undefined; // one there would run the command in another world
  try {
    return findProgram("bash", where);
  } catch {
    return undefined;
  }
}

function pageBytes(): number {
  try {
    return Number(execFileSync("getconf", ["PAGESIZE"], { encoding: "utf8" }));
  } catch {
    return 4096;
  }
}
