/** Control groups, version 1: a folder in each controller's own tree. */
import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cgroup, CgroupLimits, CgroupTree } from "./cgroup.ts";

const CONTROLLERS = ["memory", "pids", "cpuacct", "freezer"] as const;

/** @param mounts the text of /proc/self/mounts */
export function findCgroup1(mounts: string): CgroupTree | undefined {
  const rows = mounts.split("\n").map((line) => line.split(" "));
  const found = CONTROLLERS.map((name) => {
    const row = rows.find(
      ([, , type, options]) => type === "cgroup" && options?.split(",").includes(name),
    );
    return [name, row?.[1]] as const;
  });
  if (found.some(([, path]) => path === undefined)) return undefined;
  const trees = Object.fromEntries(found) as Record<(typeof CONTROLLERS)[number], string>;
  return {
    version: 1,
    // Whoever was killed while it made or removed one has left it in some of the trees.
    names: () => [...new Set(Object.values(trees).flatMap((tree) => readdirSync(tree)))],
    open: (name) => open(trees, name),
    create: (name, limits) => create(trees, name, limits),
  };
}

type Trees = Readonly<Record<(typeof CONTROLLERS)[number], string>>;

function create(trees: Trees, name: string, limits: CgroupLimits): Cgroup {
  for (const tree of new Set(Object.values(trees))) mkdirSync(join(tree, name));
  writeFileSync(join(trees.memory, name, "memory.limit_in_bytes"), String(limits.memoryBytes));
  writeFileSync(join(trees.pids, name, "pids.max"), String(limits.tasks));
  return open(trees, name);
}

function open(trees: Trees, name: string): Cgroup {
  const file = (controller: keyof Trees, entry: string): string =>
    join(trees[controller], name, entry);
  const setFrozen = (state: "FROZEN" | "THAWED"): void =>
    writeFileSync(file("freezer", "freezer.state"), state);
  return {
    joinFiles: [...new Set(Object.values(trees))].map((tree) => join(tree, name, "cgroup.procs")),
    freeze: () => setFrozen("FROZEN"),
    thaw: () => setFrozen("THAWED"),
    cpuNs: () => Number(readFileSync(file("cpuacct", "cpuacct.usage"), "utf8")),
    isOutOfMemory: () =>
      Number(readFileSync(file("memory", "memory.failcnt"), "utf8")) > 0 &&
      /oom_kill [1-9]/.test(readFileSync(file("memory", "memory.oom_control"), "utf8")),
    kill() {
      for (const tree of new Set(Object.values(trees))) {
        where(join(tree, name, "cgroup.procs"), (path) => {
          for (const pid of readFileSync(path, "utf8").split("\n")) {
            if (pid !== "") killQuietly(Number(pid));
          }
        });
      }
      // What is frozen does not die before it is thawed.
      where(file("freezer", "freezer.state"), (path) => writeFileSync(path, "THAWED"));
    },
    remove() {
      for (const tree of new Set(Object.values(trees))) where(join(tree, name), rmdirSync);
    },
  };
}

/** Does it where there is such a file or folder. */
function where(path: string, run: (path: string) => void): void {
  try {
    run(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it is over already
  }
}
