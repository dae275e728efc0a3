/** What a page gets instead of save.ts: it has no files to write (package.json, "imports"). */

export function saveFigure(): Promise<void> {
  return refuse();
}

export function saveAnimation(): Promise<void> {
  return refuse();
}

function refuse(): Promise<never> {
  const message = "save() writes files, and a page has none: call it in Node, or: hpts animate -o";
  return Promise.reject(new Error(message));
}
