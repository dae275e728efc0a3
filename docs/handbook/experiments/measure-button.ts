/** A button that measures, and a place for what it says; measuring begins when somebody asks. */

/** @param measure gives lines of text; waits now and then, so that the page stays alive */
export function measureButton(
  host: HTMLElement,
  label: string,
  measure: (show: (lines: readonly string[]) => void) => Promise<void>,
): () => void {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  const result = document.createElement("pre");
  result.setAttribute("aria-live", "polite");
  result.tabIndex = 0;
  result.hidden = true;
  const show = (lines: readonly string[]): void => {
    result.hidden = false;
    result.textContent = lines.join("\n");
  };
  button.addEventListener("click", () => {
    button.disabled = true;
    measure(show)
      .catch((error: unknown) => show([String(error)]))
      .finally(() => {
        button.disabled = false;
      });
  });
  host.append(button, result);
  return () => host.replaceChildren();
}

/** Lets the page draw, and answer. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Milliseconds of `work`; the best of a few, since noise only adds. */
export function bestMs(work: () => number, repeats = 5): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    used += work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Results go here, so that they have to be computed. */
export let used = 0;
