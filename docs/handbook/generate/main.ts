/** `pnpm docs:reference [page]`: writes the pages that are made from the code. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HANDBOOK } from "../site/places.ts";
import { GENERATED, generated } from "./pages.ts";

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : GENERATED.keys()) {
  writeFileSync(join(HANDBOOK, "reference", name), generated(name));
  console.log(`docs/handbook/reference/${name}`);
}
