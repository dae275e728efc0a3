/** What runs in the browser: bundled into one script by page.test.ts. */
import * as viz from "../../src/page/index.ts";
import { SCENES, type SceneName } from "./scenes.ts";

export interface Page {
  readonly viz: typeof viz;
  /** How often animate was called. */
  calls: number;
  playing?: viz.Playing;
  play(name: SceneName, options?: viz.PlayOnCanvasOptions): viz.Playing;
  pixels(): string;
  paints(count: number): Promise<void>;
}

const page: Page = {
  viz,
  calls: 0,

  /** Plays a scene on a canvas of its own; counts the calls of animate. */
  play(name, options = {}) {
    const canvas = document.createElement("canvas");
    document.querySelector("main")!.append(canvas);
    const animation = SCENES[name]();
    const animate = animation.animate.bind(animation);
    animation.animate = (item) => {
      page.calls++;
      return animate(item);
    };
    page.playing = viz.playOnCanvas(animation, canvas, options);
    return page.playing;
  },

  /** Red, green, blue, opaque, ... of what is on the canvas: a character each. */
  pixels() {
    const canvas = document.querySelector("canvas")!;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from(data, (value) => String.fromCharCode(value)).join("");
  },

  /** So many paints later, whatever would have happened has happened. */
  async paints(count) {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
  },
};

Object.assign(globalThis, { page });
