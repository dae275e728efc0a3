/** The page a student works beside. What runs in Node; the page itself is in `page/`. */

export { type WhySlowOfOptions, whySlowOf } from "./measure/why-slow-of.ts";
export type { DiffAnswer, Differ } from "./server/routes.ts";
export { startWorkbench, type Workbench, type WorkbenchOptions } from "./server/server.ts";
