/**
 * What npm has kept for itself; `hpts` is called through npm as well, and looks for the same. By
 * path, because before the installation there is no package to import by its name.
 */
export { optionsTakenByNpm } from "../../packages/cli/bin/swallowed.mjs";
