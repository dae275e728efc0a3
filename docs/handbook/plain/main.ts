/**
 * A page of a disk may load no modules, so VitePress's own scripts do not run there: what it lacks
 * then, this gives it: menus, "on this page", search, the switch between light and dark, buttons that
 * copy, and experiments. Where there is a host, it does nothing.
 */
import { addCopyButtons } from "./copy-code.ts";
import { addMenus } from "./menus.ts";
import { addOutline } from "./outline.ts";
import { openSearch } from "./search.ts";
import { startExperiment } from "./start-experiment.ts";

declare global {
  var __hptsBase: string;
}

if (location.protocol === "file:") {
  const base = `file://${globalThis.__hptsBase}`;
  for (const button of document.querySelectorAll(".DocSearch-Button")) {
    button.addEventListener("click", () => openSearch(base));
  }
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement;
    if ((event.key === "/" && !isTyping) || (event.key === "k" && event.ctrlKey)) {
      event.preventDefault();
      openSearch(base);
    }
  });
  for (const button of document.querySelectorAll<HTMLElement>(".VPSwitchAppearance")) {
    button.title = "Switch between light and dark";
  }
  addMenus();
  addOutline();
  addCopyButtons();
  // Also of the one in a menu that is not yet open.
  document.addEventListener("click", ({ target }) => {
    if (!(target as Element).closest(".VPSwitchAppearance")) return;
    const isDark = document.documentElement.classList.toggle("dark");
    localStorage.setItem("vitepress-theme-appearance", isDark ? "dark" : "light");
  });
  const page = new AbortController();
  for (const host of document.querySelectorAll<HTMLElement>("[data-experiment]")) {
    void startExperiment(host, `${base}experiments/`, page.signal);
  }
}
