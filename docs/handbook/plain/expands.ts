/** A button that opens something, and closes it again: also Escape does, and a click elsewhere. */

/**
 * @param button gets `aria-expanded`, and the focus when Escape closes what it opened
 * @param inside what a click does not close
 */
export function expands(
  button: Element,
  show: (isOpen: boolean) => void,
  inside: Element = button,
): void {
  let isOpen = false;
  const set = (next: boolean): void => {
    isOpen = next;
    button.setAttribute("aria-expanded", String(isOpen));
    show(isOpen);
  };
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => set(!isOpen));
  document.addEventListener("click", ({ target }) => {
    const isElsewhere = ![button, inside].some((own) => own.contains(target as Node));
    if (isOpen && isElsewhere) set(false);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !isOpen) return;
    set(false);
    (button as HTMLElement).focus();
  });
}
