/** Walks the syntax tree of a file. */

export type Node = Readonly<Record<string, unknown>>;

/** Calls `onNode` with every node, the outer ones first. */
export function visit(value: unknown, onNode: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, onNode);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const node = value as Node;
  if (typeof node["type"] === "string") onNode(node);
  for (const child of Object.values(node)) visit(child, onNode);
}
