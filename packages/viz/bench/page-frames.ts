/** What page.ts measures; runs in the browser, bundled into one script. */
import { CanvasPainter, Picture, playOnCanvas } from "../src/page/index.ts";
import { circles } from "./circles.ts";

export interface PageFrames {
  /** Frames a second of the page's own loop, which is never faster than the screen. */
  readonly shown: number;
  /** Frames a second of moving, drawing and painting alone, each one finished before the next begins. */
  readonly drawn: number;
}

const WARM_UP = 10;

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
  const animation = circles(points, { frames: frames + WARM_UP });
  const canvas = document.createElement("canvas");
  const painter = new CanvasPainter(canvas, animation.figure.width, animation.figure.height);
  const context = canvas.getContext("2d")!;
  const picture = new Picture(animation.figure);
  let since = 0;
  for await (const frame of animation.run()) {
    if (frame === WARM_UP) since = performance.now();
    picture.draw(animation.layers);
    painter.paint(picture.canvas.pixels);
    // A browser may put painting off until somebody looks.
    context.getImageData(0, 0, 1, 1);
  }
  return (frames * 1000) / (performance.now() - since);
}

Object.assign(globalThis, { measure });
