/**
 * Who may import whom. The table is the one of docs/architecture.md; everything that is not in it
 * is a violation: an arrow between packages, an import past a package's exports, a cycle.
 */
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { importsOf } from "@hpts/labkit/imports";
import { filesBelow, isSource, workspaceOf } from "./sources.ts";

/** Package -> the packages that it may import; `types` only where nothing is loaded at run time. */
const ALLOWED: Readonly<Record<string, { code: readonly string[]; types?: readonly string[] }>> = {
  core: { code: [] },
  bench: { code: [] },
  profile: { code: [] },
  labkit: { code: [] },
  viz: { code: [], types: ["bench", "profile"] },
  grade: { code: ["labkit", "bench", "profile"] },
  workbench: { code: ["core", "bench", "profile", "viz", "labkit"] },
  cli: { code: ["core", "bench", "profile", "viz", "labkit", "grade", "workbench"] },
};
const ALLOWED_IN_LABS = ["core", "bench", "profile", "viz", "labkit"];
const ALLOWED_IN_DOCS = ["core", "bench", "profile", "viz", "labkit"];
const ALLOWED_IN_TOOLS = ["core", "bench", "profile", "viz", "labkit"];

/**
 * Node 20 cannot load a workspace package's TypeScript from vitest.config.ts, so these settings are
 * imported by path; vite bundles them.
 */
const SETTINGS_BY_PATH = ["packages/labkit/src/run/vitest-config.ts", "vitest.package.ts"];

/** Read before the installation, when there is no package to import by its name. */
const BEFORE_INSTALLATION: Readonly<Record<string, string>> = {
  "tools/bootstrap/npm-options.mjs": "packages/cli/bin/swallowed.mjs",
};

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** @param root the folder with packages/, labs/, docs/ and tools/ */
export function checkArrows(root: string): Violation[] {
  const files = filesBelow(root).filter(
    (file) => isSource(file) && workspaceOf(file) !== undefined,
  );
  const graph = new Map<string, string[]>();
  const violations = files.flatMap((file) => {
    const imports = importsOf(file, readFileSync(join(root, file), "utf8"));
    const local = imports.filter(
      ({ specifier, typeOnly }) => specifier.startsWith(".") && !typeOnly,
    );
    graph.set(
      file,
      local.map(({ specifier }) => resolveFrom(file, specifier)),
    );
    return imports.flatMap((one): Violation[] => {
      const message = one.specifier.startsWith(".")
        ? relativeProblem(file, one.specifier)
        : packageProblem(file, one.specifier, one.typeOnly);
      return message === undefined ? [] : [{ file, line: one.line, message }];
    });
  });
  return [...violations, ...dependencyProblems(root), ...cycles(graph)];
}

function resolveFrom(file: string, specifier: string): string {
  return normalize(join(dirname(file), specifier)).replaceAll("\\", "/");
}

/** An import by path must stay in its own workspace. */
function relativeProblem(file: string, specifier: string): string | undefined {
  const target = resolveFrom(file, specifier);
  if (workspaceOf(target) === workspaceOf(file)) return undefined;
  const isSettings = file.endsWith("/vitest.config.ts") && SETTINGS_BY_PATH.includes(target);
  const isEarly = BEFORE_INSTALLATION[file] === target;
  return isSettings || isEarly
    ? undefined
    : `reaches into ${target}; import the package by its name`;
}

function packageProblem(file: string, specifier: string, typeOnly: boolean): string | undefined {
  const [, target, rest = ""] = /^@hpts\/([^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
  const workspace = workspaceOf(file);
  if (target === undefined || workspace === undefined) return undefined;
  if (workspace === `packages/${target}`) return "imports its own package by name; use a path";
  if (rest.startsWith("src")) return `reaches past the exports of @hpts/${target}`;
  if (allowedFor(workspace).code.includes(target)) return undefined;
  if (typeOnly && allowedFor(workspace).types?.includes(target)) return undefined;
  return `${workspace} must not import @hpts/${target}`;
}

function allowedFor(workspace: string): { code: readonly string[]; types?: readonly string[] } {
  if (workspace === "docs") return { code: ALLOWED_IN_DOCS };
  if (workspace === "tools") return { code: ALLOWED_IN_TOOLS };
  if (workspace.startsWith("labs/")) return { code: ALLOWED_IN_LABS };
  return ALLOWED[workspace.slice("packages/".length)] ?? { code: [] };
}

/** What package.json declares must be allowed too, and every package must be in the table. */
function dependencyProblems(root: string): Violation[] {
  const manifests = filesBelow(root).filter((file) =>
    /^(packages|labs)\/[^/]+\/package\.json$|^(docs|tools)\/package\.json$/.test(file),
  );
  return manifests.flatMap((file) => {
    const workspace = workspaceOf(file)!;
    const json = JSON.parse(readFileSync(join(root, file), "utf8")) as Record<
      string,
      object | undefined
    >;
    const name = workspace.slice("packages/".length);
    const isUnknown = workspace.startsWith("packages/") && !Object.hasOwn(ALLOWED, name);
    const unknown = isUnknown ? [`${workspace} is not in the table of tools/src/arrows.ts`] : [];
    const declared = ["dependencies", "devDependencies", "peerDependencies"].flatMap((field) =>
      Object.keys(json[field] ?? {}),
    );
    const wrong = declared
      .filter((dependency) => dependency.startsWith("@hpts/") || dependency.startsWith("lab-"))
      .filter((dependency) => {
        const { code, types = [] } = allowedFor(workspace);
        return ![...code, ...types].includes(dependency.slice("@hpts/".length));
      })
      .map((dependency) => `${workspace} must not depend on ${dependency}`);
    return [...unknown, ...wrong].map((message) => ({ file, line: 1, message }));
  });
}

/** Files that import each other in a circle, at run time; each circle once. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): Violation[] {
  const found: Violation[] = [];
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = [...path.slice(at), file].join(" -> ");
      found.push({ file, line: 1, message: `import cycle: ${circle}` });
      return;
    }
    if (finished.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}
