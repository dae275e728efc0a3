/**
 * A chart in a page, with what paper cannot do: it is drawn anew at the width that it has, a point under
 * the pointer or the arrow keys says its values, the legend shows and hides series, and a switch shows
 * the same as a table.
 *
 *     figure
 *       h3  title, and the switch
 *       div.stage   focusable; the SVG, a ring around the point, a note beside it
 *       div.table   instead of the stage, after the switch
 *       div.legend  a button for each series
 *       p.caption
 *       p.live      says what the ring is around, for screen readers
 */

import { datumText } from "../datum-text.ts";
import { type ChartLayout, layOut, type PlacedDatum, placedData } from "../layout.ts";
import type { Chart } from "../model.ts";
import { svgOf } from "../svg.ts";
import type { Theme } from "../theme.ts";
import { element } from "./element.ts";
import { legendButtons } from "./legend.ts";
import { nearestTo, nextDatum } from "./pointing.ts";
import { adoptStyle } from "./style.ts";
import { tableElement } from "./table-element.ts";

export interface MountOptions {
  /** @default as the reader's system is */
  readonly theme?: Theme;
  /** Of the title: 2 for <h2>, ... @default 3 */
  readonly headingLevel?: 2 | 3 | 4 | 5;
}

export interface MountedChart {
  /** Shows other data. What is hidden and the switch stay as they are, if the series are the same. */
  update(chart: Chart): void;
  /** Empties the host, and watches nothing any more. */
  destroy(): void;
}

let mounted = 0;

/** @param host is emptied */
export function mountChart(
  host: HTMLElement,
  chart: Chart,
  options: MountOptions = {},
): MountedChart {
  adoptStyle(host.ownerDocument);
  return new ChartView(host, chart, options);
}

class ChartView implements MountedChart {
  readonly #host: HTMLElement;
  readonly #id = `hpts-chart-${++mounted}`;
  readonly #figure: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #switch: HTMLButtonElement;
  readonly #stage: HTMLElement;
  readonly #picture: HTMLElement;
  readonly #ring: HTMLElement;
  readonly #note: HTMLElement;
  readonly #table: HTMLElement;
  readonly #legend: HTMLElement;
  readonly #caption: HTMLElement;
  readonly #live: HTMLElement;
  readonly #observer: ResizeObserver;
  readonly #hidden = new Set<number>();
  #chart: Chart;
  #layout: ChartLayout | undefined;
  #data: readonly PlacedDatum[] = [];
  #current: PlacedDatum | undefined;
  #widthPx = 0;

  constructor(host: HTMLElement, chart: Chart, { theme, headingLevel = 3 }: MountOptions) {
    const document = host.ownerDocument;
    this.#host = host;
    this.#chart = chart;
    this.#figure = element(document, "figure", "hpts-chart-view");
    if (theme !== undefined) this.#figure.dataset["theme"] = theme;
    this.#heading = element(document, `h${headingLevel}`, "hpts-chart-title");
    this.#switch = element(document, "button", "hpts-chart-switch") as HTMLButtonElement;
    this.#switch.type = "button";
    this.#switch.textContent = "As a table";
    this.#switch.setAttribute("aria-pressed", "false");
    this.#stage = element(document, "div", "hpts-chart-stage");
    this.#stage.tabIndex = 0;
    this.#stage.setAttribute("role", "application");
    this.#picture = element(document, "div", "hpts-chart-picture");
    this.#ring = element(document, "div", "hpts-chart-ring");
    this.#note = element(document, "div", "hpts-chart-note");
    for (const one of [this.#ring, this.#note]) {
      one.hidden = true;
      one.setAttribute("aria-hidden", "true");
    }
    this.#table = element(document, "div", "hpts-chart-table");
    this.#table.hidden = true;
    this.#legend = element(document, "div", "hpts-chart-legend");
    this.#caption = element(document, "figcaption", "hpts-chart-caption");
    this.#live = element(document, "p", "hpts-chart-live");
    this.#live.setAttribute("aria-live", "polite");
    const head = element(document, "div", "hpts-chart-head");
    head.append(this.#heading, this.#switch);
    this.#stage.append(this.#picture, this.#ring, this.#note);
    this.#figure.append(head, this.#stage, this.#table, this.#legend, this.#caption, this.#live);
    host.replaceChildren(this.#figure);
    this.#listen();
    this.update(chart);
    this.#observer = new ResizeObserver(() => this.#draw());
    this.#observer.observe(this.#stage);
  }

  update(chart: Chart): void {
    const names = ({ series }: Chart): string => series.map(({ name }) => name).join("\n");
    if (names(chart) !== names(this.#chart)) this.#hidden.clear();
    this.#chart = chart;
    this.#heading.textContent = chart.title;
    this.#stage.setAttribute("aria-label", `${chart.title}. Arrow keys move from point to point.`);
    this.#caption.textContent = [chart.summary, ...chart.caption].join(" ");
    this.#fillLegend();
    if (!this.#table.hidden) this.#fillTable();
    this.#widthPx = 0;
    this.#draw();
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#figure.remove();
  }

  #listen(): void {
    this.#switch.addEventListener("click", () => {
      const isTable = this.#table.hidden;
      this.#switch.setAttribute("aria-pressed", String(isTable));
      if (isTable) this.#fillTable();
      this.#table.hidden = !isTable;
      this.#stage.hidden = isTable;
      this.#legend.hidden = isTable;
      this.#draw();
    });
    this.#stage.addEventListener("pointermove", (event) => {
      const box = this.#picture.getBoundingClientRect();
      this.#point(nearestTo(this.#data, event.clientX - box.left, event.clientY - box.top));
    });
    this.#stage.addEventListener("pointerleave", () => this.#point(undefined));
    this.#stage.addEventListener("blur", () => this.#point(undefined));
    this.#stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") {
        this.#point(undefined);
        return;
      }
      const next = nextDatum(this.#data, this.#current, event.key);
      if (next === undefined) return;
      event.preventDefault();
      this.#point(next);
      this.#live.textContent = datumText(this.#chart, next);
    });
  }

  #draw(): void {
    const widthPx = Math.floor(this.#stage.clientWidth);
    if (this.#stage.hidden || widthPx === 0 || widthPx === this.#widthPx) return;
    this.#widthPx = widthPx;
    this.#layout = layOut(this.#chart, {
      widthPx,
      hidden: this.#hidden,
      hasLegend: false,
      hasTitle: false,
      hasCaption: false,
    });
    this.#picture.innerHTML = svgOf(this.#layout, { theme: "page", id: this.#id });
    this.#data = placedData(this.#layout);
    this.#point(undefined);
  }

  #point(datum: PlacedDatum | undefined): void {
    this.#current = datum;
    this.#ring.hidden = datum === undefined;
    this.#note.hidden = datum === undefined;
    if (datum === undefined) return;
    this.#ring.style.left = `${datum.x}px`;
    this.#ring.style.top = `${datum.y}px`;
    this.#note.textContent = datumText(this.#chart, datum);
    const width = Math.min(280, this.#widthPx);
    this.#note.style.maxWidth = `${width}px`;
    const left = Math.min(Math.max(0, datum.x - width / 2), this.#widthPx - width);
    this.#note.style.left = `${left}px`;
    const isHigh = datum.y < (this.#layout?.height ?? 0) / 2;
    this.#note.style.top = isHigh ? `${datum.y + 14}px` : "";
    this.#note.style.bottom = isHigh ? "" : `calc(100% - ${datum.y - 14}px)`;
  }

  #fillTable(): void {
    this.#table.replaceChildren(tableElement(this.#host.ownerDocument, this.#chart));
    this.#table.tabIndex = 0;
    this.#table.setAttribute("role", "region");
    this.#table.setAttribute("aria-label", `${this.#chart.title}, as a table`);
  }

  #fillLegend(): void {
    const buttons = legendButtons(this.#host.ownerDocument, this.#chart, this.#hidden, () => {
      this.#widthPx = 0;
      this.#draw();
    });
    this.#legend.replaceChildren(...buttons);
  }
}
