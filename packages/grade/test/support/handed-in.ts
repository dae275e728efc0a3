/** A folder with things handed in, and what collecting them gives. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Collected, type CollectedRecord, collect } from "../../src/collect/collect.ts";
import { courseLab } from "./course.ts";

const ROOT = join(import.meta.dirname, "../../../..");

/** Two of the lab modeling's files. */
export const GOOD = {
  "particle.ts": "export class Particle {}\n",
  "motion.ts": "export const a = 1;\n",
};

export class HandedIn {
  readonly place: string = mkdtempSync(join(tmpdir(), "hpts-collect-test-"));

  /** A path in the place, whose folder is there. */
  into(path: string): string {
    const file = join(this.place, path);
    mkdirSync(dirname(file), { recursive: true });
    return file;
  }

  write(path: string, content: string | Buffer): void {
    writeFileSync(this.into(path), content);
  }

  writeAll(folder: string, files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) this.write(`${folder}/${name}`, text);
  }

  /** Collects for the lab modeling, into the folder "out". */
  collect(sources: readonly string[] = ["in"]): Promise<Collected> {
    const { place } = this;
    const lab = courseLab("modeling");
    return collect({ root: ROOT, lab, sources, cwd: place, out: join(place, "out") });
  }

  /** Names of what was taken of a student. */
  taken(id: string): string[] {
    const dir = join(this.place, "out", id);
    return existsSync(dir) ? readdirSync(dir).sort() : [];
  }

  remove(): void {
    rmSync(this.place, { recursive: true, force: true });
  }
}

export function recordOf(found: Collected, id: string): CollectedRecord | undefined {
  return found.records.find((record) => record.id === id);
}
