/**
 * A sandbox: one process that answers, and all that it can ever start. Every level looks alike from
 * here; who uses it asks and listens on two pipes, and ends it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cgroup } from "./cgroup.ts";
import { sandboxCommand } from "./command.ts";
import { Fifos, type Pipes } from "./fifos.ts";
import type { Level } from "./level.ts";
import { LIMITS, type Limits } from "./limits.ts";
import type { Machine } from "./machine.ts";
import { ProcessTree } from "./processes.ts";
import { nodeArgs, type Runner } from "./runner.ts";
import { makeWorkspace, newCgroupName, removeCgroup, removeFolder } from "./workspace.ts";

/** How a sandbox ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** It was ended because it used more than it may. */
  readonly excess: "memory" | "output" | undefined;
}

export interface Sandbox {
  readonly level: Level;
  /** Descriptors of this process, blocking. */
  readonly readFd: number;
  readonly writeFd: number;
  /** The beginning of what it printed; shown to nobody while hidden cases run. */
  readonly output: string;
  readonly ended: Promise<Ending>;
  /** Ends everything in it; its descriptors stay what they are. */
  kill(): void;
  /** Ends it as well. Nobody uses its descriptors any more: they are closed, and may be another's then. */
  release(): void;
  /** Whether all of it stands still now; it goes on with `thaw`. */
  freeze(): boolean;
  thaw(): void;
  /** CPU time of all its threads; undefined where the machine does not tell, and when it is over. */
  cpuNs(): number | undefined;
  /** Memory that it has used for the first time so far; undefined where the machine does not tell. */
  touchedBytes(): number | undefined;
  /** Whether all of its threads wait for something that is no processor, or it is frozen. */
  isWaiting(): boolean;
}

export interface SandboxMaker {
  readonly level: Level;
  /** @param isTimed whether what it does is timed (see command.ts) */
  start(isTimed?: boolean): Sandbox;
  /** Ends all of its sandboxes, and leaves nothing behind. */
  close(): Promise<void>;
}

/** @param runner the program that answers (see inside/main.ts) */
export function makeSandboxes(
  machine: Machine,
  level: Level,
  runner: Runner,
  limits: Limits = LIMITS,
): SandboxMaker {
  const dir = makeWorkspace();
  const textFile = join(dir, "runner.cjs");
  const snapshotFile = join(dir, "runner.blob");
  const seccompFile = join(dir, "seccomp");
  writeFileSync(textFile, runner.text, { mode: 0o644 });
  if (runner.snapshot) writeFileSync(snapshotFile, runner.snapshot, { mode: 0o644 });
  if (machine.seccomp) writeFileSync(seccompFile, machine.seccomp);
  const fifos = new Fifos(dir);
  const alive = new Set<Started>();
  let count = 0;

  function start(isTimed = false): Sandbox {
    const number = ++count;
    const group =
      level === 3
        ? machine.cgroups?.create(newCgroupName(), {
            memoryBytes: limits.memoryBytes,
            tasks: limits.tasks,
          })
        : undefined;
    const folder = join(dir, `work-${number}`);
    if (level < 2) makeFolder(folder, machine.isRoot && level === 1);
    const pipes = fifos.open();
    const kind = isTimed ? "timed" : runner.snapshot ? "snapshot" : "text";
    const seccompFd = level >= 2 && machine.seccomp ? openSync(seccompFile, "r") : undefined;
    const [command, ...args] = sandboxCommand({
      level,
      machine,
      limits,
      joinFiles: group?.joinFiles ?? [],
      seccompFd: seccompFd === undefined ? undefined : SECCOMP_FD,
      runnerFile: kind === "snapshot" ? snapshotFile : textFile,
      nodeArgs: (file) => nodeArgs(file, runner.v8Options, kind),
    });
    const child = spawn(command!, args, {
      cwd: level < 2 ? folder : "/",
      env: {},
      stdio: [
        "ignore",
        "pipe",
        "pipe",
        pipes.insideReads,
        pipes.insideWrites,
        seccompFd ?? "ignore",
      ],
    });
    pipes.closeInside();
    if (seccompFd !== undefined) closeSync(seccompFd);
    const sandbox = new Started(level, child, pipes, group, limits);
    alive.add(sandbox);
    void sandbox.gone.then(() => {
      alive.delete(sandbox);
      if (level < 2) removeFolder(folder);
    });
    return sandbox;
  }

  return {
    level,
    start,
    async close() {
      for (const sandbox of alive) sandbox.release();
      await Promise.all(Array.from(alive, ({ gone }) => gone));
      removeFolder(dir);
    },
  };
}

/** Where bubblewrap finds it, by its place in `stdio`. */
const SECCOMP_FD = 5;

const WAIT_MS = 10;
const MOST_WAITS = 1_000;

function makeFolder(folder: string, isForAll: boolean): void {
  mkdirSync(folder);
  if (isForAll) chmodSync(folder, 0o777); // its name is secret, and so is the list of names
}

class Started implements Sandbox {
  readonly level: Level;
  readonly readFd: number;
  readonly writeFd: number;
  readonly ended: Promise<Ending>;
  /** Resolves when nothing is left of it on this machine. */
  readonly gone: Promise<void>;
  output = "";
  readonly #child: ChildProcess;
  readonly #group: Cgroup | undefined;
  readonly #tree: ProcessTree;
  #isFrozen = false;
  #waits = 0;
  #letGo!: () => void;
  #printed = 0;
  #excess: Ending["excess"];
  #isOver = false;

  constructor(
    level: Level,
    child: ChildProcess,
    pipes: Pipes,
    group: Cgroup | undefined,
    limits: Limits,
  ) {
    this.level = level;
    this.readFd = pipes.fromInside;
    this.writeFd = pipes.toInside;
    this.#child = child;
    this.#group = group;
    this.#tree = new ProcessTree(child.pid ?? -1, level >= 2);
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on("data", (bytes: Buffer) => this.#takeOutput(bytes, limits.outputBytes));
    }
    // What was started while its group was being killed.
    child.on("exit", () => group && quietly(() => group.kill()));
    this.ended = new Promise((resolve) => {
      child.on("error", () => resolve({ code: null, signal: null, excess: undefined }));
      child.on("close", (code, signal) => {
        if (this.#group !== undefined && isOutOfMemory(this.#group)) this.#excess = "memory";
        resolve({ code, signal, excess: this.#excess });
      });
    });
    const released = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    this.gone = this.ended.then(async () => {
      this.#isOver = true;
      if (group !== undefined) await removeCgroup(group);
      await released;
      pipes.close();
    });
  }

  kill(): void {
    if (this.#isOver || this.#waitsForStart()) return;
    // Its group first: what is frozen does not die with its parent.
    if (this.#group !== undefined) quietly(() => this.#group!.kill());
    this.#child.kill("SIGKILL");
  }

  release(): void {
    this.kill();
    this.#letGo();
  }

  /**
   * Without a group, what bubblewrap has just started dies with it only a moment later, when it has
   * asked for that; ended before, it would be left.
   */
  #waitsForStart(): boolean {
    if (this.level < 2 || this.#group !== undefined || this.#tree.worker !== undefined)
      return false;
    if (this.#child.exitCode !== null || ++this.#waits > MOST_WAITS) return false;
    setTimeout(() => this.kill(), WAIT_MS);
    return true;
  }

  freeze(): boolean {
    if (this.#isOver) return true;
    if (this.#group === undefined) this.#isFrozen = this.#tree.stop();
    else {
      this.#group.freeze();
      this.#isFrozen = true;
    }
    return this.#isFrozen;
  }

  thaw(): void {
    if (this.#isOver || !this.#isFrozen) return;
    if (this.#group === undefined) this.#tree.resume();
    else this.#group.thaw();
    this.#isFrozen = false;
  }

  cpuNs(): number | undefined {
    if (this.#isOver) return undefined;
    return this.#group === undefined ? this.#tree.cpuNs() : this.#group.cpuNs();
  }

  touchedBytes(): number | undefined {
    return this.#isOver ? undefined : this.#tree.touchedBytes();
  }

  isWaiting(): boolean {
    return this.#isOver || this.#isFrozen || this.#tree.isWaiting();
  }

  #takeOutput(bytes: Buffer, most: number): void {
    if (this.output.length < most) this.output += bytes.toString("utf8", 0, most);
    this.#printed += bytes.length;
    if (this.#printed <= 20 * most || this.#excess !== undefined) return;
    this.#excess = "output";
    this.kill();
  }
}

function isOutOfMemory(group: Cgroup): boolean {
  try {
    return group.isOutOfMemory();
  } catch {
    return false; // its files are gone already
  }
}

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // it has ended meanwhile
  }
}
