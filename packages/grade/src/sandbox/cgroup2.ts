/** Control groups, version 2: one tree; who may write to it, and which controllers it has, varies. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Cgroup, CgroupLimits, CgroupTree } from "./cgroup.ts";

const NEEDED = ["memory", "pids"];

/** @param mounts the text of /proc/self/mounts */
export function findCgroup2(mounts: string): CgroupTree | undefined {
  const rows = mounts.split("\n").map((line) => line.split(" "));
  const tree = rows.find(([, , type]) => type === "cgroup2")?.[1];
  if (tree === undefined || !hasControllers(join(tree, "cgroup.controllers"))) return undefined;
  return {
    version: 2,
    names: () => readdirSync(tree),
    open: (name) => open(join(tree, name)),
    create: (name, limits) => create(tree, name, limits),
  };
}

function hasControllers(file: string): boolean {
  if (!existsSync(file)) return false;
  const controllers = readFileSync(file, "utf8").trim().split(" ");
  return NEEDED.every((name) => controllers.includes(name));
}

function create(tree: string, name: string, limits: CgroupLimits): Cgroup {
  if (!hasControllers(join(tree, "cgroup.subtree_control"))) {
    writeFileSync(join(tree, "cgroup.subtree_control"), NEEDED.map((one) => `+${one}`).join(" "));
  }
  const dir = join(tree, name);
  mkdirSync(dir);
  writeFileSync(join(dir, "memory.max"), String(limits.memoryBytes));
  if (existsSync(join(dir, "memory.swap.max"))) writeFileSync(join(dir, "memory.swap.max"), "0");
  writeFileSync(join(dir, "pids.max"), String(limits.tasks));
  return open(dir);
}

function open(dir: string): Cgroup {
  const read = (file: string): string => readFileSync(join(dir, file), "utf8");
  const numberIn = (file: string, key: string): number =>
    Number(new RegExp(`^${key} (\\d+)$`, "m").exec(read(file))?.[1] ?? 0);
  return {
    joinFiles: [join(dir, "cgroup.procs")],
    freeze: () => writeFileSync(join(dir, "cgroup.freeze"), "1"),
    thaw: () => writeFileSync(join(dir, "cgroup.freeze"), "0"),
    cpuNs: () => 1000 * numberIn("cpu.stat", "usage_usec"),
    isOutOfMemory: () => numberIn("memory.events", "oom_kill") > 0,
    kill: () => writeFileSync(join(dir, "cgroup.kill"), "1"),
    remove: () => rmdirSync(dir),
  };
}
