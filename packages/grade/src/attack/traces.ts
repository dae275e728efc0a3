/** What a submission must not leave behind on this machine, and whether it has. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import type { CgroupTree } from "../sandbox/cgroup.ts";

/** All that attacks write has it in its name. */
const MARK = "hpts-attack";
const COMMON_PLACES = ["/tmp", "/var/tmp", "/dev/shm"];

/** A home with marks and a token in it: the bait. */
export class Bait {
  readonly home: string;
  readonly token: string;
  readonly #before: ReadonlyMap<string, string>;

  constructor(home: string, token: string) {
    this.home = home;
    this.token = token;
    mkdirSync(join(home, "marks"), { recursive: true, mode: 0o777 });
    const files = { "grades.csv": "ada,0\nbob,12\n", ".token": token, "github-output": "" };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(home, name), text, { mode: 0o666 });
    }
    this.#before = digestsIn(home);
  }

  /** Paths that came, went or changed. */
  changes(): string[] {
    const now = digestsIn(this.home);
    const names = [...new Set([...this.#before.keys(), ...now.keys()])];
    return names.filter((name) => this.#before.get(name) !== now.get(name));
  }
}

function digestsIn(dir: string, found = new Map<string, string>()): Map<string, string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) digestsIn(path, found);
    else if (!entry.isFile()) found.set(path, "no file");
    else found.set(path, createHash("sha256").update(readFileSync(path)).digest("hex"));
  }
  return found;
}

/** Files with the mark where everybody may write, that have come since. */
export function markedFiles(sinceMs: number): string[] {
  return COMMON_PLACES.flatMap((place) => namesIn(place).map((name) => join(place, name)))
    .filter((path) => path.includes(`/${MARK}`))
    .filter((path) => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= sinceMs);
}

/** Command lines of processes of this machine that an attack has started. @param token its own */
export function processesWith(token: string): string[] {
  return pids()
    .map((pid) => textOf(`/proc/${pid}/cmdline`).replaceAll("\0", " "))
    .filter((command) => command.includes(token));
}

/** How many processes there are below this one. */
export function countDescendants(): number {
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid: number): boolean => {
    let parent = parents.get(pid);
    while (parent !== undefined && parent > 1 && parent !== process.pid)
      parent = parents.get(parent);
    return parent === process.pid;
  };
  return [...parents.keys()].filter(isBelow).length;
}

export function countCgroups(tree: CgroupTree | undefined): number {
  const own = `hpts-grade-${process.pid}-`;
  return tree?.names().filter((name) => name.startsWith(own)).length ?? 0;
}

const pids = (): number[] =>
  namesIn("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** Undefined also for a process that is over, while nobody has taken note of that. */
function parentOf(pid: number): number | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return state === "Z" || state === "X" || parent === undefined ? undefined : Number(parent);
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** A server that nobody in a sandbox can reach. */
export interface LeakServer {
  readonly port: number;
  /** How many have come since this was asked the last time. */
  take(): number;
  close(): void;
}

export function openLeakServer(): Promise<LeakServer> {
  let count = 0;
  const server: Server = createServer((socket) => {
    count++;
    socket.destroy();
  });
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      const take = (): number => {
        const taken = count;
        count = 0;
        return taken;
      };
      resolve({ port, take, close: () => server.close() });
    });
  });
}
