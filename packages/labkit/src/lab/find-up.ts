/** The nearest `name` in a folder or one of its ancestors. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export function findUp(from: string, name: string): string | undefined {
  for (let dir = from; ; dir = dirname(dir)) {
    const path = join(dir, name);
    if (existsSync(path)) return path;
    if (dir === dirname(dir)) return undefined;
  }
}
