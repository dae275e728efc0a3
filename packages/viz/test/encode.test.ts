import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedRect, cut } from "../src/encode/changes.ts";
import type { FrameEncoder } from "../src/encode/encoder.ts";
import { concat, gifEncoder } from "../src/encode/gif.ts";
import { compressLzw } from "../src/encode/lzw.ts";
import { apngEncoder, encodePng } from "../src/encode/png.ts";
import { Canvas } from "../src/raster/canvas.ts";
import { PALETTE } from "../src/raster/palette.ts";
import { expandLzw, type Movie, readGif, readPng } from "./support/decoders.ts";

/** Pixels of some frames of one size; many are equal to the frame before. */
const movies = fc
  .record({ width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 20 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      first: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 127 }),
      changes: fc.array(
        fc.array(fc.tuple(fc.nat(width * height - 1), fc.nat(127)), { maxLength: 3 }),
        { maxLength: 4 },
      ),
    }),
  )
  .map(({ width, height, first, changes }) => {
    const frames = [first];
    for (const change of changes) {
      const frame = frames.at(-1)!.slice();
      for (const [at, value] of change) frame[at] = value;
      frames.push(frame);
    }
    return { width, height, frames };
  });

function encoded(
  frames: readonly Uint8Array[],
  width: number,
  open: (canvas: Canvas) => FrameEncoder,
): Uint8Array {
  const canvas = new Canvas(width, frames[0]!.length / width);
  const encoder = open(canvas);
  const parts = frames.map((pixels) => {
    canvas.pixels.set(pixels);
    return encoder.frame(canvas).slice();
  });
  return concat([encoder.start(frames.length), ...parts, encoder.end()]);
}

const WRITERS: readonly [string, (frames: readonly Uint8Array[], width: number) => Movie][] = [
  ["GIF", (frames, width) => readGif(encoded(frames, width, (canvas) => gifEncoder(canvas, 30)))],
  ["APNG", (frames, width) => readPng(encoded(frames, width, (canvas) => apngEncoder(canvas, 30)))],
];

describe.each(WRITERS)("%s", (kind, through) => {
  test("gives back every frame", () => {
    fc.assert(
      fc.property(movies, ({ width, height, frames }) => {
        const movie = through(frames, width);

        expect([movie.width, movie.height]).toEqual([width, height]);
        expect(movie.frames).toEqual(frames);
      }),
    );
  });

  test("stores the rectangle that has changed, and of an equal frame one pixel", () => {
    const first = new Uint8Array(100 * 50);
    const second = first.slice();
    second[10 * 100 + 20] = 31;
    second[12 * 100 + 24] = 31;

    const { stored } = through([first, second, second], 100);

    expect(stored).toEqual([5000, 3 * 5, 1]);
  });

  test("says how long a frame is seen, and does not drift", () => {
    const blank = new Uint8Array(4);

    const { delaysMs } = through([blank, blank, blank], 2);

    const total = delaysMs.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeCloseTo(100, 9);
    if (kind === "GIF") expect(delaysMs).toEqual([30, 40, 30]);
  });

  test("has the palette of all pictures", () => {
    expect(through([new Uint8Array(4)], 2).palette).toEqual(PALETTE);
  });
});

describe("encodePng", () => {
  test("gives back the picture", () => {
    fc.assert(
      fc.property(movies, ({ width, height, frames }) => {
        const canvas = new Canvas(width, height);
        canvas.pixels.set(frames[0]!);

        expect(readPng(encodePng(canvas)).frames).toEqual([frames[0]]);
      }),
    );
  });
});

describe("compressLzw", () => {
  test("gives back any bytes, also more than the table of codes holds", () => {
    const long = fc.record({
      seed: fc.integer(),
      length: fc.integer({ min: 1, max: 20_000 }),
      colors: fc.constantFrom(1, 2, 3, 128),
    });
    fc.assert(
      fc.property(long, ({ seed, length, colors }) => {
        const pixels = noise(seed, length, colors);

        expectBack(pixels);
      }),
      { numRuns: 20 },
    );
  });

  // The width of codes grows at certain counts; each of them is the last one once.
  test("ends rightly at every length", () => {
    for (let length = 1; length < 400; length++) {
      const pixels = noise(1, length, 128);

      expectBack(pixels);
    }
    for (let length = 3940; length < 4060; length++) {
      const pixels = noise(2, length, 128);

      expectBack(pixels);
    }
  });
});

describe("changedRect", () => {
  test("holds all differences, and touches one at each side", () => {
    fc.assert(
      fc.property(movies, ({ width, frames }) => {
        const [before, after] = [frames[0]!, frames.at(-1)!];
        const rect = changedRect(before, after, width);
        const differing = Array.from(after.keys()).filter((i) => before[i] !== after[i]);
        if (rect === undefined) {
          expect(differing).toEqual([]);
          return;
        }

        const patched = before.slice();
        const part = cut(after, width, rect);
        for (let y = 0; y < rect.height; y++) {
          const row = part.subarray(y * rect.width, (y + 1) * rect.width);
          patched.set(row, (rect.top + y) * width + rect.left);
        }
        expect(patched).toEqual(after);
        const columns = differing.map((i) => i % width);
        const rows = differing.map((i) => Math.floor(i / width));
        expect([rect.left, rect.top]).toEqual([Math.min(...columns), Math.min(...rows)]);
        expect(rect.left + rect.width - 1).toBe(Math.max(...columns));
        expect(rect.top + rect.height - 1).toBe(Math.max(...rows));
      }),
    );
  });
});

/** Compares by itself: thousands of arrays are slow to compare for expect. */
function expectBack(pixels: Uint8Array): void {
  const back = expandLzw(compressLzw(pixels, 7), 7);
  if (Buffer.compare(back, pixels) !== 0) expect(back).toEqual(pixels);
}

function noise(seed: number, length: number, colors: number): Uint8Array {
  let state = seed | 0 || 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) % colors;
  });
}
