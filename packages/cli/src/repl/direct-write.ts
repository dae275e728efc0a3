/**
 * Output that Ctrl+C cannot break. V8's termination may end student code in the middle of a
 * console.log, and so in the middle of Node's stream: it then waits for ever for a write that is long
 * done, and whatever is written next, the prompt too, stays in its buffer. (Seen in 4 of 190 loops on
 * a busy machine, in one of two if the loop prints.) A write that keeps no state cannot be left so.
 */
import { writeSync } from "node:fs";
import process from "node:process";

type Callback = (error?: Error | null) => void;

const PAUSE_MS = 1;

/**
 * Lets the stream's `write` go straight to its descriptor. Not on Windows, where only Node's own
 * streams turn UTF-8 into what a console shows.
 */
export function writeDirectly(stream: NodeJS.WriteStream & { readonly fd: number }): void {
  if (process.platform === "win32") return;
  const { fd } = stream;
  stream.write = (
    chunk: string | Uint8Array,
    encodingOrDone?: BufferEncoding | Callback,
    done?: Callback,
  ): boolean => {
    const encoding = typeof encodingOrDone === "string" ? encodingOrDone : "utf8";
    writeAll(fd, typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
    const callback = typeof encodingOrDone === "function" ? encodingOrDone : done;
    if (callback !== undefined) process.nextTick(callback);
    return true;
  };
}

/** A descriptor that does not block says EAGAIN while the other side is slow. */
function writeAll(fd: number, bytes: Uint8Array): void {
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(fd, bytes, from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
