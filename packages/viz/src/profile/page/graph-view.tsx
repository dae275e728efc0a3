/** The call graph around the selected function, as KCachegrind draws it. */
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { amountText, callsText, percentText } from "../amount-text.ts";
import { type CallGraph, callGraph, NODE_WIDTH_PX } from "../call-graph.ts";
import { shownName } from "../shown-name.ts";
import { functionColours } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

export function GraphView({ state }: { state: ViewState }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const graph = useComputed(() => callGraph(state.model.value.data, state.selected.value));
  const { width, height, nodes, lines, left } = graph.value;
  const { data } = state.model.value;
  const selected = state.selected.value;

  useEffect(() => {
    const element = box.current;
    const own = graph.value.nodes.find(({ fn }) => fn === selected);
    if (element === null || own === undefined) return;
    const inset = Math.max(0, (element.clientWidth - width) / 2);
    element.scrollLeft = own.x + inset + NODE_WIDTH_PX / 2 - element.clientWidth / 2;
    element.scrollTop = own.y + own.height / 2 - element.clientHeight / 2;
  }, [graph.value]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it
    <section class="hpv-scroll hpv-graph" ref={box} tabIndex={0} aria-label="Call graph">
      {/* biome-ignore lint/a11y/useSemanticElements: there are no fieldsets in SVG */}
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={summary(graph.value, data.functions.name[selected] ?? "")}
      >
        <defs>
          <marker
            id="hpv-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="9"
            markerHeight="9"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 z" class="hpv-arrow" />
          </marker>
        </defs>
        {lines.map((line) => (
          <Line key={`${line.caller} ${line.callee}`} state={state} line={line} />
        ))}
        {nodes.map((node) => (
          <Node key={node.fn} state={state} node={node} />
        ))}
      </svg>
      {(left.callers > 0 || left.callees > 0) && (
        <p class="hpv-note">
          Not shown: {left.callers} more callers, {left.callees} more callees. The tab “Callers &
          callees” has all.
        </p>
      )}
    </section>
  );
}

function Line({
  state,
  line,
}: {
  state: ViewState;
  line: CallGraph["lines"][number];
}): JSX.Element {
  const { total, unit } = state.model.value;
  const share = total > 0 ? line.total / total : 0;
  const texts = [amountText(line.total, unit)];
  if (line.calls >= 0) texts.push(`${callsText(line.calls)} ×`);
  const width = Math.max(...texts.map(({ length }) => length)) * LETTER_PX + 6;
  const height = texts.length * LETTER_LINE_PX;
  return (
    <g class="hpv-edge">
      <path
        d={curve(line.points)}
        stroke-width={1 + 4 * Math.sqrt(share)}
        marker-end="url(#hpv-arrow)"
      />
      <rect x={line.x - width / 2} y={line.y - height / 2} width={width} height={height} />
      {texts.map((text, at) => (
        <text key={text} x={line.x} y={line.y - height / 2 + 10 + at * LETTER_LINE_PX}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** About as wide as a letter of 11 px, and as high as a line of them. */
const LETTER_PX = 6.2;
const LETTER_LINE_PX = 13;

function Node({
  state,
  node,
}: {
  state: ViewState;
  node: CallGraph["nodes"][number];
}): JSX.Element {
  const { data, total, unit } = state.model.value;
  const { fn, x, y, height, recursion } = node;
  const name = shownName(data, fn);
  const all = data.functions.totalUs[fn] as number;
  const isSelected = state.selected.value === fn;
  const take = (): void => {
    state.selected.value = fn;
  };
  const cost = `${amountText(all, unit)} · ${percentText(all / total)}`;
  const share = Math.min(1, all / (total || 1));
  const times = recursion === undefined || recursion.calls < 0 ? "" : callsText(recursion.calls);
  const itself = recursion === undefined ? "" : `↻ itself ${times === "" ? "" : `${times} ×`}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons in SVG
    <g
      class={`hpv-node ${isSelected ? "hpv-chosen" : ""}`}
      transform={`translate(${x} ${y})`}
      role="button"
      // In lower case: SVG knows no other.
      tabindex={0}
      aria-pressed={isSelected}
      onClick={take}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        take();
      }}
    >
      <rect class="hpv-box" width={NODE_WIDTH_PX} height={height} rx="6" />
      <rect
        class="hpv-swatch-bar"
        x="1"
        y={height - 7}
        width={Math.max(2, (NODE_WIDTH_PX - 2) * share)}
        height="6"
        rx="3"
        style={{ fill: functionColours(state)(fn) }}
      />
      <text x={NODE_WIDTH_PX / 2} y="16" class="hpv-title">
        {shortened(name)}
      </text>
      <text x={NODE_WIDTH_PX / 2} y="32">
        {cost}
      </text>
      {itself !== "" && (
        <text x={NODE_WIDTH_PX / 2} y="47">
          {itself}
        </text>
      )}
    </g>
  );
}

const LETTERS = 20;

function shortened(name: string): string {
  return name.length <= LETTERS ? name : `${name.slice(0, LETTERS - 1)}…`;
}

/** Through the points, with smooth corners. */
function curve(points: CallGraph["lines"][number]["points"]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const parts = [`M${first.x} ${first.y}`];
  for (const [at, point] of rest.entries()) {
    const next = rest[at + 1];
    if (next === undefined) parts.push(`L${point.x} ${point.y}`);
    else parts.push(`Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`);
  }
  return parts.join(" ");
}

function summary({ nodes, lines }: CallGraph, name: string): string {
  return `Call graph around ${name}: ${nodes.length} functions, ${lines.length} calls`;
}
