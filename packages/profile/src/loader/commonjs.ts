/** Loads CommonJS: `require` finds TypeScript, and what is measured gets the profiler's code. */
import Module from "node:module";
import type { ProgramLoader } from "./program-loader.ts";

interface CompilingModule {
  _compile(code: string, file: string): unknown;
}

type Extension = (module: CompilingModule, file: string) => unknown;

/** Parts of Node's module loader that are not in its types. */
interface ModuleInternals {
  readonly _extensions: Record<string, Extension | undefined>;
}

/** @param frame runs a file's own code */
export function hookCommonJs(
  loader: ProgramLoader,
  frame: (moduleId: number, run: () => unknown) => unknown,
): void {
  const { _extensions: extensions } = Module as unknown as ModuleInternals;
  const plain = extensions[".js"] as Extension;
  for (const suffix of [".js", ".cjs", ".ts", ".cts", ".mts", ".tsx"]) {
    const before = extensions[suffix] ?? plain;
    extensions[suffix] = (module, file) => {
      if (!loader.isOurs(file)) return before(module, file);
      const { code, kind, instrumented } = loader.loadSync(file, /\.([cm]?ts|tsx)$/.test(file));
      // An ES module in JavaScript: Node says what it says of such files.
      if (kind === "module") return before(module, file);
      const run = (): unknown => module._compile(code, file);
      return instrumented === undefined ? run() : frame(instrumented.moduleId, run);
    };
  }
}
