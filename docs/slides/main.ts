/**
 * The slides' commands.
 *
 *     pnpm slides                        shows them on this machine, anew after every change
 *     pnpm slides:build -o ../talk       writes them, with hand-out and PDF
 *     node --import tsx docs/slides/main.ts screenshots      takes the pictures of screenshots/ again
 *
 * Exit codes: 0 done, 1 the deck cannot be shown, 2 wrong usage.
 */
import { parseArgs } from "node:util";
import { build } from "./cli/build.ts";
import { takeScreenshots } from "./cli/screenshots.ts";
import { serve } from "./cli/serve.ts";
import { SlidesError } from "./compiler/slide.ts";

const HELP = `pnpm slides                       the slides on http://127.0.0.1:4750, anew after every change
pnpm slides --port 8000           at another port; 0: any that is free
pnpm slides:build                 writes dist/slides: index.html, handout.html, slides.json, PDFs
pnpm slides:build -o ../talk      into another folder
pnpm slides:build --no-pdf        without the PDFs, which need Chromium (CHROMIUM_PATH)`;

const VERBS = ["serve", "build", "screenshots"];
const DEFAULT_PORT = "4750";

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof SlidesError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<number> {
  const [verb, ...rest] = process.argv.slice(2);
  const read = readOptions(rest);
  if (typeof read === "string" || !VERBS.includes(verb ?? "")) {
    console.error(typeof read === "string" ? `${read}\n\n${HELP}` : HELP);
    return 2;
  }
  if (read.help) {
    console.log(HELP);
    return 0;
  }
  if (verb === "screenshots") {
    await takeScreenshots();
    return 0;
  }
  if (verb === "build") {
    await build({ out: read.out, hasPdf: !read["no-pdf"] });
    return 0;
  }
  const port = Number(read.port);
  if (!(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    console.error(`--port must be a whole number below 65536, got ${read.port}`);
    return 2;
  }
  await serve({ port });
  return 0;
}

/** Options, or what is wrong with them. */
function readOptions(args: string[]) {
  try {
    return parseArgs({
      // pnpm and npm hand on the "--" that may stand before options.
      args: args.filter((arg) => arg !== "--"),
      options: {
        out: { type: "string", short: "o", default: "dist/slides" },
        port: { type: "string", short: "p", default: DEFAULT_PORT },
        "no-pdf": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    return (error as Error).message;
  }
}
