/** What is said of a flame graph: to those who point at it, and to those who do not see it. */
import type { JSX } from "preact";
import { amountText, callsText, percentText } from "../amount-text.ts";
import { type FlameLayout, rowCount } from "../flame-layout.ts";
import type { ProfileModel } from "../profile-model.ts";
import { ROW_PX } from "./flame-canvas.ts";
import type { ViewState } from "./view-state.ts";

/** "rows 1 to 13 of 43", where not all have room. */
export function rowsText(firstRow: number, heightPx: number, layout: FlameLayout): string {
  const room = Math.floor(heightPx / ROW_PX);
  const rows = rowCount(layout);
  if (room === 0 || (firstRow === 0 && rows <= room)) return "";
  return `rows ${firstRow + 1} to ${Math.min(rows, firstRow + room)} of ${rows}`;
}

export function boxText(
  { data, tree, total, unit }: ProfileModel,
  layout: FlameLayout,
  box: number,
): string {
  const node = layout.node[box] as number;
  const cost = (layout.end[box] as number) - (layout.start[box] as number);
  const fn = tree.functionOf[node] as number;
  return `${data.functions.label[fn]}: ${amountText(cost, unit)}, ${percentText(cost / total)}`;
}

/** For those who do not see the canvas; the table of functions is its twin. */
export function flameSummary({ data, total, unit, functionCount }: ProfileModel): string {
  return (
    `Flame graph of ${functionCount} functions, ${amountText(total, unit)} in all. ` +
    "Arrow keys go to the caller, the callee and beside; Enter zooms, Escape shows all. " +
    `The table of functions has the same figures. ${data.engineLine}`
  );
}

interface TipProps {
  readonly state: ViewState;
  readonly layout: FlameLayout;
  readonly at: { readonly box: number; readonly x: number; readonly y: number };
}

export function FlameTip({ state, layout, at }: TipProps): JSX.Element | null {
  if (at.box === -1 || at.box >= layout.node.length) return null;
  const model = state.model.value;
  const node = layout.node[at.box] as number;
  const fn = model.tree.functionOf[node] as number;
  const { functions } = model.data;
  const cost = (layout.end[at.box] as number) - (layout.start[at.box] as number);
  const self = model.tree.self[node] as number;
  const calls = model.tree.calls?.[node] ?? -1;
  return (
    <div
      class="hpv-tip"
      style={{ left: `min(${at.x}px, 100% - 18rem)`, top: `${at.y + 18}px` }}
      aria-hidden="true"
    >
      <b>{functions.name[fn]}</b>
      <span>{functions.label[fn]}</span>
      <span>
        {amountText(cost, model.unit)} · {percentText(cost / model.total)}
        {state.order.value === "heavy" &&
          ` · self ${amountText(self, model.unit)} · ${callsText(calls)} ${calls === 1 ? "call" : "calls"}`}
      </span>
    </div>
  );
}
