/** `hpts time`: what it prints and where, what it leaves alone, how it ends. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeCourse } from "./support/temporary-course.ts";
import { hasTerminal, Terminal } from "./support/terminal.ts";

const BASH_TEXT = /^\nreal\t\d+m\d+\.\d{3}s\nuser\t\d+m\d+\.\d{3}s\nsys\t\d+m\d+\.\d{3}s\n$/;

describe.skipIf(process.platform === "win32")("hpts time", () => {
  const course = makeCourse();
  const time = (...args: string[]) => course.hpts(["time", ...args]);

  test("prints as bash does, on stderr", async () => {
    const { code, stdout, stderr } = await time("--", "echo", "-n", "hello");

    expect({ code, stdout }).toEqual({ code: 0, stdout: "hello" });
    expect(stderr).toMatch(BASH_TEXT);
  });

  test("leaves the command's words alone, with and without --", async () => {
    const [plain, divided] = await Promise.all([
      time("echo", "--help", "-v", "-n", "2"),
      time("--", "echo", "--help", "-v", "-n", "2"),
    ]);

    expect(plain.stdout).toBe("--help -v -n 2\n");
    expect(divided.stdout).toBe(plain.stdout);
  });

  test("prints the other forms", async () => {
    const [posix, gnu, verbose] = await Promise.all([
      time("-f", "posix", "true"),
      time("-f", "gnu", "true"),
      time("-v", "true"),
    ]);

    expect(posix.stderr).toMatch(/^real \d+\.\d\d\nuser \d+\.\d\d\nsys \d+\.\d\d\n$/);
    expect(gnu.stderr).toMatch(/^[\d.]+user [\d.]+system [\d:.]+elapsed [\d?]+%CPU /);
    expect(verbose.stderr).toMatch(/^\tCommand being timed: "true"\n/);
    expect(verbose.stderr).toMatch(/\n\tMaximum resident set size \(kbytes\): [\d?]+\n/);
    expect(verbose.stderr).toMatch(/\n\tMeasured by: .+\n$/);
  });

  test("writes into a file with -o, and data with --json", async () => {
    const { stderr } = await time("--json", "-o", "times.json", "sh", "-c", "exit 3");

    const result = JSON.parse(course.read("times.json"));
    expect(stderr).toBe("");
    expect(result).toMatchObject({ command: ["sh", "-c", "exit 3"], exit: 3 });
    expect(result.via.cpu).toMatch(/^(bash|cutime)$/);
  });

  test("refuses a file that cannot be written before anything runs", async () => {
    const { code, stdout, stderr } = await time("-o", "none/times.txt", "echo", "ran");

    expect(stderr).toBe("hpts: cannot write none/times.txt: no such folder\n");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test.each([0, 1, 42])("passes on exit code %i", async (exit) => {
    expect((await time("sh", "-c", `exit ${exit}`)).code).toBe(exit);
  });

  test("makes a signal 128 and its number", async () => {
    const [ended, said] = await Promise.all([
      time("sh", "-c", "kill -TERM $$"),
      time("sh", "-c", "exit 143"),
    ]);

    expect([ended.code, said.code]).toEqual([143, 143]);
    expect(ended.stderr).toMatch(/^Terminated\n\nreal\t/);
    expect(said.stderr).toMatch(BASH_TEXT);
  });

  test("says in one line what cannot be started", async () => {
    course.write("plain", "no program\n");
    chmodSync(join(course.root, "plain"), 0o644);

    const [missing, plain, folder] = await Promise.all([
      time("no-such-command"),
      time("./plain"),
      time("./labs"),
    ]);

    expect(missing).toMatchObject({
      code: 127,
      stderr: "hpts: no-such-command: command not found\n",
    });
    expect(plain).toMatchObject({ code: 126, stderr: "hpts: ./plain: permission denied\n" });
    const [line, pipe] = await Promise.all([time("ls -l"), time("ls | head -1")]);
    expect(line.stderr).toContain(
      "ls -l: command not found; this is one word; leave out the quotes",
    );
    expect(pipe.stderr).toContain("sh -c 'ls | head -1'");
    expect(folder).toMatchObject({ code: 126, stderr: "hpts: ./labs: is a directory\n" });
  });

  test.each(["", "-n 0 true", "-n x true", "true --vs", "-f c true"])(
    "refuses `hpts time %s` with exit code 2",
    async (line) => {
      const { code, stdout } = await time(...line.split(" ").filter((word) => word !== ""));

      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    },
  );

  test.each(["--vs", "--"])("compares two commands divided by %s", async (divider) => {
    const { code, stdout, stderr } = await time("-n", "2", "echo", "a", divider, "echo", "b");

    expect(stdout).toBe("a\nb\nb\na\n");
    expect(stderr).toMatch(/^2 runs each, in turn +min +median +spread\nA {2}echo a\n/);
    expect(stderr).toMatch(/\nB takes [\d.]+ x the time of A \(2 pairs; -n 5 for an interval\)\n$/);
    expect(code).toBe(0);
  });

  test("stops at the first run that fails", async () => {
    const { code, stdout, stderr } = await time("-n", "9", "sh", "-c", "echo x; exit 4");

    expect({ code, stdout }).toEqual({ code: 4, stdout: "x\n" });
    expect(stderr).toContain("ended with exit code 4");
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("hands %s on", async (signal) => {
    const script = `trap 'echo got; exit 9' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`;
    for (const options of [[], ["-v"]]) {
      const running = course.start(["time", ...options, "sh", "-c", script]);
      await running.waitFor("ready\n");
      running.child.kill(signal);

      const { code, stdout, stderr } = await running.ended;

      expect({ code, stdout }).toEqual({ code: 9, stdout: "ready\ngot\n" });
      expect(stderr).toMatch(options.length > 0 ? /Exit status: 9\n/ : BASH_TEXT);
    }
  });
});

const isTestable = hasTerminal("hpts time on a terminal");

describe.skipIf(!isTestable)("hpts time on a terminal", () => {
  const course = makeCourse();

  test("leaves the terminal to the command: it reads, and gets Ctrl+C once", async () => {
    const script = "trap 'echo got' INT; read line; echo \"read $line\"; sleep 0.3; sleep 0.3";
    const terminal = new Terminal(course, ["time", "sh", "-c", script]);
    terminal.press("text\n");
    await terminal.waitFor("read text");
    terminal.press("\u0003");

    const { stdout } = await terminal.ended;

    expect(stdout.match(/got/g)).toHaveLength(1);
    expect(stdout).toMatch(/real\t0m/);
  });
});
