import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawAxes } from "../src/braille.ts";
import {
  Axes,
  type AxesOptions,
  type Frames,
  figure,
  funcAnimation,
  playInTerminal,
  type TerminalOutput,
} from "../src/index.ts";
import { screenAfter } from "./support/screen.ts";

function terminal(options: Partial<TerminalOutput> = {}): TerminalOutput & { text: string } {
  return {
    text: "",
    isTTY: true,
    columns: 12,
    rows: 8,
    ...options,
    write(chunk: string) {
      this.text += chunk;
    },
  };
}

function movingPoint(frames: number) {
  const fig = figure();
  const points = fig.axes({ aspect: "equal" }).plot([-1], [-1], "ro");
  const animate = (frame: number) => {
    points.setData([-1 + frame * 0.2], [-1 + frame * 0.2]);
    return [points];
  };
  return funcAnimation(fig, animate, { frames, interval: 0 });
}

/** Plays in a process of its own, which gets the signal once it has drawn something. */
function playedUntil(signal: NodeJS.Signals): Promise<{ code: number | null; text: string }> {
  const code = `import { figure, funcAnimation, playInTerminal } from "./src/index.ts";
    const fig = figure();
    fig.axes();
    const output = { isTTY: true, write: (text) => process.stdout.write(text) };
    await playInTerminal(funcAnimation(fig, () => [], { frames: 1e6 }), { output });`;
  const root = join(import.meta.dirname, "..");
  const args = ["--import", "tsx", "--input-type=module", "--eval", code];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
    if (!child.killed && text.includes("frame 2 of")) child.kill(signal);
  });
  return new Promise((resolve) => child.on("close", (exit) => resolve({ code: exit, text })));
}

function drawn(points: [number, number][], options: AxesOptions, ascii = false): string[] {
  const axes = new Axes(options);
  axes.plot(
    points.map(([x]) => x),
    points.map(([, y]) => y),
  );
  const rows = drawAxes(axes, { columns: 12, rows: 5 }, ascii);
  return rows.map((row) => row.map(({ char }) => char).join(""));
}

describe("drawAxes", () => {
  test("puts the corners of the limits into the corners of the picture", () => {
    expect(
      drawn(
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ],
        {},
      ),
    ).toEqual(["┌──────────┐", "│⠁        ⠈│", "│          │", "│⡀        ⢀│", "└──────────┘"]);
  });

  test("makes the picture as wide as high when the aspect is equal", () => {
    expect(drawn([[0, 0]], { aspect: "equal" })).toEqual([
      "┌──────┐",
      "│      │",
      "│   ⠂  │",
      "│      │",
      "└──────┘",
    ]);
  });

  test("leaves out points outside the limits and points that are no numbers", () => {
    expect(
      drawn(
        [
          [2, 0],
          [0, -1.5],
          [Number.NaN, 0],
        ],
        {},
      ).join(""),
    ).not.toMatch(/[\u2801-\u28ff]/);
  });

  test("joins the points of a line, and writes texts in place of dots", () => {
    const axes = new Axes();
    axes.plot([-1, 1, Number.NaN, 0], [-1, -1, 0, 1], "r-");
    axes.text(-1, 1, "t = 1 and much more");

    const rows = drawAxes(axes, { columns: 12, rows: 5 });

    expect(rows.map((row) => row.map(({ char }) => char).join(""))).toEqual([
      "┌──────────┐",
      "│t = 1 and │",
      "│          │",
      "│⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀│",
      "└──────────┘",
    ]);
    expect(rows[1]![1]!.color).toBe("black");
  });

  test("has an ASCII form", () => {
    expect(drawn([[-1, 1]], {}, true)).toEqual([
      "+----------+",
      "|*         |",
      "|          |",
      "|          |",
      "+----------+",
    ]);
  });
});

describe("playInTerminal", () => {
  test("shows the last frame, whatever frames came before it", async () => {
    const output = terminal();
    await playInTerminal(movingPoint(11), { output, env: {} });
    const alone = terminal({ isTTY: false });
    const last = movingPoint(11);
    last.animate(10);
    const onlyLast = funcAnimation(last.figure, () => [], { frames: 11 });
    await playInTerminal(onlyLast, { output: alone, env: {} });

    const screen = screenAfter(output.text);

    expect(screen.slice(0, 6)).toEqual(screenAfter(alone.text).slice(0, 6));
    expect(screen[6]).toContain("frame 11 of 11");
  });

  test("writes only what changed after the first frame", async () => {
    const output = terminal();
    const sizes: number[] = [];
    const { write } = output;
    output.write = (chunk) => {
      sizes.push(chunk.length);
      write.call(output, chunk);
    };

    await playInTerminal(movingPoint(3), { output, env: { NO_COLOR: "1" } });

    expect(sizes).toHaveLength(5); // hide the cursor, three frames, show the cursor
    expect(sizes[2]).toBeLessThan(sizes[1]!);
  });

  test("stops at the signal and gives the cursor back", async () => {
    const stop = new AbortController();
    const output = terminal();
    const animation = movingPoint(1000);
    setTimeout(() => stop.abort(), 5);

    await playInTerminal(animation, { output, signal: stop.signal, env: {} });

    expect(output.text).not.toContain("frame 1000 of");
    expect(output.text.endsWith("\x1b[?25h")).toBe(true);
  });

  test("repeats from init on, until the animation's own signal stops it", async () => {
    const stop = new AbortController();
    const calls: (number | "init")[] = [];
    const fig = figure();
    fig.axes();
    const animate = (frame: number) => {
      calls.push(frame);
      if (calls.length === 6) stop.abort();
      return [];
    };
    const init = () => {
      calls.push("init");
      return [];
    };
    const options = { init, frames: 2, interval: 0, repeat: true, signal: stop.signal };

    await funcAnimation(fig, animate, options).show({ output: terminal(), env: {} });

    expect(calls).toEqual(["init", 0, 1, "init", 0, 1]);
  });

  test("gives the cursor back when a frame throws", async () => {
    const fig = figure();
    fig.axes();
    const broken = funcAnimation(fig, () => {
      throw new Error("no such frame");
    });
    const output = terminal();

    await expect(playInTerminal(broken, { output, env: {} })).rejects.toThrow("no such frame");
    expect(output.text.endsWith("\x1b[?25h")).toBe(true);
  });

  test("ends on a line of its own, for the shell's prompt", async () => {
    const output = terminal();

    await playInTerminal(movingPoint(2), { output, env: {} });

    const screen = screenAfter(output.text);
    expect(screen[6]).toContain("frame 2 of 2");
    expect(output.text.endsWith("\n\x1b[?25h")).toBe(true);
  });

  test("leaves no listener behind", async () => {
    const count = () =>
      ["exit", "SIGINT", "SIGTERM", "SIGHUP"].map((e) => process.listenerCount(e));
    const before = count();

    await playInTerminal(movingPoint(2), { output: terminal(), env: {} });

    expect(count()).toEqual(before);
  });

  // Windows has no signals: there, kill() ends a process at once.
  test.skipIf(process.platform === "win32").each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("gives the cursor back at %s, and exits with %i", async (signal, code) => {
    const outcome = await playedUntil(signal);

    expect(outcome.code).toBe(code);
    expect(outcome.text.endsWith("\n\x1b[?25h")).toBe(true);
  });

  test("prints one plain frame where there is no terminal", async () => {
    const output = terminal({ isTTY: false });

    await playInTerminal(movingPoint(50), { output, env: {} });

    expect(output.text).not.toContain("\x1b");
    expect(output.text).toContain("frame 1 of 50\n");
  });

  test("colours the points unless NO_COLOR is set", async () => {
    const colored = terminal();
    const plain = terminal();

    await playInTerminal(movingPoint(1), { output: colored, env: {} });
    await playInTerminal(movingPoint(1), { output: plain, env: { NO_COLOR: "1" } });

    expect(colored.text).toContain("\x1b[31m");
    expect(plain.text).not.toContain("\x1b[31m");
  });

  test("says what is missing when the figure has no axes", async () => {
    const empty = funcAnimation(figure(), () => []);

    await expect(playInTerminal(empty, { output: terminal() })).rejects.toThrow(
      "the figure has no axes: call figure.axes() first",
    );
  });
});

describe("playInTerminal and frames", () => {
  test("plays items, and says which frame it is, of how many where that is known", async () => {
    const fig = figure();
    fig.axes();
    const play = async (frames: Frames<string>): Promise<string> => {
      const output = terminal();
      await playInTerminal(
        funcAnimation<string>(fig, () => {}, { frames, interval: 0 }),
        { output, env: {} },
      );
      return output.text;
    };

    expect(await play(["a", "b"])).toContain("frame 2 of 2   (");
    expect(await play(new Set("ab").values())).toContain("frame 2   (");
  });

  test("ends at the signal while it waits for a frame", async () => {
    const fig = figure();
    fig.axes();
    const stop = new AbortController();
    const never = async function* () {
      yield 1;
      stop.abort();
      await new Promise(() => {});
    };
    const output = terminal();

    await playInTerminal(
      funcAnimation<number>(fig, () => {}, { frames: never, interval: 0 }),
      { output, env: {}, signal: stop.signal },
    );

    expect(output.text.endsWith("\n\x1b[?25h")).toBe(true);
  });

  test("blit keeps what is not given back", async () => {
    const fig = figure();
    const axes = fig.axes({ aspect: "equal" });
    const kept = axes.plot([-1], [-1], "gray-");
    const points = axes.plot([], [], "ro");
    const animate = () => {
      kept.setData([], []);
      points.setData([1], [1]);
      return [points];
    };
    const output = terminal({ isTTY: false });

    await playInTerminal(funcAnimation(fig, animate, { blit: true }), { output, env: {} });

    expect(output.text).toMatch(/⠈│\n[\s\S]*│⡀/);
  });
});

describe("bad input", () => {
  test("limits must rise and be finite", () => {
    expect(() => new Axes({ xlim: [1, -1] })).toThrow(
      new RangeError("xlim must be two finite numbers, the lower first, got 1, -1"),
    );
    expect(() => new Axes({ ylim: [0, Number.POSITIVE_INFINITY] })).toThrow(RangeError);
  });

  test("points need as many ys as xs", () => {
    const points = new Axes().plot([0], [0]);

    expect(() => points.setData([1, 2], [1])).toThrow("got 2 xs and 1 ys");
  });

  test("a format that is not a colour and a marker is refused", () => {
    expect(() => new Axes().plot([], [], "r+")).toThrow('such as "ro", got "r+"');
    expect(() => new Axes().plot([], [], "")).toThrow(RangeError);
    expect(() => new Axes().plot([], [], "pink-")).toThrow("or in full red");
  });

  test("a colour is known by its letter and by its name", () => {
    const axes = new Axes();

    expect(axes.plot([], [], "gray-").color).toBe("gray");
    expect(axes.plot([], [], "redo-").color).toBe(axes.plot([], [], "ro").color);
    expect(axes.text(0, 0, "", "magenta").color).toBe(axes.text(0, 0, "", "m").color);
    expect(() => axes.text(0, 0, "", "pink" as "gray")).toThrow('got "pink"');
  });

  test("frames and interval must make sense", () => {
    expect(() => funcAnimation(figure(), () => [], { frames: 0 })).toThrow("frames must be");
    expect(() => funcAnimation(figure(), () => [], { interval: -1 })).toThrow("interval must be");
  });
});
