/**
 * Where `show()` shows an animation, if not in a terminal. A page, or a worker of one, registers itself;
 * `show()` of every copy of this package in the same global scope then goes there.
 */
import type { Animated } from "./animated.ts";

export interface ShowOptions {
  /** Stops it. */
  readonly signal?: AbortSignal;
  /** How many frames. @default the animation's */
  readonly frames?: number;
}

export interface AnimationHost {
  /** Shows it; resolves when it has ended or was stopped. */
  show(animation: Animated, options: ShowOptions): Promise<void>;
}

/** Two copies of this package have different symbols, but for those with a name. */
const KEY = Symbol.for("hpts.viz.animation-host");

const scope = globalThis as { [KEY]?: AnimationHost };

/** From now on, `show()` shows here. @returns ends this */
export function registerAnimationHost(host: AnimationHost): () => void {
  scope[KEY] = host;
  return () => {
    if (scope[KEY] === host) delete scope[KEY];
  };
}

export function animationHost(): AnimationHost | undefined {
  return scope[KEY];
}
