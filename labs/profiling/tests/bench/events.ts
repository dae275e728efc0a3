/** Event scripts for P3: `script("a(2 b(3) 1)")` is a call of a: 2 µs, then b for 3 µs, then 1 µs. */
import type { CallEvent } from "#lab/stats";

export function script(text: string): CallEvent[] {
  const events: CallEvent[] = [];
  const open: string[] = [];
  let atUs = 100; // a profile does not begin at 0
  for (const [token] of text.matchAll(/[\w.]+\(|\d+|\)/g)) {
    if (token.endsWith("(")) {
      open.push(token.slice(0, -1));
      events.push({ kind: "enter", name: open.at(-1)!, atUs });
    } else if (token === ")") {
      events.push({ kind: "exit", name: open.pop()!, atUs });
    } else {
      atUs += Number(token);
    }
  }
  return events;
}
