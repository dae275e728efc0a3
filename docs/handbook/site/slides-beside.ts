/**
 * The slides below the handbook while one writes it: made anew whenever one of their pages is loaded. What
 * is built has them as files.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vitepress";
import { answer, siteOrProblem } from "../../slides/cli/answer.ts";
import type { Site } from "../../slides/compiler/site.ts";

/** A plugin of Vite's. */
export function slidesBeside(): Plugin {
  let site: Site | string | undefined;
  return {
    name: "hpts:slides",
    apply: "serve",
    configureServer({ middlewares }) {
      middlewares.use("/slides", (request: IncomingMessage, response: ServerResponse) => {
        const { pathname } = new URL(request.url ?? "/", "http://localhost");
        const path = pathname === "/" ? "index.html" : pathname.slice(1);
        if (site === undefined || path.endsWith(".html")) site = siteOrProblem();
        answer(response, path, site, "");
      });
    },
  };
}
