/** Small source files in a temporary folder, removed after the tests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** @returns writes a file and gives its path */
export function sourceFolder(): (name: string, text: string) => string {
  const dir = mkdtempSync(join(tmpdir(), "hpts-bench-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return (name, text) => {
    const file = join(dir, name);
    writeFileSync(file, text);
    return file;
  };
}

const INPUTS = "export const inputs = Array.from({ length: 50 }, (_, i) => i);\n";

/** A function that takes time in proportion to `steps`, and returns its input doubled. */
export function workSource(steps: number, before = "", result = "input * 2"): string {
  return `${INPUTS}export default function work(input: number): number {
  ${before}
  let x = input | 1;
  for (let i = 0; i < ${steps}; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x === 0 ? -1 : ${result};
}
`;
}
