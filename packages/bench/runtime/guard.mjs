/**
 * Cleans up after a process that ended without doing so, by Ctrl+C or by force: what it started, which
 * may be in an endless loop, and its temporary folders.
 *
 *     node guard.mjs < pipe
 *
 * Lines of JSON on stdin: {pid} to end or {dir} to remove if the pipe closes, and with `done: true`
 * that this has been taken care of. Reading blocks, so that it takes no processor time from what is
 * measured.
 */
import { rmSync } from "node:fs";
import { readLine } from "./channel.mjs";

const STDIN = 0;
const AGAIN_MS = 1000;
const pids = new Set();
const dirs = new Set();

for (let line = readLine(STDIN); line !== undefined; line = readLine(STDIN)) {
  const { pid, dir, done = false } = JSON.parse(line);
  const [all, one] = pid === undefined ? [dirs, dir] : [pids, pid];
  if (done) all.delete(one);
  else all.add(one);
}
for (const pid of pids) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}
// Twice: what was building into it may have made it once more.
for (let time = 0; time < 2 && dirs.size > 0; time++) {
  if (time > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true, maxRetries: 20 });
}
