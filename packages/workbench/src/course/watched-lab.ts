/**
 * The lab whose checks run on every save: the one that was opened last. At most one, because each
 * keeps a test runner and a process ready.
 */
import type { Lab } from "@hpts/labkit/lab";
import type { LabWatch } from "@hpts/labkit/run";
import type { WorkbenchEvent } from "../protocol.ts";

type Tell = (event: WorkbenchEvent) => void;

/** A lab that is left is kept for this long: most who go to the list come back. */
const KEEP_MS = 5_000;

export class WatchedLab {
  readonly #tell: Tell;
  #current: Watch | undefined;
  #leaving: NodeJS.Timeout | undefined;

  constructor(tell: Tell) {
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
    this.#current = new Watch(lab, this.#tell);
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

  async rerun(lab: Lab): Promise<void> {
    this.open(lab);
    await this.#current?.rerun();
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
  readonly #labWatch: Promise<LabWatch | undefined>;
  /** The latest of each type. */
  readonly #latest = new Map<WorkbenchEvent["type"], WorkbenchEvent>();
  #isOver = false;
  #isFirst = true;

  constructor(lab: Lab, tell: Tell) {
    this.id = lab.manifest.id;
    const say = (event: WorkbenchEvent): void => {
      if (this.#isOver) return;
      if (event.type === "checking") for (const type of RESULTS) this.#latest.delete(type);
      this.#latest.set(event.type, event);
      tell(event);
    };
    this.#labWatch = this.#start(lab, say);
  }

  state(): WorkbenchEvent[] {
    return [...this.#latest.values()];
  }

  async rerun(): Promise<void> {
    // The first run is under way.
    if (this.#isFirst) await this.#labWatch;
    else await (await this.#labWatch)?.rerun();
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await (await this.#labWatch)?.close();
  }

  async #start(lab: Lab, say: Tell): Promise<LabWatch | undefined> {
    const { id } = lab.manifest;
    try {
      // Loads vitest, which takes longer than all the rest.
      const { watchLab } = await import("@hpts/labkit/run");
      return await watchLab(lab, {
        onStart: (exercises, files) =>
          say({ type: "checking", lab: id, exercises, files: files.map(({ file }) => file) }),
        onSlow: (exercises) => say({ type: "slow", lab: id, exercises }),
        onResult: (result, tookMs) => {
          say({ type: "checked", lab: id, result, tookMs });
          say({ type: "progress" });
        },
        onTypes: (faults) => say({ type: "types", lab: id, faults }),
        onError: (error) => say({ type: "trouble", lab: id, message: messageOf(error) }),
      });
    } catch (error) {
      say({ type: "trouble", lab: id, message: messageOf(error) });
      return undefined;
    } finally {
      this.#isFirst = false;
    }
  }
}

/** What a new run makes obsolete. The last result stays: it is shown until the next one is there. */
const RESULTS = ["slow", "types", "trouble"] as const;

const messageOf = (error: unknown): string =>
  `the checks broke: ${error instanceof Error ? error.message : String(error)}`;
