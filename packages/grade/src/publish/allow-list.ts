/**
 * What students are given. Everything that is not named here stays with the instructor: a file that
 * somebody adds tomorrow is not handed out by accident.
 */

/** Of the repository's own folder. */
const ROOT_FILES = [
  ".editorconfig",
  ".gitattributes",
  ".gitignore",
  ".npmrc",
  "LICENSE",
  "README.md",
  "biome.json",
  "package.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "tsconfig.base.json",
  "tsconfig.package.json",
  "turbo.json",
];

/** Packages that are the instructor's alone. */
export const KEPT_PACKAGES: readonly string[] = ["grade"];

/** Where the rest of a kept package would be missed, this stands instead: see student-texts.ts. */
export const GRADE_COMMAND = "packages/cli/src/grade-command.ts";

const HANDED_OUT = [
  /^tools\/(task\.mjs|package\.json|bootstrap\/[^/]+\.mjs)$/,
  /^packages\/[^/]+\/(package\.json|README\.md|tsconfig\.json|lab\.schema\.json)$/,
  /^packages\/[^/]+\/(src|runtime|bin|styles)\//,
  /^labs\/[^/]+\/(README\.md|lab\.json|pristine\.json|package\.json|tsconfig\.json)$/,
  /^labs\/[^/]+\/(vitest\.config|live)\.ts$/,
  /^labs\/[^/]+\/(starter|tests|hints|speed|programs|picture)\//,
  /^docs\/[^/]+\.png$/,
  // Figures in the labs' texts are links to it.
  /^docs\/handbook\/reference\/claims\.md$/,
];

const KEPT = [
  new RegExp(`^packages/(${KEPT_PACKAGES.join("|")})/`),
  /^packages\/cli\/src\/commands\/grade\//,
  /^packages\/cli\/src\/grade-(?!command\.ts$)/,
  /\.authors\.ts$/,
  // What makes files of tests out of others, and may know the solutions.
  /^labs\/[^/]+\/tests\/.*\/make[-_][^/]+$/,
];

/** Parts of paths that are never handed out, however they came into the list above. */
export const FORBIDDEN: readonly RegExp[] = [
  /(^|\/)(solution|wrong|hidden|marking|node_modules|\.git|\.ci|\.github|\.hpts)(\/|$)/,
  /(^|\/)(NOTES|CONTRIBUTING|CHANGELOG)\.md$/,
  /^packages\/[^/]+\/test\//,
  /^docs\/(decisions|measurements)\//,
];

/** @param released labs whose solutions students may have by now */
export function isHandedOut(path: string, released: readonly string[] = []): boolean {
  if (isReleased(path, released)) return true;
  if (KEPT.some((pattern) => pattern.test(path))) return false;
  return ROOT_FILES.includes(path) || HANDED_OUT.some((pattern) => pattern.test(path));
}

export function isForbidden(path: string, released: readonly string[] = []): boolean {
  return !isReleased(path, released) && FORBIDDEN.some((pattern) => pattern.test(path));
}

function isReleased(path: string, released: readonly string[]): boolean {
  return released.some((lab) => path.startsWith(`labs/${lab}/solution/`));
}
