/** The default theme with the system's fonts, and experiments that run in the page. */
import { type Theme, withBase } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { startExperiment } from "../../plain/start-experiment.ts";
import "./style.css";

const running = new WeakMap<HTMLElement, AbortController>();

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
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
