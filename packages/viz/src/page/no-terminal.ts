/** What a page gets instead of terminal.ts (package.json, "imports"). */

export function playInTerminal(): Promise<void> {
  const message =
    "there is no terminal in a page: register an AnimationHost, or use playOnCanvas()";
  return Promise.reject(new Error(message));
}
