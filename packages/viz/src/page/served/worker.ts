/** The worker of a served page (serve/server.ts): loads the animation's module, and plays it. */
import type { Animated } from "../../animated.ts";
import { beginInWorker, playInWorker, type WorkerScope } from "../play-in-worker.ts";
import { type FromWorker, textOfError } from "../worker-messages.ts";

interface AnimationModule {
  default(): Animated | Promise<Animated>;
}

const scope = globalThis as unknown as WorkerScope;
beginInWorker(scope);
try {
  // The same version as of this script: a browser loads a module of one address once.
  const address = `/animation.js${location.search}`;
  const { default: make } = (await import(address)) as AnimationModule;
  // What its frames throw, the page is told as the player's state.
  playInWorker(await make(), scope).catch(() => {});
} catch (error) {
  const failed: FromWorker = { type: "failed", error: textOfError(error) };
  scope.postMessage(failed, []);
}
