/**
 * Makes what VitePress reads: each page at its place in the site, its links turned from files of the
 * repository into pages, pictures and views of files.
 *
 *     labs/modeling/README.md    [`starter/`](starter)
 *  -> tutorials/modeling.md      [`starter/`](../files/labs/modeling/starter/index.html)
 *
 * On GitHub the same text leads to the same things. An experiment stands between two comments:
 *
 *     <!-- experiment: circle -->
 *     What readers see where nothing can run.
 *     <!-- /experiment -->
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { fileViews } from "./file-views.ts";
import { type Link, withLinks } from "./markdown.ts";
import { pageFiles, placeOf } from "./pages.ts";

/** Path in the site, with "/" -> content. */
export type Staged = Map<string, string | Uint8Array>;

export const SLIDES = "docs/slides";
const PICTURE = /\.(?:png|svg|gif|jpe?g)$/;

/**
 * @param root the repository's folder
 * @throws RangeError for a link that leads nowhere
 */
export function stage(root: string): Staged {
  const staged: Staged = new Map();
  const viewed = new Set<string>();
  for (const file of pageFiles(root)) {
    const place = placeOf(file)!;
    const text = readFileSync(join(root, file), "utf8");
    staged.set(place, pageText(text, { root, file, place, staged, viewed }));
  }
  for (const [path, content] of fileViews(root, viewed)) staged.set(`public/${path}`, content);
  return staged;
}

interface Page {
  readonly root: string;
  readonly file: string;
  readonly place: string;
  /** Pictures are added. */
  readonly staged: Staged;
  /** Files of the repository that pages lead to are added. */
  readonly viewed: Set<string>;
}

function pageText(text: string, page: Page): string {
  const linked = withLinks(text, (link) => {
    if (/^(?:[a-z][a-z+.-]*:|#)/i.test(link.target)) return written(link, link.target);
    return siteLink(link, page);
  });
  return withExperiments(linked).replaceAll(/<!--[\s\S]*?-->\n?/g, "");
}

function written({ isImage, words, title }: Link, target: string): string {
  return `${isImage ? "!" : ""}[${words}](${target}${title})`;
}

function siteLink(link: Link, page: Page): string {
  const [path = "", anchor] = link.target.split("#");
  const file = posix.join(posix.dirname(page.file), decodeURI(path)).replace(/\/$/, "");
  const after = anchor === undefined ? "" : `#${anchor}`;
  const to = (place: string): string => posix.relative(posix.dirname(page.place), place) + after;
  if (file === SLIDES) return `${written(link, slidesFrom(page, anchor))}{target="_self"}`;
  const full = join(page.root, file);
  if (!existsSync(full)) throw new RangeError(`${page.file} leads to ${file}, which is not there`);
  const isFolder = statSync(full).isDirectory();
  const place = placeOf(isFolder ? `${file}/README.md` : file);
  if (place !== undefined && (!isFolder || existsSync(join(full, "README.md")))) {
    return written(link, to(place));
  }
  if (PICTURE.test(file) && link.isImage) {
    page.staged.set(`pictures/${file}`, readFileSync(full));
    return written(link, pictureTarget(to(`pictures/${file}`)));
  }
  page.viewed.add(file);
  const view = isFolder ? `files/${file}/index.html` : `files/${file}.html`;
  return `${written(link, to(view))}{target="_self"}`;
}

/** What README.md of the slides says of the hand-out, the site has as the hand-out itself. */
function slidesFrom(page: Page, anchor: string | undefined): string {
  const name = anchor === "the-hand-out" ? "handout.html" : "index.html";
  return posix.relative(posix.dirname(page.place), `slides/${name}`);
}

/** Vite takes "./x" and "../x" for files, and "x" for a package. */
function pictureTarget(path: string): string {
  return path.startsWith(".") ? path : `./${path}`;
}

const EXPERIMENT = /<!-- experiment: ([a-z-]+) -->\n([\s\S]*?)<!-- \/experiment -->/g;

function withExperiments(text: string): string {
  return text.replaceAll(
    EXPERIMENT,
    '$2\n<div v-experiment class="experiment" data-experiment="$1"></div>\n',
  );
}
