import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { openGraders } from "../../src/batch/graders.ts";
import { lookAtMachine } from "../../src/sandbox/machine.ts";
import { SECRET } from "../support/strongest.ts";

const SLOW = { timeout: 120_000 };

/** Folders and control groups of this process. */
function ownTraces(): string[] {
  const names = [...readdirSync(tmpdir()), ...(lookAtMachine().cgroups?.names() ?? [])];
  return names.filter((name) => name.startsWith(`hpts-grade-${process.pid}-`));
}

test("as many as were asked for work at the same time, and leave nothing", SLOW, async () => {
  const graders = await openGraders({ secret: SECRET }, 3);
  const busy = new Set<unknown>();
  let release = (): void => {};
  const isOver = new Promise<void>((resolve) => {
    release = resolve;
  });

  const works = [1, 2, 3].map(() =>
    graders.use(async (grader) => {
      busy.add(grader);
      if (busy.size === 3) release();
      await isOver; // with fewer than three this never ends
      expect(ownTraces()).not.toEqual([]);
    }),
  );
  await Promise.all(works);
  await graders.close();

  expect(busy.size).toBe(3);
  expect(ownTraces()).toEqual([]);
});
