/** Charts in a page: `@hpts/viz/chart-page`. Uses the DOM; for browsers only. */
export { type MountedChart, type MountOptions, mountChart } from "./mount.ts";
