/** The lab's arena, for the exercises: opened for the code that is being tested. */
import { dirname, join } from "node:path";
import { openArena } from "@hpts/labkit/arena";
import { afterAll } from "vitest";
import { catalogue } from "./catalogue.ts";

/** An arena takes a second or two; on a busy machine several times that. */
export const ARENA_LIMIT = { limitMs: 60_000 };

export const arena = openArena({
  labDir: dirname(dirname(import.meta.dirname)),
  catalogueFile: join(import.meta.dirname, "catalogue.ts"),
  catalogue,
});

/** To be called at the top of each test file that uses the arena: ends its processes. */
export function usesArena(): void {
  afterAll(() => arena.close());
}
