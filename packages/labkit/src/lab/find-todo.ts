/** Where a file marks the work of an exercise: the call `todo("M4: ...")`, on one line or several. */
export function findTodo(
  text: string,
  exerciseId: string,
): { line: number; column: number } | undefined {
  const found = new RegExp(`\\btodo\\(\\s*["'\`]${exerciseId}: `).exec(text);
  if (found === null) return undefined;
  const before = text.slice(0, found.index).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
