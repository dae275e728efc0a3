/**
 * The line from which a function was called first by another: taken from the stack, once for each
 * pair of functions, so that it costs nothing where it counts. Reports say "first call".
 */

const FRAMES = 6;
const known = new Map<number, number>();
const MOST_PAIRS = 4096;

interface StackHolder {
  stack?: string;
}

/** @returns 0 if not known */
export function callLineOf(callerId: number, calleeId: number): number {
  if (callerId === 0) return 0;
  const pair = callerId * 0x10000 + calleeId;
  const line = known.get(pair);
  if (line !== undefined || known.size >= MOST_PAIRS) return line ?? 0;
  const found = lineInStack();
  known.set(pair, found);
  return found;
}

/** The stack with maps applied: ours, the callee, and below it the first frame with a file. */
function lineInStack(): number {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder: StackHolder = {};
  try {
    Error.stackTraceLimit = FRAMES + 4;
    if (prepareStackTrace !== undefined) Error.prepareStackTrace = undefined as never;
    Error.captureStackTrace(holder);
    const frames = String(holder.stack).split("\n").slice(1);
    const own = frames.findLastIndex((frame) => OURS.test(frame));
    const [, ...below] = frames.slice(own + 1);
    const place = below.find((frame) => /:\d+:\d+\)?$/.test(frame) && !frame.includes("node:"));
    return Number(/:(\d+):\d+\)?$/.exec(place ?? "")?.[1] ?? 0);
  } catch {
    return 0;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace !== undefined) Error.prepareStackTrace = prepareStackTrace;
  }
}

const OURS = /[\\/]runtime[\\/](call-line|nodes|tree|clock-tree)\.[jt]s/;
