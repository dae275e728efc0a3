/** The page of all commands: what each one's own `--help` says. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../site/places.ts";

interface Command {
  /** "grade run"; "" for hpts itself. */
  readonly name: string;
  readonly help: string;
}

const INTRODUCTION = `# Commands

Every command's own help. In the repository, \`pnpm hpts <command>\`, or without pnpm
\`npm run hpts -- <command>\`. Results go to stdout, everything else to stderr; where results are printed,
\`--json\` gives them to programs. What ends how: [exit codes](exit-codes.md).
`;

export function cliPage(): string {
  const commands = commandsBelow("");
  const groups = commands.map(({ name, help }) => {
    const heading = name === "" ? "## hpts" : `${name.includes(" ") ? "###" : "##"} hpts ${name}`;
    return `${heading}\n\n\`\`\`text\n${help}\n\`\`\`\n`;
  });
  return `${INTRODUCTION}\n${groups.join("\n")}`;
}

function commandsBelow(name: string): Command[] {
  const help = helpOf(name);
  return [
    { name, help },
    ...namesIn(help).flatMap((own) => commandsBelow(`${name} ${own}`.trim())),
  ];
}

/** Codes are the same for all commands, and on a page of their own. */
function helpOf(name: string): string {
  const words = name === "" ? [] : name.split(" ");
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "packages/cli/bin/hpts.mjs"), ...words, "--help"],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  if (status !== 0) throw new Error(`hpts ${name} --help ended with ${status}: ${stderr}`);
  return stdout
    .replace(/\n*Exit codes:\n(?: {2}.*\n)+/, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function namesIn(help: string): string[] {
  const [, list = ""] = /^Commands:\n((?: {2}.*\n?)+)/m.exec(help) ?? [];
  return Array.from(list.matchAll(/^ {2}([a-z][\w-]*)/gm), ([, name]) => name!).filter(
    (name) => name !== "help",
  );
}
