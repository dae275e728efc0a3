import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A hash of every kernel source in the folder, line ends aside. */
export function sourceHash(folder) {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".ts")) continue;
    hash.update(`${name}\n${readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n")}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}
