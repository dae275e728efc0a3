/**
 * The worker's side of an animation that is shown in its page: code that never ends holds the worker,
 * and not the page. The page's side is `WorkerPlayer`.
 */
import type { Animated } from "../animated.ts";
import { describeFigure } from "./description.ts";
import { Player } from "./player.ts";
import { type FromWorker, type ToWorker, textOfError } from "./worker-messages.ts";

/** What is needed of a worker's global scope. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** Pictures on their way: one is painted while the next is drawn. */
const PICTURES = 2;

/**
 * To be called before any code that may not end is loaded: from now on the page expects answers.
 * The worker answers whenever it is not held.
 */
export function beginInWorker(scope: WorkerScope): void {
  const tell = (message: FromWorker): void => scope.postMessage(message, []);
  scope.addEventListener("message", ({ data }: { readonly data: ToWorker }) => {
    if (data.type === "ping") tell({ type: "pong" });
  });
  tell({ type: "begun" });
}

/**
 * Plays an animation for the page, when the page says so. Resolves as `Player.finished`.
 *
 * @throws RangeError when the figure has no axes
 */
export function playInWorker(animation: Animated, scope: WorkerScope): Promise<void> {
  const { figure } = animation;
  const { width, height } = figure;
  const tell = (message: FromWorker, transfer: Transferable[] = []): void =>
    scope.postMessage(message, transfer);
  const free = Array.from({ length: PICTURES }, () => new ArrayBuffer(width * height));
  let waiting = (): void => {};
  const player = new Player(animation, {
    show(pixels) {
      // A step by hand does not wait for memory to come back.
      const memory = free.pop() ?? new ArrayBuffer(pixels.length);
      new Uint8Array(memory).set(pixels);
      tell({ type: "frame", pixels: memory }, [memory]);
    },
    // As fast as the page paints, and no faster: a picture that is not seen is not drawn.
    schedule(callback, waitMs) {
      const go = (): void => {
        if (free.length > 0) callback();
        else waiting = go;
      };
      const timer = setTimeout(go, waitMs);
      return () => {
        clearTimeout(timer);
        waiting = () => {};
      };
    },
    now: () => performance.now(),
  });
  player.onChange((state) => {
    const told = state.status === "failed" ? { ...state, error: textOfError(state.error) } : state;
    tell({ type: "state", state: told, description: describeFigure(figure, state) });
  });
  scope.addEventListener("message", ({ data }: { readonly data: ToWorker }) => {
    if (data.type === "ping") return;
    if (data.type !== "memory") return player[data.type]();
    if (free.length === PICTURES) return;
    free.push(data.pixels);
    const go = waiting;
    waiting = () => {};
    go();
  });
  tell({ type: "figure", width, height });
  return player.finished;
}
