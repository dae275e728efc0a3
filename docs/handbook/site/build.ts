/**
 * `pnpm docs:build [folder]`: the handbook and the slides as files that need no server of ours, no
 * network, and no certain address. Without a folder, into docs/handbook/dist.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "vitepress";
import { buildSite as buildSlides } from "../../slides/compiler/site.ts";
import { HANDBOOK, ROOT } from "./places.ts";
import { plainFiles } from "./plain-files.ts";
import { relocated } from "./relocate.ts";
import { writeStaged } from "./write-staged.ts";

/** @param target the folder; what is in it is replaced */
async function buildHandbook(target: string): Promise<void> {
  const pages = await writeStaged(ROOT);
  const built = join(HANDBOOK, ".hpts", "built");
  await build(HANDBOOK);
  rmSync(target, { recursive: true, force: true });
  cpSync(built, target, { recursive: true, filter: isNeeded });
  const scopes = new Map<string, string>();
  for (const path of filesBelow(target)) {
    if (!/\.(?:html|css|js)$/.test(path) || /^(?:files|experiments)\//.test(path)) continue;
    const file = join(target, path);
    const text = readFileSync(file, "utf8");
    const changed = relocated(path, text, scopes);
    if (changed !== text) writeFileSync(file, changed);
  }
  write(target, await plainFiles(pages));
  write(join(target, "slides"), buildSlides().files);
}

/** Pages are loaded whole (see the theme): of each, only the script without its words is asked for. */
function isNeeded(file: string): boolean {
  return !/\.md\.[\w-]+\.js$/.test(file) || file.endsWith(".lean.js");
}

function write(folder: string, files: Iterable<[string, string | Uint8Array]>): void {
  for (const [path, content] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll("\\", "/"));
}

if (process.argv[1] === import.meta.filename) {
  const target = resolve(process.env["INIT_CWD"] ?? ".", process.argv[2] ?? join(HANDBOOK, "dist"));
  try {
    await buildHandbook(target);
    console.log(join(target, "index.html"));
  } catch (error) {
    // A link that leads nowhere is a mistake in a text.
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
