/** Grading elsewhere: what GitHub Actions, Classroom 50 and Gradescope need to run our commands. */
export { classroom50Tests } from "./classroom50.ts";
export { type BundleOptions, gradescopeBundle } from "./gradescope.ts";
export { TEMPLATES, type TemplateName, templateText } from "./templates.ts";
