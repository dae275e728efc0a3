/** The legend of a chart in a page: a button for each series, pressed while it is shown. */
import { drawKey } from "../draw.ts";
import type { Chart } from "../model.ts";
import { elementsOf } from "../svg.ts";
import { element } from "./element.ts";

const KEY_HEIGHT_PX = 14;

/**
 * @param hidden is changed by the buttons
 * @param onChange called after each change
 */
export function legendButtons(
  document: Document,
  chart: Chart,
  hidden: Set<number>,
  onChange: () => void,
): HTMLElement[] {
  if (chart.series.length < 2) return [];
  return chart.series.map(({ name }, index) => {
    const button = element(document, "button", "hpts-chart-key") as HTMLButtonElement;
    button.type = "button";
    button.innerHTML = `<svg width="24" height="${KEY_HEIGHT_PX}" aria-hidden="true">${elementsOf(
      drawKey(chart, index, 1, KEY_HEIGHT_PX / 2),
    )}</svg>`;
    const label = element(document, "span", "hpts-chart-name");
    label.textContent = name;
    button.append(label);
    const show = (): void => button.setAttribute("aria-pressed", String(!hidden.has(index)));
    show();
    button.addEventListener("click", () => {
      if (!hidden.delete(index)) hidden.add(index);
      show();
      onChange();
    });
    return button;
  });
}
