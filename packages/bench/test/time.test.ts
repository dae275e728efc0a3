/** `time` with real children. CPU times are compared with bash's, wall time never. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runChild } from "../src/time/run-child.ts";
import { CannotStart, type TimeOptions, type TimeResult, time, timeInTurn } from "../src/time.ts";

/** 0.3 s of CPU time, start included. */
const BUSY = `let s = 0, used;
  do {
    for (let i = 0; i < 1e5; i++) s += Math.random();
    used = process.cpuUsage();
  } while (used.user + used.system < 3e5);`;
const NO_GNU = { gnuTime: false } as const;
const NEEDLESS = { bash: false, gnuTime: false } as const;
/** The clocks of a loaded machine and ticks of 10 ms, summed. */
const CPU_TOLERANCE_MS = 60;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "hpts-time-test-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function node(code: string, options?: TimeOptions): Promise<TimeResult> {
  return time([process.execPath, "-e", code], options);
}

function busyMs({ userMs = Number.NaN, sysMs = Number.NaN }: TimeResult): number {
  return userMs + sysMs;
}

function hasProgram(name: string, arg = "--version"): boolean {
  return spawnSync(name, [arg]).error === undefined;
}

const hasBash = process.platform !== "win32" && hasProgram("bash");
if (!hasBash) console.warn("NOT TESTED: CPU times of any child. They need bash.");

const hasGnuTime = hasProgram("/usr/bin/time");
if (!hasGnuTime)
  console.warn("NOT TESTED: GNU time's peak memory. It is in Debian's package time.");

describe.skipIf(!hasBash)("CPU time", () => {
  test("of a Node child is what bash finds", async () => {
    const script = `TIMEFORMAT='%3U %3S'; time "${process.execPath}" -e '${BUSY}'`;
    const [user, sys] = spawnSync("bash", ["-c", script], { encoding: "utf8" })
      .stderr.split(" ")
      .map(Number);

    const result = await node(BUSY);

    expect(Math.abs(busyMs(result) - 1000 * (user! + sys!))).toBeLessThan(CPU_TOLERANCE_MS + 40);
    expect(result.via.cpu).toBe("bash");
    expect(result.exit).toBe(0);
  });

  test("counts children of the child", async () => {
    const inner = `require("child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(BUSY)}])`;

    expect(busyMs(await node(inner))).toBeGreaterThan(300);
  });

  test("of a sleeping child is next to nothing", async () => {
    const result = await time(["sleep", "0.2"]);

    expect(busyMs(result)).toBeLessThan(50);
    expect(result.realMs).toBeGreaterThanOrEqual(199);
  });

  test("is there without bash, too: a Node child says it", async () => {
    const result = await node(BUSY, NEEDLESS);

    expect(busyMs(result)).toBeGreaterThan(299);
    expect(result.via).toEqual({ cpu: "hook", memory: "hook" });
  });

  test.runIf(process.platform === "linux")("of others comes from the system's ticks", async () => {
    const loop = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";

    const exact = await time(["sh", "-c", loop], { gnuTime: false });
    const result = await time(["sh", "-c", loop], NEEDLESS);

    expect(busyMs(result)).toBeGreaterThan(busyMs(exact) / 2);
    expect(busyMs(result)).toBeLessThan(busyMs(exact) * 2 + CPU_TOLERANCE_MS);
    expect(result.via).toMatchObject({ cpu: "cutime" });
  });
});

describe.runIf(process.platform === "linux")("peak memory", () => {
  const HUNGRY = "globalThis.kept = Buffer.alloc(100 << 20, 1);";
  const peakMib = ({ maxRssBytes = Number.NaN }: TimeResult): number => maxRssBytes / (1 << 20);

  test("of a Node child is its own, not ours", async () => {
    const ours = Buffer.alloc(300 << 20, 1);

    const [small, large] = [await node("", NO_GNU), await node(HUNGRY, NO_GNU)];

    expect(ours.at(-1)).toBe(1);
    expect(peakMib(small)).toBeLessThan(100);
    expect(peakMib(large)).toBeGreaterThan(130);
    expect(peakMib(large)).toBeLessThan(200);
    expect(large.usage?.minorFaults).toBeGreaterThan(20_000);
    expect(large.via.memory).toBe("hook");
  });

  test("of Node processes below a Node child counts", async () => {
    const below = `process.execPath, ["-e", ${JSON.stringify(HUNGRY)}]`;

    const result = await node(`require("child_process").spawnSync(${below})`, NO_GNU);

    expect(peakMib(result)).toBeGreaterThan(130);
  });

  test.runIf(hasGnuTime)("of any child comes from GNU time", async () => {
    const code = `${JSON.stringify(process.execPath)} -e '${HUNGRY}'; true`;

    const result = await time(["sh", "-c", code]);

    expect(peakMib(result)).toBeGreaterThan(130);
    expect(result.via.memory).toBe("gnu-time");
  });

  test("is looked at while it runs if nothing else is there", async () => {
    const code = `${HUNGRY} setTimeout(() => process.kill(process.pid, "SIGKILL"), 200)`;

    const result = await node(code, NO_GNU);

    expect(peakMib(result)).toBeGreaterThan(130);
    expect(result).toMatchObject({ exit: 137, signal: "SIGKILL", via: { memory: "sampled" } });
  });
});

describe("the end of a child", () => {
  test.each([0, 1, 77])("exit code %i is passed on", async (code) => {
    expect(await node(`process.exit(${code})`)).toMatchObject({ exit: code });
  });

  test.skipIf(!hasBash).each([[{}], [{ memory: false }], [NEEDLESS]] as [TimeOptions][])(
    "a signal is 128 and its number, with %o",
    async (options) => {
      const result = await time(["sh", "-c", "kill -TERM $$"], options);

      expect(result).toMatchObject({ exit: 143, signal: "SIGTERM" });
    },
  );

  test("an exit code that only looks like a signal is none", async () => {
    const told = [await node("process.exit(137)"), await node("process.exit(137)", NO_GNU)];

    for (const result of told) expect(result).toMatchObject({ exit: 137, signal: undefined });
  });

  test("a command that is not there is refused with 127", async () => {
    const error = await time(["no-such-command"]).catch((thrown: unknown) => thrown);

    expect(error).toEqual(new CannotStart(127, "no-such-command: command not found"));
  });

  test.skipIf(!hasBash)("a file that is not executable is refused with 126", async () => {
    const file = join(dir, "plain.txt");
    writeFileSync(file, "text");
    const folder = await time([dir]).catch((thrown: unknown) => thrown);
    const plain = await time([file]).catch((thrown: unknown) => thrown);

    expect(folder).toEqual(new CannotStart(126, `${dir}: is a directory`));
    expect(plain).toEqual(new CannotStart(126, `${file}: permission denied`));
  });
});

describe("several commands in turn", () => {
  const result = (command: number, exit = 0): TimeResult =>
    ({ command: [String(command)], exit, realMs: command }) as unknown as TimeResult;

  test("go forth and back", async () => {
    const order: number[] = [];

    const { results } = await timeInTurn(3, 2, async (index) => {
      order.push(index);
      return result(index);
    });

    expect(order).toEqual([0, 1, 2, 2, 1, 0]);
    expect(results.map((all) => all.length)).toEqual([2, 2, 2]);
  });

  test("end with the first that fails", async () => {
    const outcome = await timeInTurn(2, 5, async (index) => result(index, index));

    expect(outcome.failed).toMatchObject({ index: 1, result: { exit: 1 } });
    expect(outcome.results.map((all) => all.length)).toEqual([1, 0]);
  });
});

test.skipIf(process.platform === "win32")(
  "a signal waits until it is known whose it is",
  async () => {
    let pid: number | undefined;
    let asked = 0;
    const child = { file: "sleep", args: ["60"], cwd: dir, env: process.env, shell: false };
    const ended = runChild({
      ...child,
      started: (own) => {
        pid = own;
      },
      target: () => (++asked < 3 ? undefined : pid),
    });

    process.emit("SIGHUP", "SIGHUP");

    expect(await ended).toMatchObject({ code: null, signal: "SIGHUP" });
    expect(asked).toBe(3);
  },
);
