/** The look of each view. */
export const VIEWS_CSS = `
.hpv-table, .hpv-tabs { display: flex; flex-direction: column; min-height: 0; min-width: 0; }
.hpv-wide .hpv-table { border-right: 1px solid var(--hpv-line); }
.hpv table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.hpv-table tr { height: 26px; }
.hpv th, .hpv td { padding: 0 8px; text-align: right; font-weight: 400; white-space: nowrap; }
.hpv thead th {
  position: sticky; top: 0; z-index: 1; height: 28px; font-weight: 600; font-size: 12px;
  background: var(--hpv-panel); box-shadow: inset 0 -1px var(--hpv-line);
}
.hpv thead button { border: 0; background: none; padding: 0; font-weight: 600; }
.hpv .hpv-name { text-align: left; }
.hpv-table table { table-layout: fixed; }
.hpv-table .hpv-calls { width: 8em; }
.hpv-table .hpv-self, .hpv-table .hpv-total { width: 9.6em; }
.hpv-table .hpv-selfPer, .hpv-table .hpv-totalPer { width: 7em; }
.hpv-table .hpv-change { width: 8.4em; }
.hpv-table.hpv-compared :is(.hpv-self, .hpv-total) { width: 7em; }
.hpv-table td, .hpv-table th { overflow: hidden; text-overflow: ellipsis; }
.hpv-table tbody tr { cursor: pointer; }
.hpv-table tbody tr:hover { background: var(--hpv-panel); }
.hpv-table tbody tr[aria-selected="true"] { background: var(--hpv-chosen); box-shadow: inset 3px 0 var(--hpv-accent); }
.hpv-table [aria-selected="true"] .hpv-fn { font-weight: 650; }
.hpv-table table:focus-visible { outline-offset: -2px; }
.hpv-swatch { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 7px; }
.hpv-share small { display: inline-block; min-width: 3.6em; margin-left: 3px; }
.hpv-share {
  background: linear-gradient(var(--hpv-bar), var(--hpv-bar)) left 8px bottom 2px no-repeat;
  background-size: calc((100% - 16px) * var(--hpv-share)) 3px;
}
.hpv-more { color: var(--hpv-more); }
.hpv-less { color: var(--hpv-less); }
.hpv [role="tablist"] {
  display: flex; gap: 2px; padding: 0 8px; background: var(--hpv-panel); box-shadow: inset 0 -1px var(--hpv-line);
  overflow-x: auto; flex: none;
}
.hpv [role="tab"] {
  border: 0; border-radius: 0; background: none; padding: 5px 9px 4px; border-bottom: 3px solid transparent;
  white-space: nowrap; color: var(--hpv-dim);
}
.hpv [role="tab"][aria-selected="true"] { color: var(--hpv-ink); font-weight: 600; border-bottom-color: var(--hpv-accent); }
.hpv [role="tabpanel"] { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.hpv [role="tabpanel"] > * { flex: 1; min-height: 0; }
.hpv-source { display: flex; flex-direction: column; }
.hpv-source .hpv-bar { padding: 5px 8px; flex-wrap: wrap; }
.hpv-source select { max-width: 22rem; }
.hpv-hot { display: flex; align-items: center; gap: 6px; color: var(--hpv-dim); flex-wrap: wrap; }
.hpv-lines { font-size: 12px; }
.hpv-lines td, .hpv-lines th { height: 19px; }
.hpv-lines tbody th { color: var(--hpv-dim); }
.hpv-lines tbody th button { padding: 0 4px; border-color: transparent; text-decoration: underline; background: none; }
.hpv-lines code { font: 12px/19px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre; tab-size: 2; padding: 0; background: none; }
.hpv-lines tr { background: rgb(var(--hpv-heat-rgb) / calc(var(--hpv-heat) * 0.3)); }
.hpv-lines .hpv-heat {
  background: linear-gradient(var(--hpv-bar), var(--hpv-bar)) left 8px bottom 1px no-repeat;
  background-size: calc((100% - 16px) * var(--hpv-heat)) 3px;
}
.hpv-here th { box-shadow: inset 3px 0 var(--hpv-accent); }
.hpv-here code { font-weight: 650; }
.hpv-comment { color: var(--hpv-dim); font-style: italic; }
.hpv-text { color: var(--hpv-less); }
.hpv-number { color: var(--hpv-more); }
.hpv-word { font-weight: 600; }
.hpv-calls caption { text-align: left; font-weight: 600; padding: 8px 8px 4px; }
.hpv-calls tbody tr { height: 26px; }
.hpv-calls tbody button { border: 0; background: none; padding: 1px 2px; text-align: left; }
.hpv-calls tbody tr:hover { background: var(--hpv-panel); }
.hpv-calls thead th { position: static; }
.hpv-graph svg { display: block; margin: 0 auto; }
.hpv-graph .hpv-note { padding: 0 12px 10px; text-align: center; }
.hpv svg text { fill: var(--hpv-ink); font-size: 11px; font-variant-numeric: tabular-nums; }
.hpv-graph text { text-anchor: middle; }
.hpv-edge path { fill: none; stroke: var(--hpv-dim); }
.hpv-edge rect { fill: var(--hpv-paper); }
.hpv-arrow { fill: var(--hpv-dim); }
.hpv-node { cursor: pointer; }
.hpv-node .hpv-box { fill: var(--hpv-panel); stroke: var(--hpv-dim); stroke-width: 1; }
.hpv-node:hover .hpv-box { stroke: var(--hpv-accent); }
.hpv-node.hpv-chosen .hpv-box { fill: var(--hpv-chosen); stroke: var(--hpv-accent); stroke-width: 2.5; }
.hpv-node:focus-visible { outline: none; }
.hpv-node:focus-visible .hpv-box { stroke: var(--hpv-accent); stroke-width: 3.5; }
.hpv .hpv-node .hpv-title { font-size: 12px; font-weight: 600; }
.hpv-map { position: relative; overflow: hidden; margin: 8px; }
.hpv-map svg { display: block; position: absolute; }
.hpv .hpv-alone { position: absolute; inset: auto 12px 45%; text-align: center; color: #14181f; pointer-events: none; }
.hpv-map g { cursor: pointer; }
.hpv-map rect { stroke: rgb(20 24 31 / 45%); stroke-width: 0.75; }
.hpv-map g:hover > rect { stroke: #14181f; stroke-width: 2; }
.hpv .hpv-map text { fill: #14181f; }
`;
