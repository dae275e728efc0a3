/** What TypeScript's programs import, and Node alone does not find. */
import { extname } from "node:path";

const TYPED: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
  ".jsx": [".tsx"],
  "": [".ts", ".tsx", "/index.ts"],
};

/** "./area.js" may be area.ts; so may "./area". */
export function candidates(specifier: string, parentUrl: string | undefined): string[] {
  if (!/^(\.{1,2}\/|\/|file:)/.test(specifier) || parentUrl?.includes("/node_modules/")) return [];
  const suffix = extname(specifier);
  const known = TYPED[suffix] ?? TYPED[""] ?? [];
  const stem =
    TYPED[suffix] === undefined ? specifier : specifier.slice(0, specifier.length - suffix.length);
  return known.map((typed) => stem + typed);
}
