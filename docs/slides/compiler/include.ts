/** Puts the code of the course's files where slides ask for it by `<<< path#region`. */
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { readInclude } from "./dialect.ts";
import { fencedLines } from "./fences.ts";
import { regionOf, withoutComments } from "./regions.ts";
import { type Include, type Slide, SlidesError } from "./slide.ts";

const LANGUAGES: Readonly<Record<string, string>> = { ".ts": "ts", ".mjs": "js", ".py": "python" };

/** @param root the repository's @throws SlidesError when the file or the region is not there */
export function includedCode(include: Include, root: string, place: string): string {
  const file = join(root, include.path);
  if (include.path.split("/").includes("..") || !existsSync(file)) {
    throw new SlidesError(`${place}: <<< ${include.path}: there is no such file in the repository`);
  }
  const text = readFileSync(file, "utf8");
  try {
    const code = include.region === undefined ? text : regionOf(include.path, text, include.region);
    return (include.isBare ? withoutComments(code) : code).trimEnd();
  } catch (error) {
    if (!(error instanceof SlidesError)) throw error;
    throw new SlidesError(`${place}: ${error.message}`);
  }
}

/** The slide's Markdown, with a fence in place of each include. */
export function withIncludes(slide: Slide, root: string): string {
  const lines = slide.body.split("\n");
  const fenced = fencedLines(lines);
  return lines
    .map((line, at) => {
      const include = fenced[at] ? undefined : readInclude(line, 0);
      if (include === undefined) return line;
      const code = includedCode(include, root, `${slide.file}, slide "${slide.title}"`);
      return `\`\`\`${LANGUAGES[extname(include.path)] ?? "text"} from=${fromOf(include)}\n${code}\n\`\`\``;
    })
    .join("\n");
}

/** "labs/profiling/solution/evolve.ts#evolve". */
export function fromOf({ path, region }: Include): string {
  return region === undefined ? path : `${path}#${region}`;
}
