/** An arena in a temporary lab: a test gives the text of a spec, and gets what the arena says. */
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Arena, openArena, type SpecRun } from "../../src/arena/arena.ts";
import type { ArenaReport } from "../../src/arena/report.ts";
import { catalogue } from "./arena-catalogue.ts";
import { type LabFiles, makeLab, writeFiles } from "./temporary-lab.ts";

const HEAD = `import { afterAll, assert, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Meter } from "#meter";
`;

export interface ArenaLab {
  readonly dir: string;
  readonly arena: Arena;
  /** Writes a spec with the usual imports; gives its name. */
  spec(body: string, name?: string): string;
  /** Writes files as they are. */
  write(files: LabFiles): void;
  judge(body: string): Promise<ArenaReport>;
  tryOut(body: string, options?: { deaf?: boolean }): Promise<SpecRun>;
}

/** For a test file, or for a `describe` that needs processes of its own; closed at the end of it. */
export function openArenaLab(): ArenaLab {
  const dir = makeLab();
  const arena = openArena({
    labDir: dir,
    catalogueFile: join(import.meta.dirname, "arena-catalogue.ts"),
    catalogue,
    specs: { dir: join(dir, "starter"), base: join(dir, "solution") },
  });
  afterAll(() => arena.close());
  let specs = 0;
  const spec = (body: string, name = `${++specs}.spec.ts`): string => {
    writeFiles(dir, { [`starter/${name}`]: HEAD + body });
    return name;
  };
  return {
    dir,
    arena,
    spec,
    write: (files) => writeFiles(dir, files),
    judge: (body) => arena.judge([spec(body)]),
    tryOut: (body, options) => arena.tryOut(spec(body), options),
  };
}

/** Line of a spec's body in its file, from 1: where it contains `text`. */
export function lineOf(text: string, body: string): number {
  const source = HEAD + body;
  return source.slice(0, source.indexOf(text)).split("\n").length;
}

export const idsOf = (variants: readonly { readonly id: string }[]): string[] =>
  variants.map(({ id }) => id);
