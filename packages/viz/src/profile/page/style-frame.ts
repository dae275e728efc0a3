/** Colours, letters, and where the views stand. */
export const FRAME_CSS = `
.hpv {
  color-scheme: light dark;
  --hpv-paper: #ffffff;
  --hpv-panel: #f6f7f9;
  --hpv-line: #d9dde3;
  --hpv-ink: #14181f;
  --hpv-dim: #545d6b;
  --hpv-faded: #e3e6eb;
  --hpv-accent: #0063a8;
  --hpv-chosen: #dcecfa;
  --hpv-bar: #f3be5b;
  --hpv-heat-rgb: 245 154 60;
  --hpv-more: #a63a00;
  --hpv-less: #00598f;
  box-sizing: border-box;
  display: grid;
  grid-template-rows: auto minmax(7rem, min(40%, var(--hpv-flame-height, 40%))) auto minmax(0, 1fr);
  height: 100%;
  min-height: 26rem;
  background: var(--hpv-paper);
  color: var(--hpv-ink);
  font: 13px/1.4 system-ui, -apple-system, "Segoe UI", sans-serif;
}
@media (prefers-color-scheme: dark) {
  .hpv {
    --hpv-paper: #14181e;
    --hpv-panel: #1c222a;
    --hpv-line: #353d49;
    --hpv-ink: #eceff4;
    --hpv-dim: #a5afbd;
    --hpv-faded: #3a424e;
    --hpv-accent: #6fc0f5;
    --hpv-chosen: #1f3c55;
    --hpv-bar: #a8741a;
    --hpv-heat-rgb: 214 122 40;
    --hpv-more: #ffa57d;
    --hpv-less: #84c8f0;
  }
}
.hpv *, .hpv *::before { box-sizing: border-box; }
.hpv h1, .hpv h2, .hpv p, .hpv ul { margin: 0; padding: 0; }
.hpv h1 { font-size: 15px; font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.hpv h2 { font-size: 12px; font-weight: 600; color: var(--hpv-dim); }
.hpv small { font-size: 11px; color: var(--hpv-dim); font-weight: 400; }
.hpv a { color: var(--hpv-accent); }
.hpv button, .hpv input, .hpv select {
  font: inherit;
  color: inherit;
  background: var(--hpv-paper);
  border: 1px solid var(--hpv-line);
  border-radius: 5px;
  padding: 2px 8px;
}
.hpv button { cursor: pointer; }
.hpv button:hover:not(:disabled) { border-color: var(--hpv-accent); }
.hpv button:disabled { color: var(--hpv-dim); cursor: default; }
.hpv :focus-visible { outline: 2px solid var(--hpv-accent); outline-offset: 1px; }
.hpv-unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.hpv-bar { display: flex; align-items: center; gap: 8px; min-width: 0; }
.hpv-grow { flex: 1; }
.hpv-head { padding: 8px 12px 6px; border-bottom: 1px solid var(--hpv-line); background: var(--hpv-panel); }
.hpv-total { font-variant-numeric: tabular-nums; white-space: nowrap; }
.hpv kbd {
  font: inherit; font-size: 11px; padding: 0 4px; margin-left: 8px; border: 1px solid var(--hpv-line); border-radius: 4px;
}
.hpv-note { color: var(--hpv-dim); font-size: 12px; }
.hpv-difference { display: flex; flex-wrap: wrap; gap: 0 18px; }
.hpv-difference b { color: var(--hpv-ink); font-size: 13px; }
.hpv-notes { list-style: none; font-size: 12px; max-height: 4.2em; overflow: auto; }
.hpv-notes li::before { content: "⚠ "; }
.hpv-search { display: flex; align-items: center; gap: 8px; }
.hpv-search input { width: 14rem; }
.hpv-search output { min-width: 5.5rem; color: var(--hpv-dim); font-variant-numeric: tabular-nums; }
.hpv-choice { display: flex; border: 0; margin: 0; padding: 0; }
.hpv-choice input { position: absolute; opacity: 0; }
.hpv-choice span { display: block; padding: 2px 9px; border: 1px solid var(--hpv-line); cursor: pointer; }
.hpv-choice label:first-of-type span { border-radius: 5px 0 0 5px; }
.hpv-choice label:last-of-type span { border-radius: 0 5px 5px 0; border-left: 0; }
.hpv-choice input:checked + span { background: var(--hpv-chosen); font-weight: 600; }
.hpv-choice input:focus-visible + span { outline: 2px solid var(--hpv-accent); outline-offset: 1px; }
.hpv-flame { display: flex; flex-direction: column; min-height: 0; padding: 6px 12px 8px; gap: 6px; }
.hpv-canvas { position: relative; flex: 1; min-height: 0; }
.hpv-canvas canvas { display: block; position: absolute; width: 100%; height: 100%; cursor: pointer; touch-action: none; }
.hpv-map-strip { position: relative; height: 12px; flex: none; cursor: ew-resize; touch-action: none; }
.hpv-map-strip canvas { position: absolute; width: 100%; height: 100%; opacity: 0.8; }
.hpv-map-strip i {
  position: absolute; inset-block: 0; min-width: 3px; border: 2px solid var(--hpv-ink); border-radius: 3px;
  background: rgb(0 99 168 / 18%); pointer-events: none;
}
.hpv-tip {
  position: absolute; z-index: 5; pointer-events: none; max-width: 28rem; padding: 5px 9px;
  display: flex; flex-direction: column; overflow-wrap: anywhere;
  background: var(--hpv-ink); color: var(--hpv-paper); border-radius: 6px; font-size: 12px;
  box-shadow: 0 3px 12px rgb(0 0 0 / 30%);
}
.hpv-selection {
  display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: baseline; padding: 5px 12px;
  background: var(--hpv-chosen); border-block: 1px solid var(--hpv-line); font-variant-numeric: tabular-nums;
}
.hpv .hpv-selection { padding: 5px 12px; }
.hpv-lower { display: grid; grid-template-columns: minmax(0, 1fr); min-height: 0; }
.hpv-wide .hpv-lower { grid-template-columns: minmax(0, 46fr) minmax(0, 54fr); }
.hpv-scroll { overflow: auto; flex: 1; min-height: 0; }
.hpv-empty { padding: 1rem; color: var(--hpv-dim); }
.hpv .hpv-empty { padding: 14px 12px; }
@media (prefers-reduced-motion: no-preference) {
  .hpv-tip { animation: hpv-in 80ms ease-out; }
  @keyframes hpv-in { from { opacity: 0; } }
}
`;
