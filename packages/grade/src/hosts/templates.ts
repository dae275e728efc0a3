/** Files that an instructor copies, from `templates/` of this package. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Name -> what it is for, and where it goes. */
export const TEMPLATES = {
  grade:
    "GitHub Actions: collect, shards, merge; .github/workflows/grade.yml of a private repository",
  feedback: "GitHub Actions on push, advisory; .github/workflows/feedback.yml for students",
} as const;

export type TemplateName = keyof typeof TEMPLATES;

export function templateText(name: TemplateName): string {
  return packageFile(`${name}.yml`);
}

/** @param path below `templates/` */
export function packageFile(path: string): string {
  return readFileSync(require.resolve(`@hpts/grade/templates/${path}`), "utf8");
}
