/** All views of a profile, around one selection. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { amountText, callsText, changeText, percentText } from "../amount-text.ts";
import { rowCount } from "../flame-layout.ts";
import { FIRST_ORDER, tableRows } from "../table-rows.ts";
import { CallersView } from "./callers-view.tsx";
import { Flame, layoutOf } from "./flame.tsx";
import { ROW_PX } from "./flame-canvas.ts";
import { GraphView } from "./graph-view.tsx";
import { MapView } from "./map-view.tsx";
import { MemoryView } from "./memory-view.tsx";
import { SourceView } from "./source-view.tsx";
import { FunctionTable } from "./table.tsx";
import { LESS, MORE } from "./theme.ts";
import type { Tab, ViewState } from "./view-state.ts";

const TITLES: Readonly<Record<Tab, string>> = {
  functions: "Functions",
  callers: "Callers & callees",
  graph: "Call graph",
  map: "Callee map",
  source: "Source",
  memory: "Memory",
};

const WIDE_PX = 1000;
/** Above and below the canvas. */
const FLAME_FRAME_PX = 66;

export interface AppProps {
  readonly state: ViewState;
  readonly title: string;
  readonly links: readonly { readonly text: string; readonly href: string }[];
}

export function App({ state, title, links }: AppProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current as HTMLDivElement;
    const see = (): void => {
      state.isWide.value = element.clientWidth >= WIDE_PX;
    };
    const resized = new ResizeObserver(see);
    resized.observe(element);
    see();
    return () => resized.disconnect();
  }, []);
  useEffect(() => {
    const page = root.current?.ownerDocument;
    const search = (event: KeyboardEvent): void => {
      const { tagName, isContentEditable } = event.target as HTMLElement;
      const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(tagName) || isContentEditable;
      if (event.key !== "/" || isTyping) return;
      event.preventDefault();
      root.current?.querySelector<HTMLInputElement>("input[type=search]")?.focus();
    };
    // Wherever the focus is: at first, it is nowhere in the views.
    page?.addEventListener("keydown", search);
    return () => page?.removeEventListener("keydown", search);
  }, []);
  const isWide = state.isWide.value;
  // A flame graph of few rows leaves its room to the others.
  const flamePx = rowCount(layoutOf(state)) * ROW_PX + FLAME_FRAME_PX;
  return (
    <div
      ref={root}
      class={`hpv ${isWide ? "hpv-wide" : ""}`}
      style={{ "--hpv-flame-height": `${flamePx}px` }}
    >
      <Head state={state} title={title} links={links} />
      <Flame state={state} />
      <Selection state={state} />
      <div class="hpv-lower">
        {isWide && <FunctionTable state={state} />}
        <Tabs state={state} />
      </div>
      <div class="hpv-unseen" aria-live="polite">
        {state.spoken.value}
      </div>
    </div>
  );
}

function Head({ state, title, links }: AppProps): JSX.Element {
  const { data, total, unit } = state.model.value;
  const { notes } = data.meta;
  return (
    <header class="hpv-head">
      <div class="hpv-bar">
        <h1>{title}</h1>
        <b class="hpv-total">{amountText(total, unit)}</b>
        <span class="hpv-grow" />
        <Search state={state} />
        {links.map(({ text, href }) => (
          <a key={href} href={href}>
            {text}
          </a>
        ))}
      </div>
      <p class="hpv-note">{data.engineLine}</p>
      <Difference state={state} />
      {notes.length > 0 && (
        <ul class="hpv-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </header>
  );
}

/** What became of the whole, what the colours mean, and what is no more. */
function Difference({ state }: { state: ViewState }): JSX.Element | null {
  const diff = state.diff.value;
  const other = state.other.value;
  if (diff === undefined || other === undefined) return null;
  const { unit } = state.model.value;
  const { name, selfUs } = other.data.functions;
  const gone = Array.from(diff.gone).sort((a, b) => (selfUs[b] ?? 0) - (selfUs[a] ?? 0));
  const most = gone.filter((fn) => (selfUs[fn] ?? 0) > diff.otherTotal * 0.01).slice(0, 4);
  return (
    <p class="hpv-note hpv-difference">
      <span>
        <b>{changeText(diff.total - diff.otherTotal, unit)}</b> against the other’s{" "}
        {amountText(diff.otherTotal, unit)}
      </span>
      <span>
        <i class="hpv-swatch" style={{ background: LESS }} />
        less own time
      </span>
      <span>
        <i class="hpv-swatch" style={{ background: MORE }} />
        more
      </span>
      {most.length > 0 && (
        <span>
          gone:{" "}
          {most.map((fn) => `${name[fn]} (${changeText(-(selfUs[fn] ?? 0), unit)})`).join(", ")}
          {gone.length > most.length && `, and ${gone.length - most.length} smaller`}
        </span>
      )}
    </p>
  );
}

function Search({ state }: { state: ViewState }): JSX.Element {
  const found = state.matches.value?.reduce((sum, one) => sum + one, 0);
  return (
    <search class="hpv-search">
      <input
        type="search"
        placeholder="Search functions  /"
        aria-label="Search functions"
        value={state.query.value}
        onInput={({ currentTarget }) => {
          state.query.value = currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") selectMatch(state, event.shiftKey ? -1 : 1);
        }}
      />
      <output>{found === undefined ? "" : found === 1 ? "1 match" : `${found} matches`}</output>
    </search>
  );
}

/** The next function that was found, or the one before; the most expensive one is the first. */
function selectMatch(state: ViewState, step: 1 | -1): void {
  const isFound = state.matches.peek();
  if (isFound === undefined) return;
  const found = tableRows(state.model.peek().data, FIRST_ORDER, isFound);
  if (found.length === 0) return;
  const at = found.indexOf(state.selected.peek());
  const next = at === -1 ? 0 : (at + step + found.length) % found.length;
  state.selected.value = found[next] as number;
}

function Selection({ state }: { state: ViewState }): JSX.Element | null {
  const { data, total, unit } = state.model.value;
  const fn = state.selected.value;
  const { functions } = data;
  if (fn < 0 || fn >= functions.name.length) return null;
  const [self, all] = [functions.selfUs[fn] as number, functions.totalUs[fn] as number];
  const calls = callsText(functions.calls[fn] as number, functions.primitiveCalls[fn] as number);
  return (
    <p class="hpv-selection">
      <b>{functions.name[fn]}</b> <span>{functions.label[fn]}</span>
      <span>
        self <b>{amountText(self, unit)}</b> {percentText(self / total)}
      </span>
      <span>
        total <b>{amountText(all, unit)}</b> {percentText(all / total)}
      </span>
      <span>
        calls <b>{calls}</b>
      </span>
    </p>
  );
}

function Tabs({ state }: { state: ViewState }): JSX.Element {
  const shown = tabsOf(state);
  const current = shown.includes(state.tab.value) ? state.tab.value : (shown[0] as Tab);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const next = shown[(shown.indexOf(current) + step + shown.length) % shown.length] as Tab;
    state.tab.value = next;
    event.preventDefault();
    (event.currentTarget as HTMLElement)
      .querySelector<HTMLElement>(`[data-tab="${next}"]`)
      ?.focus();
  };
  return (
    <section class="hpv-tabs" aria-label="Views of the selected function">
      <div role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
        {shown.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`hpv-tab-${tab}`}
            data-tab={tab}
            aria-selected={tab === current}
            aria-controls="hpv-panel"
            tabIndex={tab === current ? 0 : -1}
            onClick={() => {
              state.tab.value = tab;
            }}
          >
            {TITLES[tab]}
          </button>
        ))}
      </div>
      <div id="hpv-panel" role="tabpanel" aria-labelledby={`hpv-tab-${current}`} tabIndex={-1}>
        <Panel state={state} tab={current} />
      </div>
    </section>
  );
}

function tabsOf(state: ViewState): Tab[] {
  const tabs: Tab[] = ["source", "callers", "graph", "map"];
  if (state.memory !== undefined) tabs.push("memory");
  return state.isWide.value ? tabs : ["functions", ...tabs];
}

function Panel({ state, tab }: { state: ViewState; tab: Tab }): JSX.Element | null {
  if (tab === "functions") return <FunctionTable state={state} />;
  const isAround = tab === "callers" || tab === "graph" || tab === "map";
  if (isAround && state.selected.value === -1) {
    return <p class="hpv-empty">No function is selected.</p>;
  }
  if (tab === "callers") return <CallersView state={state} />;
  if (tab === "graph") return <GraphView state={state} />;
  if (tab === "map") return <MapView state={state} />;
  if (tab === "source") return <SourceView state={state} />;
  return state.memory === undefined ? null : <MemoryView timeline={state.memory} />;
}
