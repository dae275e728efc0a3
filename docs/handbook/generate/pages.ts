/** The pages of the reference that are made from the code: path in docs/handbook/reference -> text. */
import { apiPage, ENTRIES } from "./api.ts";
import { cliPage } from "./cli.ts";
import { errorCodesPage } from "./error-codes.ts";
import { exitCodesPage } from "./exit-codes.ts";
import { formatsPage } from "./formats.ts";
import { labJsonPage } from "./lab-json.ts";

export const GENERATED: ReadonlyMap<string, () => string> = new Map([
  ["cli.md", cliPage],
  ["exit-codes.md", exitCodesPage],
  ["error-codes.md", errorCodesPage],
  ["lab-json.md", labJsonPage],
  ["formats.md", formatsPage],
  ...Object.keys(ENTRIES).map((name): [string, () => string] => [
    `api/${name}.md`,
    () => apiPage(name),
  ]),
]);

/** Stands at the top of each. */
const MARK =
  "<!-- Made from the code by `pnpm docs:reference`: change the code, not this page. -->\n\n";

/** The page as it has to be. @param name a key of GENERATED */
export function generated(name: string): string {
  return MARK + GENERATED.get(name)!();
}
