/** Where the code of P2 writes, and what it wrote there. Runs beside that code. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Paths {
  readonly profile: string;
  readonly table: string;
  readonly callgrind: string;
}

export function makePaths(): Paths {
  const dir = mkdtempSync(join(tmpdir(), "hpts-profiling-"));
  return {
    profile: join(dir, "prof.json"),
    table: join(dir, "table.txt"),
    callgrind: join(dir, "prof.callgrind"),
  };
}

/** Undefined if there is no such file. */
export function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

export function removePaths({ profile }: Paths): void {
  rmSync(dirname(profile), { recursive: true, force: true });
}

/** Of the programs that are profiled. */
export function pathOf(program: string): string {
  return join(import.meta.dirname, "../programs", program);
}
