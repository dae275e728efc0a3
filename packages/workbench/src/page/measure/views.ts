/** What is too large for the page's first load: a module of its own, `/views.js`. */
export { mountChart } from "@hpts/viz/chart-page";
export { mountProfile } from "@hpts/viz/profile-page";
