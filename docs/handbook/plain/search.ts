/**
 * Search for pages of a disk: all words must occur. A title counts more than text, a whole word more
 * than a part of one, a page more than a part of it; lists of names come last.
 */
import type { Section } from "../site/plain-files.ts";

declare global {
  var hptsSections: readonly Section[] | undefined;
}

const MOST = 20;
/** Letters of an excerpt, and of them before the word. */
const SHOWN = 140;
const BEFORE = 40;

/** @param base the site's address, with "/" at its end */
export function openSearch(base: string): void {
  const dialog = document.createElement("dialog");
  dialog.className = "plain-search";
  dialog.innerHTML =
    '<label>Search <input type="search"></label><ul aria-live="polite"></ul><form method="dialog"><button>Close</button></form>';
  const input = dialog.querySelector("input")!;
  const list = dialog.querySelector("ul")!;
  input.addEventListener("input", () => {
    list.replaceChildren(...found(input.value).map((section) => item(section, input.value, base)));
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  if (globalThis.hptsSections === undefined) {
    const script = document.createElement("script");
    script.src = `${base}plain-search.js`;
    script.addEventListener("load", () => input.dispatchEvent(new Event("input")));
    document.head.append(script);
  }
}

function found(query: string): readonly Section[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const scored = (globalThis.hptsSections ?? []).flatMap((section) => {
    const [title, text] = [section[1].toLowerCase(), section[2].toLowerCase()];
    if (!words.every((word) => title.includes(word) || text.includes(word))) return [];
    return [{ section, score: scoreOf(section[0], title, words) }];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ section }) => section);
}

function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function scoreOf(url: string, title: string, words: readonly string[]): number {
  const whole = title.split(/[^\p{L}\p{N}]+/u);
  const points = words.map((word) => Number(title.includes(word)) + Number(whole.includes(word)));
  const sum = points.reduce((before, next) => before + next, 0);
  const isPage = !url.includes("#");
  return sum * (isPage ? 1.5 : 1) - (/^reference\/(api\/|claims)/.test(url) ? words.length : 0);
}

function item(section: Section, query: string, base: string): HTMLElement {
  const [url, title, words] = section;
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = base + url;
  const page = url.split("#")[0];
  const pageTitle = globalThis.hptsSections?.find(([other]) => other === page)?.[1] ?? title;
  link.textContent = title === pageTitle ? title : `${pageTitle}: ${title}`;
  entry.append(link, ` ${excerpt(words, wordsOf(query))}`);
  return entry;
}

/** What stands around the first of the words that is in the text. */
function excerpt(text: string, words: readonly string[]): string {
  const small = text.toLowerCase();
  const hit = Math.max(
    0,
    Math.min(...words.map((word) => small.indexOf(word)).filter((at) => at >= 0)),
  );
  const start = hit > BEFORE && Number.isFinite(hit) ? text.indexOf(" ", hit - BEFORE) + 1 : 0;
  const shown = text.slice(start, start + SHOWN);
  return `${start > 0 ? "… " : ""}${shown}${start + SHOWN < text.length ? "…" : ""}`;
}
