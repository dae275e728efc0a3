import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, fstatSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { examineSandbox } from "../src/doctor.ts";
import { levelOf } from "../src/grade.ts";
import { openChannel } from "../src/protocol/channel.ts";
import { LEVELS } from "../src/sandbox/level.ts";
import { lookAtMachine } from "../src/sandbox/machine.ts";
import { probeLevel } from "../src/sandbox/probe.ts";
import { sandboxRunner } from "../src/sandbox/runner.ts";
import { makeSandboxes } from "../src/sandbox/sandbox.ts";
import { reap } from "../src/sandbox/workspace.ts";
import { descendantsOf, isAlive } from "./support/processes.ts";
import { warnBelow } from "./support/strongest.ts";

const machine = lookAtMachine();
const runner = await sandboxRunner();
const works = new Map<number, boolean>();
for (const level of LEVELS) works.set(level, (await probeLevel(machine, level, runner)).works);
warnBelow(3, LEVELS.find((level) => works.get(level)) ?? 0);

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe.each(LEVELS)("a sandbox of level %i", (level) => {
  const run = test.runIf(works.get(level));

  run("answers, and ends with all that it has when it is killed", async () => {
    const maker = makeSandboxes(machine, level, runner);
    const before = descendantsOf(process.pid);
    const sandbox = maker.start();
    const channel = openChannel(sandbox.readFd, sandbox.writeFd);
    channel.send({ message: { files: {}, mayDefer: false }, parts: [] });

    expect(channel.receive().message).toBe("ready");
    const inside = descendantsOf(process.pid).filter((pid) => !before.includes(pid));
    expect(inside.length).toBeGreaterThan(0);
    sandbox.kill();
    expect(await sandbox.ended).toMatchObject({ excess: undefined });
    await maker.close();
    await until(() => !inside.some(isAlive));
  });

  run("answers from the program's text where there is no snapshot of it", async () => {
    const maker = makeSandboxes(machine, level, { ...runner, snapshot: undefined });
    const sandbox = maker.start();
    const channel = openChannel(sandbox.readFd, sandbox.writeFd);
    channel.send({ message: { files: {}, mayDefer: false }, parts: [] });

    expect(channel.receive().message).toBe("ready");
    await maker.close();
  });

  test.runIf(level === 3 && works.get(3))(
    "stands still when it is frozen, and dies frozen",
    async () => {
      const maker = makeSandboxes(machine, level, runner);
      const sandbox = maker.start();
      const channel = openChannel(sandbox.readFd, sandbox.writeFd);
      channel.send({ message: { files: {}, mayDefer: false }, parts: [] });
      channel.receive();

      expect(sandbox.freeze()).toBe(true);
      sandbox.thaw();
      sandbox.freeze();
      sandbox.kill();
      const { signal, code } = await sandbox.ended;
      expect(signal ?? code).not.toBe(0);
      await maker.close();
    },
  );
});

/** What is behind a descriptor; undefined if nothing is. */
function identityOf(fd: number): string | undefined {
  try {
    const { dev, ino } = fstatSync(fd);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

test("descriptors of a sandbox that has ended are nobody else's before they are released", async () => {
  const gone = { text: "process.exit(7)", snapshot: undefined, v8Options: [] };
  const maker = makeSandboxes(machine, 0, gone);
  const sandbox = maker.start();

  const { readFd, writeFd } = sandbox;
  const pipesOf = (): unknown[] => [readFd, writeFd].map((fd) => identityOf(fd));
  const before = pipesOf();

  expect((await sandbox.ended).code).toBe(7);
  await new Promise((resolve) => setImmediate(resolve));
  expect(pipesOf()).toEqual(before);

  sandbox.release();
  await maker.close();
  for (const [i, now] of pipesOf().entries()) expect(now).not.toEqual(before[i]);
});

test("where not even a plain process starts, everybody is told why", () => {
  const probes = LEVELS.map((level) => ({ level, works: false, why: `no such thing as ${level}` }));

  expect(() => levelOf(probes)).toThrow(/no sandbox starts .*\n {2}L3: no such thing as 3\n/);
});

test("Node starts sandboxes from a snapshot", () => {
  expect(runner.snapshot, "nothing is wrong without it, but sandboxes start slowly").toBeDefined();
});

describe("doctor", () => {
  test.runIf(works.get(2))("finds every guarantee of the levels that give marks", async () => {
    const { level, guarantees } = await examineSandbox();

    expect(level).toBeGreaterThanOrEqual(2);
    const broken = guarantees.filter(({ holds, id }) => !holds && id !== "freezing");
    expect(broken).toEqual([]);
  });
});

test.runIf(works.get(3))(
  "a group that a dead judge was about to remove, or to make, is removed by the next one",
  async () => {
    const { cgroups } = machine;
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const limits = { memoryBytes: 2 ** 27, tasks: 5 };
    const dirs = [1, 2].map((i) =>
      cgroups!.create(`hpts-grade-${pid}-${i}`, limits).joinFiles.map((file) => dirname(file)),
    );
    rmdirSync(dirs[0]!.at(0)!); // where there is one tree only, that is all of it
    rmdirSync(dirs[1]!.at(-1)!);

    await reap(cgroups);

    expect(dirs.flat().filter((dir) => existsSync(dir))).toEqual([]);
  },
);

describe("after kill -9 of the judge", () => {
  const started: string[] = [];
  afterAll(() => {
    for (const dir of started) rmSync(dir, { recursive: true, force: true });
  });

  test.runIf(works.get(2))(
    "nothing runs on, and the next start removes the rest",
    { timeout: 60_000 },
    async () => {
      const program = join(import.meta.dirname, "support/judge-program.ts");
      const judge = spawn(process.execPath, ["--import", "tsx", program], {
        stdio: ["ignore", "pipe", "inherit"],
        cwd: join(import.meta.dirname, "../../.."),
      });
      const [line] = (await once(judge.stdout, "data")) as [Buffer];
      started.push(line.toString().trim());
      await until(() => descendantsOf(judge.pid!).length >= 3);
      const inside = descendantsOf(judge.pid!);

      judge.kill("SIGKILL");
      await once(judge, "exit");

      await until(() => inside.every((pid) => !isAlive(pid)));
      await reap(machine.cgroups);
      const left = [...readdirSync(tmpdir()), ...(machine.cgroups?.names() ?? [])];
      expect(left.filter((name) => name.startsWith(`hpts-grade-${judge.pid}-`))).toEqual([]);
    },
  );
});
