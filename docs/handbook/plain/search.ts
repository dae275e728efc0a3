/** Search for pages of a disk: all words must occur; titles count more than text. */
import type { Section } from "../site/plain-files.ts";

declare global {
  var hptsSections: readonly Section[] | undefined;
}

const MOST = 20;

/** @param base the site's address, with "/" at its end */
export function openSearch(base: string): void {
  const dialog = document.createElement("dialog");
  dialog.className = "plain-search";
  dialog.innerHTML =
    '<label>Search <input type="search"></label><ul aria-live="polite"></ul><form method="dialog"><button>Close</button></form>';
  const input = dialog.querySelector("input")!;
  const list = dialog.querySelector("ul")!;
  input.addEventListener("input", () => {
    list.replaceChildren(...found(input.value).map((section) => item(section, base)));
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
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const scored = (globalThis.hptsSections ?? []).flatMap((section) => {
    const [title, text] = [section[1].toLowerCase(), section[2].toLowerCase()];
    if (!words.every((word) => title.includes(word) || text.includes(word))) return [];
    return [{ section, score: words.filter((word) => title.includes(word)).length }];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ section }) => section);
}

function item([url, title, words]: Section, base: string): HTMLElement {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = base + url;
  link.textContent = title;
  entry.append(link, ` ${words.slice(0, 120)}`);
  return entry;
}
