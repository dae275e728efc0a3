/** `pnpm run docs`: the handbook while one writes it, on this machine only; pages follow their files. */
import { mkdirSync, watch, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createServer } from "vitepress";
import { experimentScripts } from "./experiment-scripts.ts";
import { pageFiles } from "./pages.ts";
import { HANDBOOK, ROOT, STAGED } from "./places.ts";
import { type Staged, stage } from "./stage.ts";
import { writeStaged } from "./write-staged.ts";

process.env["HPTS_DOCS_DEV"] = "1";
let shown = await writeStaged(ROOT);
const server = await createServer(HANDBOOK, { host: "127.0.0.1" });
await server.listen();
// Vite's own words are left out with its news of every file.
console.log(server.resolvedUrls?.local[0]);

let timer: NodeJS.Timeout | undefined;
const folders = new Set([
  ...pageFiles(ROOT).map((file) => dirname(join(ROOT, file))),
  join(HANDBOOK, "experiments"),
]);
for (const folder of folders) {
  // An editor saves in several events.
  watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), 50);
  });
}

async function update(): Promise<void> {
  try {
    const next: Staged = stage(ROOT);
    for (const [path, text] of await experimentScripts()) next.set(`public/${path}`, text);
    for (const [path, content] of next) {
      if (`${shown.get(path)}` === `${content}`) continue;
      const file = join(STAGED, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    shown = next;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}
