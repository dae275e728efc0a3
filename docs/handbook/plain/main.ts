/**
 * A page of a disk may load no modules, so VitePress's own scripts do not run there: what it lacks
 * then, this gives it: search, the switch between light and dark, and experiments. Where there is a
 * host, it does nothing.
 */
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
    button.addEventListener("click", () => {
      const isDark = document.documentElement.classList.toggle("dark");
      localStorage.setItem("vitepress-theme-appearance", isDark ? "dark" : "light");
    });
  }
  const page = new AbortController();
  for (const host of document.querySelectorAll<HTMLElement>("[data-experiment]")) {
    void startExperiment(host, `${base}experiments/`, page.signal);
  }
}
