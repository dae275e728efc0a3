import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  type AnimationOptions,
  type Artist,
  type FuncAnimation,
  figure,
  funcAnimation,
  type Points,
  registerAnimationHost,
} from "../src/index.ts";
import { Picture } from "../src/raster/picture.ts";

/** What animate got, of all frames of one run. */
async function itemsSeen<T>(frames: AnimationOptions<T>["frames"], most?: number): Promise<T[]> {
  const seen: T[] = [];
  const animate = (item: T) => void seen.push(item);
  const animation = funcAnimation<T>(figure(), animate, { frames: frames! });
  let count = 0;
  for await (const frame of animation.run(most)) expect(frame).toBe(count++);
  return seen;
}

async function* later(): AsyncGenerator<string> {
  yield "a";
  await Promise.resolve();
  yield "b";
}

describe("frames", () => {
  test("a number gives animate 0, 1, 2, ...", async () => {
    expect(await itemsSeen(3)).toEqual([0, 1, 2]);
    expect(await itemsSeen(3, 5)).toEqual([0, 1, 2, 3, 4]);
  });

  test("a list, a set, a generator, its function and what comes later give their items", async () => {
    const letters = function* () {
      yield* ["a", "b"];
    };

    for (const frames of [["a", "b"], new Set("ab"), letters(), letters, later(), later]) {
      expect(await itemsSeen<string>(frames)).toEqual(["a", "b"]);
    }
  });

  test("of items without end as many as are asked for, and no item is taken in vain", async () => {
    let taken = 0;
    let isClosed = false;
    const endless = function* () {
      try {
        for (;;) yield taken++;
      } finally {
        isClosed = true;
      }
    };

    expect(await itemsSeen(endless, 4)).toEqual([0, 1, 2, 3]);
    expect(taken).toBe(4);
    expect(isClosed).toBe(true);
  });

  test("whose number is known tell it", () => {
    const countOf = (frames: NonNullable<AnimationOptions<unknown>["frames"]>) =>
      funcAnimation<unknown>(figure(), () => {}, { frames }).frameCount;

    expect([7, [1, 2], new Float64Array(3), new Set([1])].map(countOf)).toEqual([7, 2, 3, 1]);
    expect([later, later()].map(countOf)).toEqual([undefined, undefined]);
  });

  test.each([
    [0, "frames must be a whole number, 1 or more, got 0"],
    [1.5, "frames must be a whole number, 1 or more, got 1.5"],
    [[], "frames must have an item, and has none"],
    [null, "frames must be a number, or something with items, got null"],
  ])("%j is refused", (frames, message) => {
    const make = () => funcAnimation<unknown>(figure(), () => {}, { frames: frames as [] });

    expect(make).toThrow(new RangeError(message));
  });

  test("a generator, which runs once, is not repeated", () => {
    const make = () => funcAnimation<string>(figure(), () => {}, { frames: later(), repeat: true });

    expect(make).toThrow("give the function that makes it");
  });
});

describe("blit", () => {
  /** A gray circle, two points and a text; animate gives back what it is told to. */
  function scene(options: {
    blit: boolean;
    init?: readonly number[];
    frames: readonly number[][];
  }) {
    const fig = figure({ width: 160, height: 120 });
    const axes = fig.axes();
    const circle = axes.plot([-0.5, 0.5, 0], [0, 0, 0.5], "gray-");
    const artists: readonly Artist[] = [
      axes.plot([0], [0], "ro"),
      axes.plot([0.2], [0.5], "bo"),
      axes.text(0, -0.5, "t"),
    ];
    const given = (which: readonly number[]) => which.map((i) => artists[i]!);
    const animation = funcAnimation(fig, (which: readonly number[]) => given(which), {
      frames: options.frames,
      blit: options.blit,
      init: () => given(options.init ?? []),
    });
    return { fig, circle, artists, animation };
  }

  async function pixelsOf(animation: FuncAnimation<never>): Promise<Uint8Array[]> {
    const picture = new Picture(animation.figure);
    const frames: Uint8Array[] = [];
    for await (const _ of animation.run()) {
      picture.draw(animation.layers);
      frames.push(picture.canvas.pixels.slice());
    }
    return frames;
  }

  const all = [0, 1, 2];

  test("draws the same when everything that changes is given back", async () => {
    const frames = [all, all];

    expect(await pixelsOf(scene({ blit: true, init: all, frames }).animation)).toEqual(
      await pixelsOf(scene({ blit: false, init: all, frames }).animation),
    );
  });

  test("keeps what no frame gives back as it was after init", async () => {
    const { animation, circle, fig } = scene({ blit: true, frames: [[0]] });
    const picture = new Picture(fig);
    picture.draw();
    const whole = picture.canvas.pixels.slice();
    const run = animation.run();
    await run.next();

    circle.setData([], []);
    picture.draw(animation.layers);

    expect(picture.canvas.pixels).toEqual(whole);
  });

  test("does not show what an earlier frame gave back, and this one does not", async () => {
    const [both, one] = await pixelsOf(scene({ blit: true, frames: [[0, 1], [0]] }).animation);
    const [, without] = await pixelsOf(
      scene({ blit: true, init: [1], frames: [[0], [0]] }).animation,
    );

    expect(one).not.toEqual(both);
    expect(one).toEqual(without);
  });

  test("leaves no trace of an artist that is given back late", async () => {
    const { animation, artists } = scene({ blit: true, frames: [[], [0]] });
    const picture = new Picture(animation.figure);
    const run = animation.run();
    await run.next();
    const moved = artists[0] as Points;
    await run.next();
    moved.setData([-2], [0]);

    picture.draw(animation.layers);

    expect(picture.canvas.pixels.some((pixel) => pixel >> 4 === 1)).toBe(false);
  });

  test.each([
    [undefined, "got undefined"],
    [[1], "got an array with something else"],
  ])("says so when animate gives back %j", async (given, message) => {
    const fig = figure();
    fig.axes();
    const animation = funcAnimation(fig, () => given as never, { blit: true });

    await expect(animation.run().next()).rejects.toThrow(message);
  });
});

describe("an animation that adds artists", () => {
  function adding(perFrame: (frame: number) => number) {
    const warnings: string[] = [];
    const fig = figure();
    const axes = fig.axes();
    const animate = (frame: number) => {
      for (let i = 0; i < perFrame(frame); i++) axes.plot([0], [0]);
    };
    const options = { frames: 50, warn: (message: string) => warnings.push(message) };
    return { warnings, animation: funcAnimation(fig, animate, options) };
  }

  test("is warned about once", async () => {
    const { warnings, animation } = adding(() => 1);

    for await (const _ of animation.run());
    for await (const _ of animation.run());

    expect(warnings).toEqual([
      "each frame adds artists, there are 5 by now: " +
        "call plot() once, before the animation, and setData() in each frame",
    ]);
  });

  test("is not, if it adds some at the beginning only", async () => {
    const { warnings, animation } = adding((frame) => (frame < 3 ? 10 : 0));

    for await (const _ of animation.run());

    expect(warnings).toEqual([]);
  });
});

describe("show", () => {
  let unregister = (): void => {};
  afterEach(() => unregister());

  test("goes to the page that has registered itself, and stop() ends it", async () => {
    const shown: unknown[] = [];
    unregister = registerAnimationHost({
      show(animation, { signal }) {
        shown.push(animation);
        return new Promise((resolve) => signal!.addEventListener("abort", () => resolve()));
      },
    });
    const animation = funcAnimation(figure(), () => {});

    const show = animation.show();
    animation.stop();
    await show;
    await animation.finished;

    expect(shown).toEqual([animation]);
  });

  test("finished fails as it does", async () => {
    unregister = registerAnimationHost({ show: () => Promise.reject(new Error("no canvas")) });
    const animation = funcAnimation(figure(), () => {});

    await expect(animation.show()).rejects.toThrow("no canvas");
    await expect(animation.finished).rejects.toThrow("no canvas");
  });
});

describe("setData", () => {
  const numbers = fc.array(fc.double(), { maxLength: 20 });

  test("holds what it was last given, whatever was there before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 20 })),
        (all) => {
          const points = figure().axes().plot([], []);
          for (const pairs of all) {
            const xs = pairs.map(([x]) => x);
            const ys = pairs.map(([, y]) => y);

            points.setData(xs, Float32Array.from(ys));

            expect(Array.from(points.xs)).toEqual(xs);
            expect(Array.from(points.ys)).toEqual(ys.map(Math.fround));
          }
        },
      ),
    );
  });

  test("may be given its own coordinates, also the other way round", () => {
    fc.assert(
      fc.property(numbers, (xs) => {
        const ys = xs.map((x) => x + 1);
        const points = figure().axes().plot(xs, ys);

        points.setData(points.ys, points.xs);

        expect([Array.from(points.xs), Array.from(points.ys)]).toEqual([ys, xs]);
      }),
    );
  });

  test("keeps its memory when there are as many points, or fewer", () => {
    const points = figure().axes().plot([1, 2, 3], [4, 5, 6]);
    const { buffer } = points.xs;
    const same = points.xs;

    points.setData([7, 8, 9], [0, 0, 0]);
    expect(points.xs).toBe(same);
    points.setData([], []);
    points.setData([1, 2], [1, 2]);

    expect(points.xs.buffer).toBe(buffer);
  });
});
