/**
 * Import statements cannot stand in a session's code, and `import()` would not know where from: both
 * become calls of the session's own loader.
 *
 * The code is esbuild's, not a person's: statements of the top level begin at the first column.
 * Strings, templates and comments are passed over. An `import()`
 * inside a template's `${}` is not found.
 */
const PASSED_OVER =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|\/\/.*|\/\*[\s\S]*?\*\//.source;
const STATEMENT = /^import\s+(?:([^"';]*?)\s+from\s+)?("(?:\\.|[^"\\\n])*")[^;\n]*;/.source;
const CALL = /(?<![.\w$])import\s*(?=\()/.source;
const TOKEN = new RegExp(`${STATEMENT}|${CALL}|${PASSED_OVER}`, "gm");
/**
 * @param loader the object whose `import(specifier)` loads a module
 * @returns also the import statements by themselves, as they now are
 */
export function rewriteImports(code: string, loader: string): { code: string; imports: string[] } {
  const imports: string[] = [];
  const rewritten = code.replace(
    TOKEN,
    (token: string, names: string | undefined, specifier: string | undefined) => {
      if (specifier === undefined) return token.startsWith("import") ? `${loader}.import` : token;
      const statement = importStatement(names ?? "", specifier, loader);
      imports.push(statement);
      return statement + token.replaceAll(/[^\n]/g, ""); // later lines stay where they are
    },
  );
  return { code: rewritten, imports };
}

function importStatement(names: string, specifier: string, loader: string): string {
  const namespace = /\*\s+as\s+([\w$]+)/.exec(names)?.[1];
  const named = /\{([^}]*)\}/.exec(names)?.[1] ?? "";
  const main = /^([\w$]+)/.exec(names)?.[1];
  const picks = named
    .split(",")
    .map((part) => part.trim().split(/\s+as\s+/))
    .filter(([from]) => from !== "")
    .map(([from = "", to = from]) => ({ from, to }));
  if (main !== undefined) picks.unshift({ from: "default", to: main });
  const wanted = picks.map(({ from }) => (from.startsWith('"') ? from : `"${from}"`));
  const args = wanted.length > 0 ? `${specifier}, [${wanted.join(", ")}]` : specifier;
  const loaded = `await ${loader}.import(${args})`;
  const pattern = `{ ${picks.map(({ from, to }) => `${from}: ${to}`).join(", ")} }`;
  if (namespace !== undefined) {
    return `var ${namespace} = ${loaded}${picks.length > 0 ? `, ${pattern} = ${namespace}` : ""};`;
  }
  return picks.length > 0 ? `var ${pattern} = ${loaded};` : `void (${loaded});`;
}
