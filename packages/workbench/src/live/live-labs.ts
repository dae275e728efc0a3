/** The canvas of each lab that a page is open on: built again on every save, the pages told. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import { type FolderWatcher, watchFolder } from "@hpts/labkit/watch-folder";
import type { WorkbenchEvent } from "../protocol.ts";
import { LiveBuild } from "./live-build.ts";

interface LiveLab {
  readonly build: LiveBuild;
  readonly watcher: FolderWatcher;
  latest?: WorkbenchEvent;
  /** The last module that could be made. */
  good?: WorkbenchEvent;
}

export class LiveLabs {
  readonly #tell: (event: WorkbenchEvent) => void;
  readonly #labs = new Map<string, LiveLab>();

  constructor(tell: (event: WorkbenchEvent) => void) {
    this.#tell = tell;
  }

  /** Events that say how it stands: what can run, then what is wrong with the latest code. */
  stateOf(lab: string): WorkbenchEvent[] {
    const { good, latest } = this.#labs.get(lab) ?? {};
    return [good, latest].filter(
      (event, i, all) => event !== undefined && all.indexOf(event) === i,
    ) as WorkbenchEvent[];
  }

  /** Once it is open, it stays so as long as the server runs: it costs next to nothing. */
  open(lab: Lab): void {
    const { id } = lab.manifest;
    if (this.#labs.has(id) || !existsSync(join(lab.dir, "live.ts"))) return;
    const build = new LiveBuild(lab);
    const watcher = watchFolder(join(lab.dir, "starter"), () => void this.#make(id));
    this.#labs.set(id, { build, watcher });
    void this.#make(id);
  }

  buildOf(lab: string): LiveBuild | undefined {
    return this.#labs.get(lab)?.build;
  }

  async close(): Promise<void> {
    for (const { build, watcher } of this.#labs.values()) {
      watcher.close();
      await build.close();
    }
    this.#labs.clear();
  }

  async #make(id: string): Promise<void> {
    const live = this.#labs.get(id)!;
    const built = await live.build.build();
    const event: WorkbenchEvent =
      "version" in built
        ? { type: "live", lab: id, version: built.version }
        : { type: "liveFault", lab: id, faults: built.faults };
    if (event.type === "live") live.good = event;
    live.latest = event;
    this.#tell(event);
  }
}
