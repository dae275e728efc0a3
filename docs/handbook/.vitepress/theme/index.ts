/** The default theme with the system's fonts, and experiments that run in the page. */
import { type Theme, withBase } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { startExperiment } from "../../plain/start-experiment.ts";
import "./style.css";

/**
 * Each page is loaded as a whole, as from a disk. What VitePress would need to change one page into
 * another is as large as the pages, and is left out of the built site.
 */
function loadWhole(to: string): boolean {
  const url = new URL(to, location.href);
  const page = (path: string): string => path.replace(/index\.html$/, "");
  if (page(url.pathname) === page(location.pathname)) return true;
  location.assign(url);
  return false;
}

const running = new WeakMap<HTMLElement, AbortController>();

export default {
  extends: DefaultTheme,
  enhanceApp({ app, router }) {
    if (!import.meta.env.DEV && !import.meta.env.SSR) router.onBeforeRouteChange = loadWhole;
    app.directive("experiment", {
      mounted(host: HTMLElement) {
        const gone = new AbortController();
        running.set(host, gone);
        void startExperiment(host, withBase("/experiments/"), gone.signal);
      },
      unmounted(host: HTMLElement) {
        running.get(host)?.abort();
      },
    });
  },
} satisfies Theme;
