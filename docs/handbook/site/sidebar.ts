/** What stands beside a page: the pages of its part, in the order that README.md of the part has. */
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { DefaultTheme } from "vitepress";
import { linksOf } from "./markdown.ts";
import { placeOf } from "./pages.ts";
import { ROOT } from "./places.ts";

const PARTS = ["tutorials", "how-to", "reference", "explanation", "instructors"] as const;

export function sidebar(): DefaultTheme.SidebarMulti {
  const own = PARTS.map((part): [string, DefaultTheme.SidebarItem[]] => [
    `/${part}/`,
    itemsOf(`docs/handbook/${part}/README.md`),
  ]);
  return Object.fromEntries(own);
}

/** Each heading of the second level is a group of the links below it. */
function itemsOf(file: string): DefaultTheme.SidebarItem[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const [first = "", ...groups] = text.split(/^## /m);
  const title = /^# (.+)$/m.exec(first)?.[1] ?? file;
  const top = { text: title, link: linkTo(placeOf(file)!), items: pagesIn(first, file) };
  return [
    top,
    ...groups.map((group) => ({
      text: group.split("\n", 1)[0]!,
      items: pagesIn(group, file),
    })),
  ].filter(({ items, text: words }) => items.length > 0 || words === title);
}

function pagesIn(text: string, file: string): DefaultTheme.SidebarItem[] {
  return linksOf(text).flatMap(({ isImage, words, target }) => {
    const place = placeOf(posix.join(posix.dirname(file), target));
    const isPage = !isImage && place !== undefined && !/^[a-z]+:|#/.test(target);
    return isPage ? [{ text: words.replaceAll("`", ""), link: linkTo(place) }] : [];
  });
}

function linkTo(place: string): string {
  return `/${place.replace(/\.md$/, ".html")}`;
}
