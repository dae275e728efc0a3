/** A page for each package: what its entries export, from the code and the comments in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../site/places.ts";
import { type Declaration, exportsOf } from "./declarations.ts";

/** Package -> its entries that somebody imports; the others are programs that it starts itself. */
export const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  core: [".", "./pitfalls"],
  bench: [".", "./compare", "./timeit", "./time"],
  profile: [".", "./memory"],
  viz: [
    ".",
    "./page",
    "./serve",
    "./chart",
    "./chart-png",
    "./chart-page",
    "./profile",
    "./profile-document",
    "./profile-page",
  ],
  labkit: [
    ".",
    "./test",
    "./matchers",
    "./javascript",
    "./arena",
    "./live",
    "./lab",
    "./run",
    "./lint",
  ],
  workbench: ["."],
  grade: ["."],
};

export function apiPage(name: string): string {
  const dir = join(ROOT, "packages", name);
  const { exports } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8")) as {
    exports: Record<string, string>;
  };
  const entries = ENTRIES[name]!.map((entry) => {
    const file = join(dir, exports[entry]!);
    const heading = `## @hpts/${join(name, entry)}`;
    const all = exportsOf(file);
    const things = all.filter(({ kind }) => kind !== "type").map(thingText);
    return [heading, ...headerOf(file), ...things, ...typesText(all)].join("\n\n");
  });
  return `# API: @hpts/${name}

What the package exports. What it is for, with examples: [its page](../../../../packages/${name}/README.md).

${entries.join("\n\n")}
`;
}

/** The sentence at the top of an entry. */
function headerOf(file: string): string[] {
  const [, words] = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, "utf8")) ?? [];
  return words === undefined ? [] : [safe(words.replaceAll(/\n \* ?/g, "\n").trim())];
}

function thingText({ name, comment, code }: Declaration): string {
  const words = comment === "" ? "" : `${proseOf(comment)}\n\n`;
  return `### ${name}\n\n${words}\`\`\`typescript\n${code}\n\`\`\``;
}

/** All types of an entry together, each with the comment above it. */
function typesText(all: readonly Declaration[]): string[] {
  const types = all.filter(({ kind }) => kind === "type");
  if (types.length === 0) return [];
  const code = types.map(({ comment, code }) => {
    if (comment === "") return code;
    const lines = comment.split("\n");
    return lines.length === 1
      ? `/** ${comment} */\n${code}`
      : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n${code}`;
  });
  return [`### Types\n\n\`\`\`typescript\n${code.join("\n\n")}\n\`\`\``];
}

/** A comment as Markdown: tags as a list; what is indented stays code. */
function proseOf(comment: string): string {
  const [words = "", ...tags] = comment.split(/(?:^|\s)@(?=(?:param|returns|throws|default)\b)/);
  const items = tags.map((tag) => {
    const [, kind = "", rest = ""] = /^(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
    const text = rest.trim().replaceAll(/\s*\n\s*/g, " ");
    const named = kind === "param" ? text.replace(/^(\w+)/, "`$1`:") : `_${kind}_: ${text}`;
    return `- ${safe(named)}`;
  });
  return [safe(words.trim()), items.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** Types such as `Map<string, number>` outside of code would be taken for tags. */
function safe(text: string): string {
  return text.replaceAll(/`[^`]*`|<(?=[A-Za-z/])/g, (part) => (part === "<" ? "&lt;" : part));
}
