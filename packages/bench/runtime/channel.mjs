/** Lines of text over one descriptor; reading blocks, and then costs nothing. */
import { readSync, writeSync } from "node:fs";

const buffer = Buffer.alloc(64 * 1024);
const nap = new Int32Array(new SharedArrayBuffer(4));
let text = "";

/** @param {number} descriptor @returns {string | undefined} undefined when the other side is gone */
export function readLine(descriptor) {
  for (;;) {
    const end = text.indexOf("\n");
    if (end >= 0) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      return line;
    }
    const length = readSome(descriptor);
    if (length === 0) return undefined;
    text += buffer.toString("utf8", 0, length);
  }
}

/** @param {number} descriptor @param {string} line */
export function writeLine(descriptor, line) {
  const bytes = Buffer.from(`${line}\n`);
  for (let at = 0; at < bytes.length; ) {
    at += retried(() => writeSync(descriptor, bytes, at));
  }
}

function readSome(descriptor) {
  try {
    return retried(() => readSync(descriptor, buffer));
  } catch {
    return 0;
  }
}

/** Some systems hand out descriptors that do not block. */
function retried(action) {
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(nap, 0, 0, 0.2);
    }
  }
}
