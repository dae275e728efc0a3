/** What page.ts measures; runs in the browser, bundled into one script. */
import { CanvasPainter, Picture, playOnCanvas } from "../src/page/index.ts";
import { circles } from "./circles.ts";

export interface PageFrames {
  /** Frames a second of the page's own loop, which is never faster than the screen. */
  readonly shown: number;
  /** Frames a second of moving, drawing and painting alone, each one finished before the next begins. */
  readonly drawn: number;
}

/** Of the page's own loop; drawing alone is warmed up for so long that it is compiled. */
const WARM_UP = 10;
const WARM_UP_MS = 1500;

async function measure(points: number, frames: number): Promise<PageFrames> {
  const drawn = await draw(points, frames);
  return { shown: await show(points, frames), drawn };
}

async function show(points: number, frames: number): Promise<number> {
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const { player, finished } = playOnCanvas(
    circles(points, { frames: frames + WARM_UP, interval: 0 }),
    canvas,
    { reducedMotion: false },
  );
  let since = 0;
  let until = 0;
  player.onChange(({ frame }) => {
    if (frame === WARM_UP) since = performance.now();
    if (frame === frames + WARM_UP) until = performance.now();
  });
  await finished;
  return (frames * 1000) / (until - since);
}

async function draw(points: number, frames: number): Promise<number> {
  const animation = circles(points, { frames: 1e6 });
  const canvas = document.createElement("canvas");
  const painter = new CanvasPainter(canvas, animation.figure.width, animation.figure.height);
  const context = canvas.getContext("2d")!;
  const picture = new Picture(animation.figure);
  const begun = performance.now();
  let since: number | undefined;
  let count = 0;
  for await (const _ of animation.run()) {
    picture.draw(animation.layers);
    painter.paint(picture.canvas.pixels);
    // A browser may put painting off until somebody looks.
    context.getImageData(0, 0, 1, 1);
    if (since !== undefined) count++;
    else if (performance.now() - begun > WARM_UP_MS) since = performance.now();
    if (count === frames) break;
  }
  return (frames * 1000) / (performance.now() - since!);
}

Object.assign(globalThis, { measure });
