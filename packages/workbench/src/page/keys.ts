/** Single keys, as in the terminal's watcher. They never fire while somebody types. */

export interface Binding {
  readonly key: string;
  /** What it does, for the list of keys. */
  readonly does: string;
  readonly run: () => void;
}

const bindings: Binding[] = [];

/** The keys there are now; bound before what they do is seen. @returns what takes these away again */
export function bind(added: readonly Binding[]): () => void {
  bindings.push(...added);
  return () => {
    for (const one of added) bindings.splice(bindings.indexOf(one), 1);
  };
}

export function currentBindings(): readonly Binding[] {
  return bindings;
}

/** The latest binding of a key is in force. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target)) return;
  const binding = bindings.findLast(({ key }) => key === event.key);
  if (binding === undefined) return;
  event.preventDefault();
  binding.run();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector("dialog[open]") !== null) return true;
  if (target instanceof HTMLInputElement)
    return !["range", "checkbox", "radio"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}
