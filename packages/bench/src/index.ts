/** Timing that can be trusted: so far its statistics. */
export { medianInterval } from "./stats/bootstrap.ts";
export { MAD_TO_SIGMA, mad, median } from "./stats/order.ts";
export { type Summary, summarize } from "./stats/summary.ts";
