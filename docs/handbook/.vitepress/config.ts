/** The site's settings; what it reads is made by site/stage.ts. */
import { defineConfig, type MarkdownOptions } from "vitepress";
import { codeColors } from "../site/code-colors.ts";
import { slugOf } from "../site/markdown.ts";
import { BASE } from "../site/relocate.ts";
import { searchedText } from "../site/searched-text.ts";
import { sidebar } from "../site/sidebar.ts";
import { slidesBeside } from "../site/slides-beside.ts";

type ShikiTransformer = NonNullable<MarkdownOptions["codeTransformers"]>[number];

/** A particle on its circle. */
const ICON =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='7' cy='9' r='6' fill='none' stroke='#5db4ea' stroke-width='2'/><circle cx='11' cy='4' r='4' fill='#c2410c'/></svg>";

export default defineConfig({
  title: "High-Performance TypeScript",
  description: "Handbook of the course: tutorials, how-to, reference, explanation",
  lang: "en",
  // Else browsers ask for /favicon.ico, which may be another site's.
  head: [["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  base: process.env["HPTS_DOCS_DEV"] === undefined ? BASE : "/",
  srcDir: ".hpts/pages",
  outDir: ".hpts/built",
  cacheDir: ".hpts/cache",
  // Its own check does not know files that are no pages: test/handbook/links.test.ts does.
  ignoreDeadLinks: true,
  router: { prefetchLinks: false },
  // What is the same in all pages stands once: in each of them it was an eighth of the site.
  metaChunk: true,
  markdown: { anchor: { slugify: slugOf }, codeTransformers: [codeColors as ShikiTransformer] },
  vite: {
    plugins: [slidesBeside()],
    // Files of the course are watched by site/dev.ts.
    build: { chunkSizeWarningLimit: 2000 },
    logLevel: "warn",
  },
  themeConfig: {
    nav: [
      { text: "Tutorials", link: "/tutorials/index.html" },
      { text: "How-to", link: "/how-to/index.html" },
      { text: "Reference", link: "/reference/index.html" },
      { text: "Explanation", link: "/explanation/index.html" },
      { text: "Instructors", link: "/instructors/index.html" },
      // Files beside the pages, which the router does not know.
      { text: "Slides", link: "/slides/index.html", target: "_self" },
    ],
    sidebar: sidebar(),
    outline: { level: [2, 3], label: "On this page" },
    search: {
      provider: "local",
      options: {
        _render: (text, env, md) => md.render(searchedText(env.relativePath, text), env),
        miniSearch: {
          searchOptions: {
            // Runs in the page. A page counts more than a part of one, lists of names come last.
            boostDocument: (id: string, _: string, { titles }: { titles?: string[] } = {}) =>
              (titles?.length === 0 ? 2.5 : 1) * (/reference\/(api\/|claims)/.test(id) ? 0.3 : 1),
          },
        },
      },
    },
    docFooter: { prev: "Before", next: "Next" },
    externalLinkIcon: true,
  },
});
