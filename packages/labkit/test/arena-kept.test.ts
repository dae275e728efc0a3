/** What the arena keeps on disk, and for how long. */
import { readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openArena } from "../src/arena/arena.ts";
import { catalogue } from "./support/arena-catalogue.ts";
import { openArenaLab } from "./support/arena-lab.ts";

const { dir, arena, spec } = openArenaLab();
const kept = join(dir, ".hpts", "arena");

/** Lets some hours pass for everything that is kept. */
function age(hours: number): void {
  for (const name of readdirSync(kept)) {
    const then = new Date(statSync(join(kept, name)).mtimeMs - hours * 3_600_000);
    utimesSync(join(kept, name), then, then);
  }
}

async function judgeLater(name: string): Promise<void> {
  const later = openArena({
    labDir: dir,
    catalogueFile: join(import.meta.dirname, "support", "arena-catalogue.ts"),
    catalogue,
    specs: { dir: join(dir, "starter"), base: join(dir, "solution") },
  });
  await later.judge([name]);
  later.close();
}

test("what was not used for a day is removed, the rest is kept", async () => {
  const body = 'test("is sound", () => expect(new Meter().total()).toBe(0));';
  const [used, once, other] = [spec(body), spec(body), spec(body)];
  await arena.judge([used]);
  const ofUsed = readdirSync(kept);
  await arena.judge([once]);
  const all = readdirSync(kept);

  age(20);
  await judgeLater(used);
  const afterHours = readdirSync(kept);
  age(20);
  await judgeLater(other);
  const afterDays = readdirSync(kept);

  expect(ofUsed.filter((name) => name.startsWith("runs-"))).toHaveLength(1);
  expect(all.length).toBeGreaterThan(ofUsed.length);
  expect(afterHours).toEqual(all);
  expect(afterDays).toEqual(expect.arrayContaining(ofUsed));
  const ofOnce = all.filter((name) => !ofUsed.includes(name));
  expect(ofOnce).toHaveLength(2);
  expect(afterDays.filter((name) => ofOnce.includes(name))).toEqual([]);
});
