/** Writes the slides into a folder: pages that work from a disk and below any address. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { slidesOf } from "../compiler/deck.ts";
import { minutesOf } from "../compiler/presentation.ts";
import { buildSite } from "../compiler/site.ts";
import { writePdfs } from "./pdf.ts";
import { printWarnings } from "./warnings.ts";

export interface BuildOptions {
  /** Folder; relative to the working folder. */
  readonly out: string;
  readonly hasPdf: boolean;
}

export async function build({ out, hasPdf }: BuildOptions): Promise<void> {
  const { deck, files } = buildSite();
  printWarnings(deck.warnings);
  const folder = resolve(out);
  for (const [path, content] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const bytes = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  const slides = slidesOf(deck).length;
  console.log(
    `${slides} slides, ${minutesOf(deck)} minutes, ${(bytes / 1024).toFixed(0)} KiB: ${join(out, "index.html")}`,
  );
  if (hasPdf) await writePdfs(folder);
}
