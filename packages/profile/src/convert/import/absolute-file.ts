import { resolve } from "node:path";

/**
 * Files as the model has them: absolute. "node:fs" and other addresses stay what they are, and so
 * does "".
 *
 * @param cwd folder to which a file of a profile is relative
 */
export function absoluteFile(file: string, cwd: string): string {
  const isPath = file !== "" && cwd !== "" && !/^[a-z][a-z+.-]+:/.test(file);
  return isPath ? resolve(cwd, file) : file;
}
