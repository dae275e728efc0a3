import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { type FuncAnimation, figure, funcAnimation, VizError } from "../src/index.ts";
import { readGif, readPng } from "./support/decoders.ts";

const folder = mkdtempSync(join(tmpdir(), "hpts-viz-"));
const at = (name: string): string => join(folder, name);
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(at(name));
});
afterAll(() => rmSync(folder, { recursive: true }));

const FFMPEG = "ffmpeg";
const hasFfmpeg = spawnSync(FFMPEG, ["-version"]).status === 0;
if (!hasFfmpeg) console.warn("NOT TESTED: MP4 and WebM. They need the program ffmpeg.");

/** A point that moves to the right; 151 x 121 pixels. */
function moving(frames = 5, interval = 40): FuncAnimation {
  const fig = figure({ width: 151, height: 121 });
  const points = fig.axes().plot([], [], "ro");
  const animate = (frame: number) => {
    points.setData([frame / 5], [0]);
    return [points];
  };
  return funcAnimation(fig, animate, { frames, interval });
}

async function codeOf(promise: Promise<void>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof VizError ? error.code : String(error);
}

describe("FuncAnimation.save", () => {
  test.each([
    [".gif", readGif],
    [".apng", readPng],
  ] as const)("writes all frames as %s, and nothing else into the folder", async (kind, read) => {
    await moving().save(at(`motion${kind}`));

    const movie = read(readFileSync(at(`motion${kind}`)));
    expect([movie.width, movie.height, movie.frames.length]).toEqual([151, 121, 5]);
    expect(movie.delaysMs).toEqual([40, 40, 40, 40, 40]);
    expect(new Set(movie.frames.map(String)).size).toBe(5);
    expect(readdirSync(folder)).toEqual([`motion${kind}`]);
  });

  test("takes the number of frames, and of frames a second, from its options", async () => {
    await moving().save(at("a.gif"), { fps: 10, frames: 3 });

    expect(readGif(readFileSync(at("a.gif"))).delaysMs).toEqual([100, 100, 100]);
  });

  test("gives the same bytes each time", async () => {
    await moving().save(at("a.gif"));
    await moving().save(at("b.gif"));

    expect(readFileSync(at("a.gif"))).toEqual(readFileSync(at("b.gif")));
  });

  test("shows the last frame as .png and .svg, equal to the film's", async () => {
    await moving().save(at("a.png"));
    await moving().save(at("a.svg"));
    await moving().save(at("a.gif"));

    const { frames } = readGif(readFileSync(at("a.gif")));
    expect(readPng(readFileSync(at("a.png"))).frames).toEqual([frames.at(-1)]);
    expect(readFileSync(at("a.svg"), "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  test("frames whose number is not known are saved until they end", async () => {
    const frames = function* () {
      yield* [1, 2, 3];
    };
    const fig = figure({ width: 20, height: 20 });
    fig.axes();
    const told: unknown[] = [];
    const progress = (...state: unknown[]) => told.push(state);

    for (const [name, read] of [
      ["a.gif", readGif],
      ["a.apng", readPng],
    ] as const) {
      await funcAnimation<number>(fig, () => {}, { frames }).save(at(name), { progress });

      expect(read(readFileSync(at(name))).frames.length).toBe(3);
    }
    expect(told.slice(-2)).toEqual([
      [2, undefined],
      [3, undefined],
    ]);
  });

  test("frames that do not end are refused, unless it is said how many", async () => {
    const endless = function* () {
      for (;;) yield 0;
    };
    const fig = figure({ width: 4, height: 4 });
    fig.axes();
    const animation = funcAnimation<number>(fig, () => {}, { frames: endless });

    await expect(animation.save(at("a.png"))).rejects.toThrow("frames has not ended after 10000");
    await animation.save(at("a.gif"), { frames: 7 });

    expect(readGif(readFileSync(at("a.gif"))).frames.length).toBe(7);
    expect(readdirSync(folder)).toEqual(["a.gif"]);
  });

  test("a generator that has run already gives nothing to be saved", async () => {
    const once = (function* () {
      yield 1;
    })();
    const fig = figure({ width: 4, height: 4 });
    fig.axes();
    const animation = funcAnimation<number>(fig, () => {}, { frames: once });
    await animation.save(at("a.gif"));

    await expect(animation.save(at("b.gif"))).rejects.toThrow("frames gave nothing");
  });

  test("stop() ends it, also while it waits for a frame", async () => {
    const never = async function* () {
      yield 1;
      await new Promise(() => {});
    };
    const fig = figure({ width: 4, height: 4 });
    fig.axes();
    const animation = funcAnimation<number>(fig, () => {}, { frames: never });
    const saved = animation.save(at("a.gif"), { progress: () => animation.stop() });

    await expect(saved).rejects.toThrow("aborted");
    await expect(animation.finished).rejects.toThrow("aborted");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("blit saves what it shows, in every kind of file", async () => {
    const fig = figure({ width: 60, height: 60 });
    const axes = fig.axes();
    const circle = axes.plot([-0.5, 0.5], [0, 0], "gray-");
    const points = axes.plot([], [], "ro");
    const animate = (frame: number) => {
      circle.setData([], []); // not given back: not seen
      points.setData([frame / 10], [0.5]);
      return [points];
    };
    const animation = funcAnimation(fig, animate, { frames: 2, blit: true });

    await animation.save(at("a.svg"));
    expect(readFileSync(at("a.svg"), "utf8")).toMatch(/stroke="#808080"[\s\S]*stroke="#ff0000"/);
    circle.setData([-0.5, 0.5], [0, 0]);
    await animation.save(at("a.png"));
    circle.setData([-0.5, 0.5], [0, 0]);
    await animation.save(at("a.gif"));

    const gray = 7;
    const png = readPng(readFileSync(at("a.png"))).frames[0]!;
    expect(png.some((pixel) => pixel >> 4 === gray)).toBe(true);
    expect(readGif(readFileSync(at("a.gif"))).frames.at(-1)).toEqual(png);
  });

  test("tells its progress after each frame", async () => {
    const told: string[] = [];

    await moving(3).save(at("a.gif"), {
      progress: (done, frames) => told.push(`${done}/${frames}`),
    });

    expect(told).toEqual(["1/3", "2/3", "3/3"]);
  });

  test.each(["a.gif", "a.apng", "a.png", ...(hasFfmpeg ? ["a.mp4"] : [])])(
    "stops at the signal, and leaves %s as it was",
    async (name) => {
      writeFileSync(at(name), "before");
      const stop = new AbortController();
      const progress = (done: number): void => {
        if (done === 2) stop.abort(new Error("enough"));
      };

      await expect(moving().save(at(name), { progress, signal: stop.signal })).rejects.toThrow(
        "enough",
      );

      expect(readdirSync(folder)).toEqual([name]);
      expect(readFileSync(at(name), "utf8")).toBe("before");
    },
  );

  test("stops at the animation's own signal", async () => {
    const stop = new AbortController();
    const { figure: fig } = moving();
    const animate = () => {
      stop.abort(new Error("enough"));
      return [];
    };

    const saved = funcAnimation(fig, animate, { signal: stop.signal }).save(at("a.gif"));

    await expect(saved).rejects.toThrow("enough");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("leaves nothing when a frame throws", async () => {
    const fig = figure();
    fig.axes();
    const broken = funcAnimation(fig, (frame) => {
      if (frame === 3) throw new Error("no such frame");
      return [];
    });

    await expect(broken.save(at("a.gif"))).rejects.toThrow("no such frame");
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    [{ fps: 0 }, "fps must be above 0, at most 50, got 0"],
    [{ fps: 60 }, "got 60: viewers of GIF know no more; .apng does"],
    [{ frames: 0 }, "frames must be a whole number, 1 or more, got 0"],
  ])("refuses %j", async (options, message) => {
    await expect(moving().save(at("a.gif"), options)).rejects.toThrow(message);
  });

  test("a fast animation becomes a GIF of 50 frames a second", async () => {
    await moving(2, 5).save(at("a.gif"));

    expect(readGif(readFileSync(at("a.gif"))).delaysMs).toEqual([20, 20]);
  });

  test("says which kinds there are", async () => {
    await expect(moving().save("motion.avi")).rejects.toThrow(
      'a file must end in .gif, .apng, .mp4, .webm, .png or .svg, got "motion.avi"',
    );
    expect(await codeOf(moving().save("motion"))).toBe("HPTS_VIZ_FILE_KIND");
  });

  test("says what is missing when the figure has no axes", async () => {
    const empty = funcAnimation(figure(), () => []);

    await expect(empty.save(at("a.gif"))).rejects.toThrow("call figure.axes() first");
  });
});

describe("Figure.save", () => {
  test("writes the figure as it is", async () => {
    await moving().figure.save(at("a.png"));

    expect(readPng(readFileSync(at("a.png"))).frames).toHaveLength(1);
    expect(await codeOf(figure().save("a.gif"))).toBe("HPTS_VIZ_FILE_KIND");
  });
});

describe("videos", () => {
  test("say what to do when there is no ffmpeg", async () => {
    const saved = moving().save(at("a.mp4"), { ffmpeg: at("nothing") });

    await expect(saved).rejects.toThrow(/install ffmpeg .*, or save as \.gif or \.apng$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("tell what ffmpeg said", async () => {
    const ffmpeg = at("ffmpeg");
    writeFileSync(ffmpeg, "#!/bin/sh\necho no such codec >&2\nexit 3\n", { mode: 0o755 });

    const saved = moving().save(at("a.mp4"), { ffmpeg });

    await expect(saved).rejects.toThrow(/\(exit code 3\):\nno such codec$/);
    expect(readdirSync(folder)).toEqual(["ffmpeg"]);
  });

  test.skipIf(!hasFfmpeg).each(["mp4", "webm"])(
    "%s has the frames, of even sides",
    async (kind) => {
      const file = at(`a.${kind}`);

      await moving(5).save(file, { fps: 25 });

      const raw = ["-loglevel", "error", "-i", file, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"];
      const pixels = execFileSync(FFMPEG, raw, { maxBuffer: 1e8 });
      expect(pixels).toHaveLength(5 * 152 * 122 * 3);
      const [red, green, blue] = pixels.subarray(0, 3);
      expect(Math.min(red!, green!, blue!), "the corner is white").toBeGreaterThan(240);
      const last = pixels.subarray(4 * 152 * 122 * 3);
      expect(redPlaces(last).length, "the point is red").toBeGreaterThan(0);
    },
  );
});

/** Of a frame: pixels with much red and little else. */
function redPlaces(rgb: Uint8Array): number[] {
  const places: number[] = [];
  for (let i = 0; i < rgb.length; i += 3) {
    if (rgb[i]! > 180 && rgb[i + 1]! < 120 && rgb[i + 2]! < 120) places.push(i / 3);
  }
  return places;
}
