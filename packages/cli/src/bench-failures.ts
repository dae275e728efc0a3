/** What `hpts bench` says of cases that failed. */
import { type CaseRecord, titleOf } from "@hpts/bench";

/** A line for each failure; the same one at several sizes is one. */
export function failureLines(cases: readonly CaseRecord[]): string[] {
  const groups = new Map<string, { title: string; message: string; more: number }>();
  for (const { name, params, error } of cases) {
    if (error === undefined) continue;
    const { message } = error;
    const key = `${name}\n${message}`;
    const group = groups.get(key) ?? { title: titleOf(name, params), message, more: -1 };
    group.more++;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ title, message, more }) => {
    const others = more === 0 ? "" : ` and ${more} more of its sizes`;
    return `${title}${others}: ${message}`;
  });
}
