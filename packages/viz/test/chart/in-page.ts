/** What runs in the browser: bundled into one script by page.test.ts. */

import type { Chart } from "../../src/chart/model.ts";
import { type MountedChart, type MountOptions, mountChart } from "../../src/chart/page/index.ts";

export interface ChartPage {
  mounted?: MountedChart;
  mount(chart: Chart, options?: MountOptions): void;
}

const chartPage: ChartPage = {
  mount(chart, options = {}) {
    chartPage.mounted = mountChart(document.querySelector("#host")!, chart, options);
  },
};

Object.assign(globalThis, { chartPage });
