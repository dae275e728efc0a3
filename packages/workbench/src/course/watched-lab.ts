/**
 * The lab whose checks run on every save: the one that was opened last. At most one, because each
 * keeps a test runner and a process ready.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Lab } from "@hpts/labkit/lab";
import type { WorkbenchEvent } from "../protocol.ts";
import type { WatchOrder } from "./watch-child.ts";

type Tell = (event: WorkbenchEvent) => void;

/** A lab that is left is kept for this long: most who go to the list come back. */
const KEEP_MS = 5_000;

export class WatchedLab {
  readonly #root: string;
  readonly #tell: Tell;
  #current: Watch | undefined;
  #leaving: NodeJS.Timeout | undefined;

  /** @param root the course's folder */
  constructor(root: string, tell: Tell) {
    this.#root = root;
    this.#tell = tell;
  }

  /** Events that say how the lab stands, for a page that opens now; empty if nothing has run. */
  stateOf(lab: string): WorkbenchEvent[] {
    return this.#current?.id === lab ? this.#current.state() : [];
  }

  /** Runs this lab's checks, now and on every save, in place of another's. */
  open(lab: Lab): void {
    clearTimeout(this.#leaving);
    if (this.#current?.id === lab.manifest.id) return;
    const before = this.#current;
    this.#current = new Watch(lab, this.#root, this.#tell);
    if (before === undefined) return;
    this.#tell({ type: "elsewhere", lab: before.id, other: lab.manifest.id });
    void before.close();
  }

  /** The last page of this lab has gone. */
  leave(lab: string): void {
    if (this.#current?.id !== lab) return;
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => void this.close(), KEEP_MS).unref();
  }

  /** All checks again; for a lab that another has pushed out, its first run. */
  rerun(lab: Lab): void {
    const isRunning = this.#current?.id === lab.manifest.id;
    this.open(lab);
    if (isRunning) this.#current?.rerun();
  }

  async close(): Promise<void> {
    clearTimeout(this.#leaving);
    const closing = this.#current;
    this.#current = undefined;
    await closing?.close();
  }
}

class Watch {
  readonly id: string;
  readonly #child: ChildProcess;
  /** The latest of each type. */
  readonly #latest = new Map<WorkbenchEvent["type"], WorkbenchEvent>();
  readonly #tell: Tell;
  #isOver = false;

  constructor(lab: Lab, root: string, tell: Tell) {
    this.id = lab.manifest.id;
    this.#tell = tell;
    this.#child = startChild([root, this.id]);
    this.#child.on("message", (event: WorkbenchEvent) => this.#say(event));
    this.#child.once("error", (error) => this.#sayTrouble(error.message));
    this.#child.once("exit", (code, signal) => this.#sayTrouble(`they ended (${signal ?? code})`));
  }

  state(): WorkbenchEvent[] {
    return [...this.#latest.values()];
  }

  rerun(): void {
    this.#send({ type: "rerun" });
  }

  async close(): Promise<void> {
    this.#isOver = true;
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill("SIGKILL"), MOST_TO_END_MS);
    await ended;
    clearTimeout(timer);
  }

  #send(order: WatchOrder): void {
    if (this.#child.connected) this.#child.send(order, () => {}); // "exit" tells of a child that is gone
  }

  #say(event: WorkbenchEvent): void {
    if (this.#isOver) return;
    if (event.type === "checking") for (const type of OBSOLETE) this.#latest.delete(type);
    this.#latest.set(event.type, event);
    this.#tell(event);
  }

  #sayTrouble(why: string): void {
    this.#say({ type: "trouble", lab: this.id, message: `the checks do not run: ${why}` });
  }
}

const MOST_TO_END_MS = 2_000;

/** What a new run makes so. The last result stays: it is shown until the next one is there. */
const OBSOLETE = ["slow", "types", "trouble"] as const;

function startChild(args: readonly string[]): ChildProcess {
  // By its name: the command's own code is bundled, and lies elsewhere.
  const { resolve } = createRequire(import.meta.url);
  const file = resolve("@hpts/workbench/watch-child");
  const loader = file.endsWith(".ts") ? ["--import", resolve("tsx")] : [];
  return spawn(process.execPath, [...loader, file, ...args], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    windowsHide: true,
  });
}
