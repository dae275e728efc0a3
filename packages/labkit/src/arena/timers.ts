/**
 * Timers that a test file sets and does not wait for. They would go off while another file runs in
 * the same process, and be blamed on it; so they are cancelled when their file is done.
 */

type Starter = (...args: never[]) => NodeJS.Timeout;

const open = new Set<NodeJS.Timeout>();

/** From now on, `setTimeout` and `setInterval` of this process are on record. */
export function recordTimers(): void {
  const { setTimeout, setInterval } = globalThis;
  globalThis.setTimeout = recording(setTimeout);
  globalThis.setInterval = recording(setInterval);
}

/** Cancels what has been set and has not gone off. */
export function cancelTimers(): void {
  for (const timer of open) clearTimeout(timer); // which cancels intervals as well
  open.clear();
}

/** The same function, with the same properties (util.promisify needs one of them). */
function recording<F extends object>(start: F): F {
  return new Proxy(start, {
    apply(target, self, args): unknown {
      const timer = Reflect.apply(target as Starter, self, args);
      open.add(timer);
      return timer;
    },
  });
}
