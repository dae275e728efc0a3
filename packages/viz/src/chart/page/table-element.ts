/** A chart's data as a table of HTML. */
import type { Chart } from "../model.ts";
import { cellText, tableOf } from "../table.ts";
import { element } from "./element.ts";

/** Longer tables make pages slow; the file of results has the rest. */
const MOST_ROWS = 1000;

export function tableElement(document: Document, chart: Chart): HTMLElement {
  const { columns, rows, title } = tableOf(chart);
  const table = element(document, "table", "hpts-chart-rows");
  const caption = element(document, "caption", "hpts-chart-rows-title");
  const isCut = rows.length > MOST_ROWS;
  caption.textContent = isCut ? `${title}: the first ${MOST_ROWS} of ${rows.length} rows` : title;
  const head = document.createElement("thead");
  head.append(
    rowOf(
      document,
      columns.map(({ title: name }) => name),
      "col",
    ),
  );
  const body = document.createElement("tbody");
  for (const row of rows.slice(0, MOST_ROWS)) {
    const cells = row.map((value, i) => cellText(value, columns[i]?.unit));
    body.append(rowOf(document, cells, "row"));
  }
  table.append(caption, head, body);
  return table;
}

/** @param scope "row": only the first cell is a heading */
function rowOf(document: Document, texts: readonly string[], scope: "col" | "row"): HTMLElement {
  const row = document.createElement("tr");
  for (const [i, text] of texts.entries()) {
    const isHeading = scope === "col" || i === 0;
    const cell = document.createElement(isHeading ? "th" : "td");
    if (isHeading) cell.setAttribute("scope", scope);
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}
