/** For checks of exercises whose answer is TypeScript in a string: what it is as JavaScript. */
import { type TransformFailure, transform } from "esbuild";

/**
 * Takes the types away, and writes in one way what may be written in several: strings in double
 * quotes, each statement of the top level at the beginning of a line. Imports stay.
 *
 * @throws SyntaxError if it does not parse
 */
export async function toJavaScript(typeScript: string): Promise<string> {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };
  try {
    const options = { loader: "ts", charset: "utf8", logLevel: "silent", tsconfigRaw } as const;
    return (await transform(typeScript, options)).code;
  } catch (cause) {
    const [first] = (cause as Partial<TransformFailure>).errors ?? [];
    if (first === undefined) throw cause;
    throw new SyntaxError(first.text, { cause });
  }
}
