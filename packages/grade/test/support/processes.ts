/** Processes of this machine, as /proc has them. */
import { readdirSync, readFileSync } from "node:fs";

/** All processes below one, whichever way down. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    const parent = parentOf(Number(name));
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const below = (one: number): number[] =>
    [...parents]
      .filter(([, parent]) => parent === one)
      .flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

export function isAlive(pid: number): boolean {
  return parentOf(pid) !== undefined;
}

/** Undefined for a process that is over, also while nobody has taken note of that yet. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
