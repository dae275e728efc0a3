/**
 * Files and folders of the course that pages lead to, as pages that need nothing: GitHub shows them
 * itself, the built site has these.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { escapeHtml } from "../../slides/compiler/escape.ts";
import { SKIPPED } from "./places.ts";

/** Larger ones are generated; what they are is said instead of shown. */
const MOST_BYTES = 60_000;
/** Folders whose files students read; of others, the names will do. */
const OPENED = /^labs\/[^/]+\/starter$/;
const BINARY = /\.(?:png|gif|wasm|jpe?g|zip|cpuprofile)$/;

/** @param files of the repository; of a folder, the files in it are added. Path -> HTML */
export function fileViews(root: string, files: ReadonlySet<string>): Map<string, string> {
  const views = new Map<string, string>();
  for (const file of files) {
    if (!statSync(join(root, file)).isDirectory()) {
      views.set(`files/${file}.html`, fileHtml(root, file));
      continue;
    }
    const entries = readdirSync(join(root, file), { withFileTypes: true })
      .filter(({ name }) => !SKIPPED.has(name) && !name.startsWith("."))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    const isOpen = OPENED.test(file);
    views.set(`files/${file}/index.html`, folderHtml(file, entries, isOpen));
    for (const { name, isFolder } of entries) {
      if (isOpen && !isFolder)
        views.set(`files/${file}/${name}.html`, fileHtml(root, `${file}/${name}`));
    }
  }
  return views;
}

function fileHtml(root: string, file: string): string {
  const text = BINARY.test(file) ? undefined : readFileSync(join(root, file), "utf8");
  const isShown = text !== undefined && text.length <= MOST_BYTES;
  const body = isShown
    ? `<pre tabindex="0" aria-label="${escapeHtml(posix.basename(file))}">${escapeHtml(text)}</pre>`
    : "<p>Too large for this page, or no text. It is in your copy of the course.</p>";
  return document(file, body);
}

function folderHtml(
  folder: string,
  entries: readonly { readonly name: string; readonly isFolder: boolean }[],
  isOpen: boolean,
): string {
  const items = entries.map(({ name, isFolder }) =>
    isFolder || !isOpen
      ? `<li>${escapeHtml(name)}${isFolder ? "/" : ""}</li>`
      : `<li><a href="${escapeHtml(encodeURI(name))}.html">${escapeHtml(name)}</a></li>`,
  );
  return document(folder, `<ul>\n${items.join("\n")}\n</ul>`);
}

function document(path: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(path)}</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.6; }
h1 { font-size: 1.1rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
pre { overflow-x: auto; line-height: 1.5; font-size: 0.875rem; }
</style>
<main>
<h1>${escapeHtml(path)}</h1>
<p>In your copy of the course.</p>
${body}
</main>
</html>
`;
}
