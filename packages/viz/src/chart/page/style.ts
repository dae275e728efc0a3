/**
 * The style of charts in pages. An adopted style sheet, because pages with a strict content security
 * policy refuse <style>. Texts take the page's font; colours are variables that a page may set.
 */
import { variablesOf } from "../theme.ts";

const CSS = `
.hpts-chart-view{${variablesOf("light")};margin:0;color:var(--hpts-text);background:var(--hpts-ground);padding:12px}
@media (prefers-color-scheme:dark){.hpts-chart-view:not([data-theme]){${variablesOf("dark")}}}
.hpts-chart-view[data-theme=dark]{${variablesOf("dark")}}
.hpts-chart-view [hidden]{display:none}
.hpts-chart-head{display:flex;gap:12px;margin-bottom:6px;align-items:start;justify-content:space-between}
.hpts-chart-title{margin:0;font-size:1.1rem;overflow-wrap:anywhere}
.hpts-chart-view button{font:inherit;font-size:.85rem;color:inherit;background:none;border:1px solid var(--hpts-axis);border-radius:4px;padding:3px 8px;cursor:pointer}
.hpts-chart-switch{flex:none}
.hpts-chart-switch[aria-pressed=true]{background:var(--hpts-grid)}
.hpts-chart-view :focus-visible{outline:3px solid var(--hpts-series0);outline-offset:2px}
.hpts-chart-stage{position:relative;overflow:hidden}
.hpts-chart-view .hpts-chart-stage:focus-visible{outline-offset:-3px}
.hpts-chart-picture svg{display:block}
.hpts-chart-ring{position:absolute;width:16px;height:16px;margin:-10px 0 0 -10px;border:2px solid var(--hpts-text);border-radius:50%;pointer-events:none}
.hpts-chart-note{position:absolute;box-sizing:border-box;padding:4px 8px;font-size:.85rem;color:var(--hpts-ground);background:var(--hpts-text);border-radius:4px;pointer-events:none;overflow-wrap:anywhere}
.hpts-chart-legend{display:flex;flex-wrap:wrap;gap:6px;margin:8px 0;max-height:11rem;overflow:auto}
.hpts-chart-view .hpts-chart-key{display:inline-flex;gap:6px;align-items:center;border-color:transparent;max-width:100%}
.hpts-chart-key svg{flex:none}
.hpts-chart-name{overflow-wrap:anywhere;text-align:start}
.hpts-chart-key[aria-pressed=false] .hpts-chart-name{text-decoration:line-through;color:var(--hpts-quiet)}
.hpts-chart-key[aria-pressed=false] svg{visibility:hidden}
.hpts-chart-caption{font-size:.85rem;color:var(--hpts-quiet);overflow-wrap:anywhere}
.hpts-chart-table{overflow:auto;max-height:28rem}
.hpts-chart-rows{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
.hpts-chart-rows-title{text-align:start;padding:4px 0;color:var(--hpts-quiet)}
.hpts-chart-rows th,.hpts-chart-rows td{padding:3px 10px;border-bottom:1px solid var(--hpts-grid);text-align:end}
.hpts-chart-rows th:first-child{text-align:start}
.hpts-chart-live{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;

const styled = new WeakSet<Document>();

/** Once for a document. */
export function adoptStyle(document: Document): void {
  if (styled.has(document)) return;
  styled.add(document);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
