/** Shows an animation in a page, on this machine only. In Node. */
export type { Entry } from "./bundle.ts";
export { type ServedAnimation, type ServeOptions, serveAnimation } from "./server.ts";
