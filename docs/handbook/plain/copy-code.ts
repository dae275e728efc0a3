/** The buttons that copy a block of code, on a page of a disk. */

/** How long the button says so; ms. */
const SAID_MS = 2000;

export function addCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>("button.copy")) {
    const code = button.parentElement?.querySelector("pre");
    if (code) button.addEventListener("click", () => void copy(button, code));
  }
}

async function copy(button: HTMLElement, code: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent.trimEnd());
  } catch {
    // Not allowed by this browser: then one key does it.
    getSelection()?.selectAllChildren(code);
    return;
  }
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), SAID_MS);
}
