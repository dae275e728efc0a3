/** The content lint. Apart from `lab`, because it runs the labs' tests and loads vitest. */
export type { Fault } from "./lint/fault.ts";
export { checkLeaks } from "./lint/leaks.ts";
export { checkLinks } from "./lint/links.ts";
export { type LabLint, lintLab, lintPages, lintRecord } from "./lint/lint.ts";
