/** `show()` in a page: an animation on a <canvas>, with buttons. */
import type { Animated } from "../animated.ts";
import { CanvasPainter } from "./canvas-painter.ts";
import { controlBar } from "./control-bar.ts";
import { describeFigure } from "./description.ts";
import { Player } from "./player.ts";
import type { Scheme } from "./rgba.ts";

export interface PlayOnCanvasOptions {
  /** Stops it for good. */
  readonly signal?: AbortSignal;
  /** Shows one frame, and waits for the play button. @default what the person has set */
  readonly reducedMotion?: boolean;
  /** "auto": what the person has set. @default "light", as in files */
  readonly scheme?: Scheme | "auto";
  /** Puts buttons behind the canvas. @default true */
  readonly controls?: boolean;
}

export interface Playing {
  readonly player: Player;
  /** Resolves when it has ended or was stopped; rejected with what the animation throws. */
  readonly finished: Promise<void>;
  /** For good; takes the buttons away. */
  stop(): void;
}

/**
 * Plays an animation on a canvas, which gets the figure's size and a text alternative.
 *
 * @throws RangeError when the figure has no axes
 */
export function playOnCanvas(
  animation: Animated,
  canvas: HTMLCanvasElement,
  { signal, reducedMotion, scheme = "light", controls = true }: PlayOnCanvasOptions = {},
): Playing {
  const { figure } = animation;
  const asks = (query: string): MediaQueryList => matchMedia(`(prefers-${query})`);
  const dark = asks("color-scheme: dark");
  const schemeNow = (): Scheme => (scheme !== "auto" ? scheme : dark.matches ? "dark" : "light");
  const painter = new CanvasPainter(canvas, figure.width, figure.height, schemeNow());
  const player = new Player(animation, {
    show: (pixels) => painter.paint(pixels),
    schedule: atNextPaint,
    now: () => performance.now(),
    ...(signal && { signal }),
  });
  const repaint = (): void => {
    painter.scheme = schemeNow();
    painter.paint(player.picture.canvas.pixels);
  };
  dark.addEventListener("change", repaint);
  canvas.setAttribute("role", "img");
  const describe = (): void => {
    // While it plays, the words would change faster than anybody can listen.
    if (player.state.status === "playing" && player.state.frame > 1) return;
    canvas.setAttribute("aria-label", describeFigure(figure, player.state));
  };
  describe();
  player.onChange(describe);
  const bar = controls ? controlBar(player, canvas.ownerDocument) : undefined;
  if (bar) canvas.after(bar.element);
  const cleanUp = (): void => {
    dark.removeEventListener("change", repaint);
    bar?.remove();
  };
  if (reducedMotion ?? asks("reduced-motion: reduce").matches) player.step();
  else player.play();
  const stop = (): void => {
    player.stop();
    cleanUp();
  };
  if (signal?.aborted) cleanUp();
  signal?.addEventListener("abort", cleanUp, { once: true });
  return { player, finished: player.finished, stop };
}

/** Never more often than the screen is painted, nor while the page is hidden. */
function atNextPaint(callback: () => void, waitMs: number): () => void {
  const due = performance.now() + waitMs;
  let id = requestAnimationFrame(look);
  function look(now: number): void {
    // A paint that is a little early is nearer than the next one.
    if (now >= due - 4) callback();
    else id = requestAnimationFrame(look);
  }
  return () => cancelAnimationFrame(id);
}
