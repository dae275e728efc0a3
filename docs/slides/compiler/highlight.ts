/**
 * Code with colours, of light and of dark pages at once: each word carries both as CSS variables
 * (`--shiki-light`, `--shiki-dark`), and the theme says which one counts.
 */
import { createHighlighterCoreSync } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import python from "shiki/langs/python.mjs";
import shell from "shiki/langs/shellscript.mjs";
import typescript from "shiki/langs/typescript.mjs";
import dark from "shiki/themes/github-dark-default.mjs";
import light from "shiki/themes/github-light-high-contrast.mjs";

const NAMES: Readonly<Record<string, string>> = {
  ts: "typescript",
  js: "typescript",
  typescript: "typescript",
  javascript: "typescript",
  python: "python",
  shell: "shellscript",
  sh: "shellscript",
};

const highlighter = createHighlighterCoreSync({
  themes: [light, dark],
  langs: [typescript, python, shell],
  engine: createJavaScriptRegexEngine(),
});

/** @param language as behind a fence; one that is not known gets no colours */
export function highlighted(code: string, language: string): string {
  return highlighter.codeToHtml(code, {
    lang: NAMES[language] ?? "text",
    themes: { light: "github-light-high-contrast", dark: "github-dark-default" },
    defaultColor: false,
  });
}
