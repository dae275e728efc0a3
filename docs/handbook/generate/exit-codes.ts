/** The page of exit codes, from the table of the commands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../site/places.ts";

const SOURCE = "packages/cli/src/exit-codes.ts";

export function exitCodesPage(): string {
  const text = readFileSync(join(ROOT, SOURCE), "utf8");
  const entries = text.matchAll(/(?:\/\*\* (.+?) \*\/\s+)?(\w+): (\d+),/g);
  const rows = Array.from(
    entries,
    ([, comment = "All is well.", name, code]) => `| ${code} | \`${name}\` | ${comment} |`,
  );
  return `# Exit codes

What \`hpts\` says to the shell, the same for every command: [${SOURCE}](../../../${SOURCE}).

| code | name | meaning |
|---|---|---|
${rows.join("\n")}

\`hpts time\`, \`profile\`, \`lines\` and \`memory\` end as the program does that they run. \`hpts timeit\` ends
with 1, as Python's, where the code throws. What a command adds, its \`--help\` says: [commands](cli.md).

\`\`\`sh
pnpm hpts labs
echo $?
\`\`\`
`;
}
