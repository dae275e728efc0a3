/**
 * "On this page" of a page of a disk: beside the text where there is room, else behind a button. In
 * the places, and with the classes, that VitePress has for them, so that its styles count.
 */
import { expands } from "./expands.ts";

const HEADINGS = ".vp-doc :is(h2, h3)[id]";

export function addOutline(): void {
  const headings = [...document.querySelectorAll<HTMLElement>(HEADINGS)];
  if (headings.length === 0) {
    const top = document.querySelector(".VPLocalNavOutlineDropdown button");
    top?.addEventListener("click", () => scrollTo(0, 0));
    return;
  }
  const aside = document.querySelector(".VPDocAsideOutline");
  const root = aside?.querySelector("ul");
  if (!aside || !root) return;
  fill(root, headings);
  aside.classList.add("has-outline");
  addDropdown(root);
}

/** Headings of the third level go into a list below the one of the second that they follow. */
function fill(root: Element, headings: readonly HTMLElement[]): void {
  let nested: Element | undefined;
  for (const heading of headings) {
    const isInner = heading.localName === "h3" && root.lastElementChild !== null;
    if (isInner && nested === undefined) {
      nested = like(root, "ul", "VPDocOutlineItem nested");
      root.lastElementChild!.append(nested);
    }
    if (!isInner) nested = undefined;
    const item = like(root, "li");
    item.append(linkTo(heading, root));
    (nested ?? root).append(item);
  }
}

function linkTo(heading: HTMLElement, root: Element): HTMLElement {
  const words = heading.cloneNode(true) as HTMLElement;
  words.querySelector(".header-anchor")?.remove();
  const link = like(root, "a", "outline-link") as HTMLAnchorElement;
  link.href = `#${heading.id}`;
  link.title = words.textContent.trim();
  link.textContent = link.title;
  return link;
}

/** In the bar that stays in sight where the text takes the whole width. */
function addDropdown(root: Element): void {
  const bar = document.querySelector(".VPLocalNav");
  const top = bar?.querySelector(".VPLocalNavOutlineDropdown button");
  if (!bar || !top) return;
  const button = like(top, "button");
  const words = like(top, "span", "menu-text");
  words.textContent = "On this page";
  button.append(words, like(top, "span", "vpi-chevron-right icon"));
  const list = root.cloneNode(true) as Element;
  list.className = "VPDocOutlineItem nested";
  const outline = like(top, "div", "outline");
  outline.append(list);
  const items = like(top, "div", "items");
  items.append(outline);
  top.replaceWith(button);
  // VitePress says there how much room the list has, and without its scripts that is none.
  button.parentElement!.removeAttribute("style");
  bar.classList.remove("empty");
  expands(button, (isOpen) => {
    button.classList.toggle("open", isOpen);
    if (isOpen) button.after(items);
    else items.remove();
  });
}

/** An element that the styles of `model`'s component count for: they ask for its attributes. */
function like(model: Element, tag: string, classes = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = classes;
  for (const { name } of model.attributes)
    if (name.startsWith("v-")) element.setAttribute(name, "");
  return element;
}
