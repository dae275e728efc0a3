/**
 * VitePress writes one address into all files, under which the site must then lie. This makes the
 * built files lie anywhere: below any path of a host, and on a disk.
 *
 * - HTML gets addresses relative to itself, which also work from a disk. Pages are loaded one by one,
 *   so they stay true: see the theme.
 * - Scripts get theirs from where the page is, found by a line in its head.
 */
import { posix } from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** Stands for the address until then; occurs in no text. */
export const BASE = "/__hpts_base__/";

/**
 * @param path of the file in the site, with "/"
 * @param scopes filled: names of the styles' scopes, which stand at most elements -> shorter ones
 */
export function relocated(path: string, original: string, scopes: Map<string, string>): string {
  const text = original.replaceAll(/\bdata-v-[0-9a-f]{8}\b/g, (name) => {
    const short = scopes.get(name) ?? `v-${scopes.size.toString(36)}`;
    scopes.set(name, short);
    return short;
  });
  if (path.endsWith(".html")) return relocatedHtml(path, text);
  if (path.endsWith(".css")) return text.replaceAll(BASE, upFrom(path));
  if (path.endsWith(".js")) return relocatedScript(path, text);
  return text;
}

/** "../" as often as there are folders above the file; "./" for none. */
function upFrom(path: string): string {
  return "../".repeat(path.split("/").length - 1) || "./";
}

const MODULE = /<script type="module" src="([^"]*)"><\/script>\s*/g;

function relocatedHtml(path: string, html: string): string {
  const up = upFrom(path);
  const head = `<script>globalThis.__hptsBase=new URL(${JSON.stringify(up)},location.href).pathname</script>`;
  const modules = Array.from(html.matchAll(MODULE), ([, url = ""]) => url.replace(BASE, up));
  const body = `<script>${withHost(modules)}</script><script defer src="${up}plain.js"></script>`;
  return html
    .replaceAll(/<link rel="modulepreload"[^>]*>\s*/g, "")
    .replaceAll(MODULE, "")
    .replaceAll(
      /(href|src)="([^"]*)"/g,
      (_, name: string, url: string) => `${name}="${withIndex(url.replace(BASE, up))}"`,
    )
    .replaceAll(BASE, up)
    .replace("<head>", `<head>${head}`)
    .replace("</body>", `${body}</body>`);
}

/** A disk shows the files of a folder, and not its first page. */
function withIndex(url: string): string {
  if (/^(?:[a-z][a-z+.-]*:|#|\/)/i.test(url)) return url;
  const [path = "", anchor] = url.split("#");
  if (!path.endsWith("/")) return url;
  return `${posix.join(path, "index.html")}${anchor === undefined ? "" : `#${anchor}`}`;
}

/**
 * Runs in the page: loads the modules one after the other, since the last reads what the first says.
 * One of a disk may load none: asking for them would only be refused.
 */
function withHost(modules: readonly string[]): string {
  return `if (location.protocol !== "file:") {
  ${JSON.stringify(modules)}.reduce(
    (before, url) => before.then(() => import(new URL(url, document.baseURI).href)),
    Promise.resolve(),
  );
}`;
}

/** Each text of a script that holds the address gets the real one when it is read. */
function relocatedScript(path: string, script: string): string {
  if (!script.includes(BASE)) return script;
  const { program, errors } = parseSync(path, script, { sourceType: "module" });
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]!.message}`);
  const found: { start: number; end: number }[] = [];
  const note = (node: { start: number; end: number }): void => {
    if (script.slice(node.start, node.end).includes(BASE)) found.push(node);
  };
  new Visitor({
    Literal: note,
    TemplateLiteral: note,
  }).visit(program);
  let result = script;
  for (const { start, end } of found.sort((a, b) => b.start - a.start)) {
    const text = script.slice(start, end);
    const replaced = `(${text}).replaceAll("${BASE}",globalThis.__hptsBase)`;
    result = result.slice(0, start) + replaced + result.slice(end);
  }
  return result;
}
