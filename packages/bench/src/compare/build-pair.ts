/** Both sides of a comparison built, with the inputs that they share. */
import { type BuiltFile, buildSource, SourceError } from "./bundle.ts";
import type { BuiltModule, Pair } from "./peer.ts";

/** A source file, TypeScript or JavaScript. */
export interface Implementation {
  readonly file: string;
  /** @default "default" */
  readonly exportName?: string;
  /** Conditions for `imports` in package.json: "solution" makes #lab/x a lab's reference. */
  readonly conditions?: readonly string[];
}

/** @throws SourceError for a source that does not build, or lacks the function */
export async function buildPair(
  baseline: Implementation,
  candidate: Implementation,
  { inputsFile, isSpread = false }: { readonly inputsFile?: string; readonly isSpread?: boolean },
  dir: string,
): Promise<Pair<BuiltModule>> {
  const building = [
    buildSource(baseline.file, dir, "baseline", baseline.conditions),
    buildSource(candidate.file, dir, "candidate", candidate.conditions),
    inputsFile === undefined ? undefined : buildSource(inputsFile, dir, "inputs"),
  ] as const;
  await Promise.allSettled(building); // or one would still write when the folder is removed
  const [a, b, own] = await Promise.all(building);
  demandExport(a, baseline);
  demandExport(b, candidate);
  const inputs = own ?? [a, b].find(({ exports }) => exports.includes("inputs"));
  const module = (built: BuiltFile, { exportName = "default" }: Implementation): BuiltModule => ({
    file: built.file,
    exportName,
    inputsFile: inputs?.file,
    isSpread,
  });
  return { baseline: module(a, baseline), candidate: module(b, candidate) };
}

function demandExport(built: BuiltFile, { file, exportName = "default" }: Implementation): void {
  if (built.exports.includes(exportName)) return;
  const others = built.exports.filter((name) => name !== "inputs");
  const has = others.length === 0 ? "nothing to call" : others.join(", ");
  const message = `${file} has no export ${exportName}; it exports ${has}`;
  throw new SourceError(message);
}
