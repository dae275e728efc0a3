/**
 * Rule "messages": every `expect(value, "message")` that a student meets carries a message that
 * teaches; "expected 0.21 to be 0.2486" alone does not say what to think about.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import type { Fault, LintedLab } from "./fault.ts";
import { type Node, visit } from "./syntax.ts";

export function checkMessages({ dir }: LintedLab): Fault[] {
  const tests = join(dir, "tests");
  if (!existsSync(tests)) return [];
  const names = readdirSync(tests).filter((name) => name.endsWith(".test.ts"));
  return names.flatMap((name) => {
    const source = readFileSync(join(tests, name), "utf8");
    return silentExpects(name, source).map(
      (offset): Fault => ({
        rule: "messages",
        file: `tests/${name}`,
        line: source.slice(0, offset).split("\n").length,
        message: "expect(value) has no second argument, the message that a student reads",
      }),
    );
  });
}

/** Offsets of calls of `expect` with fewer than two arguments. */
function silentExpects(file: string, source: string): number[] {
  const found: number[] = [];
  visit(parseSync(file, source).program, (node) => {
    if (node["type"] !== "CallExpression") return;
    const callee = node["callee"] as Node;
    const args = node["arguments"] as unknown[];
    if (callee["name"] === "expect" && args.length < 2) found.push(node["start"] as number);
  });
  return found;
}
