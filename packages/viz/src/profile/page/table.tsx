/** The table of functions: the twin of every picture. Only the rows in sight are in the page. */
import type { ProfileData } from "@hpts/profile";
import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { amountText, callsText, changeText, percentText, UNKNOWN } from "../amount-text.ts";
import { FIRST_ORDER, figure, type TableKey, type TableOrder, tableRows } from "../table-rows.ts";
import { FunctionName } from "./function-name.tsx";
import { functionColours } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

export const ROW_HEIGHT_PX = 26;

const COLUMNS: readonly { key: TableKey; title: string; says: string; isRoomy?: true }[] = [
  { key: "name", title: "Function", says: "file:line(name)" },
  { key: "calls", title: "Calls", says: "all calls / primitive ones, not from within itself" },
  { key: "self", title: "Self", says: "own time, without what it calls" },
  { key: "selfPer", title: "Self/call", says: "own time by all calls", isRoomy: true },
  { key: "total", title: "Total", says: "with all that it calls, recursion once" },
  { key: "totalPer", title: "Total/call", says: "total by primitive calls", isRoomy: true },
  { key: "change", title: "Self, change", says: "own time minus the other's" },
];

export function FunctionTable({ state }: { state: ViewState }): JSX.Element {
  const order = useSignal<TableOrder>(
    state.diff.peek() === undefined ? FIRST_ORDER : { key: "change", isDescending: true },
  );
  const scroll = useSignal({ top: 0, height: 400, width: 600 });
  const box = useRef<HTMLDivElement>(null);
  const rows = useComputed(() =>
    tableRows(
      state.model.value.data,
      order.value,
      state.matches.value,
      state.diff.value?.selfChange,
    ),
  );

  useEffect(() => {
    const element = box.current as HTMLDivElement;
    const see = (): void => {
      const { scrollTop: top, clientHeight: height, clientWidth: width } = element;
      scroll.value = { top, height, width };
    };
    const resized = new ResizeObserver(see);
    resized.observe(element);
    element.addEventListener("scroll", see, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", see);
    };
  }, []);

  const selected = state.selected.value;
  useEffect(() => {
    const at = rows.peek().indexOf(selected);
    const element = box.current;
    if (at === -1 || element === null) return;
    const top = at * ROW_HEIGHT_PX;
    // Below the head, which is a little higher than a row.
    const room = element.clientHeight - 2.3 * ROW_HEIGHT_PX;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + room) element.scrollTop = top - room;
  }, [selected, rows.value]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = rows.peek();
    const page = Math.max(1, Math.floor(scroll.peek().height / ROW_HEIGHT_PX) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -all.length,
      End: all.length,
    };
    const step = steps[event.key];
    if (step === undefined || all.length === 0) return;
    event.preventDefault();
    const at = all.indexOf(state.selected.peek());
    const next = at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step));
    state.selected.value = all[next] as number;
  };

  const { top, height, width } = scroll.value;
  const from = Math.max(0, Math.floor(top / ROW_HEIGHT_PX) - 4);
  const to = Math.min(rows.value.length, from + Math.ceil(height / ROW_HEIGHT_PX) + 8);
  const hasDiff = state.diff.value !== undefined;
  const hasCalls = useComputed(() => isCounted(state.model.value.data)).value;
  const hasRoom = width > 720 && hasCalls && !hasDiff;
  const columns = COLUMNS.filter(({ key, isRoomy }) =>
    key === "change" ? hasDiff : !isRoomy || hasRoom,
  );
  const shown = rows.value.subarray(from, to);
  const isShown = shown.includes(selected);
  return (
    <section class={`hpv-table ${hasDiff ? "hpv-compared" : ""}`} aria-label="Functions">
      <div class="hpv-scroll" ref={box}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: keys select rows
          role="grid"
          aria-label="Functions"
          aria-rowcount={rows.value.length + 1}
          aria-activedescendant={isShown ? `hpv-row-${selected}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ key, title, says }) => (
                <Heading key={key} column={key} title={title} says={says} order={order} />
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer rows={from} />
            {Array.from(shown, (fn, at) => (
              <Row
                key={fn}
                fn={fn}
                index={from + at}
                state={state}
                columns={columns.map(({ key }) => key)}
              />
            ))}
            <Spacer rows={rows.value.length - to} />
          </tbody>
        </table>
        {rows.value.length === 0 && (
          <p class="hpv-empty">
            {state.matches.value === undefined
              ? "This profile is empty: no function of the program was seen."
              : `No function matches “${state.query.value}”.`}
          </p>
        )}
      </div>
    </section>
  );
}

function isCounted({ functions }: ProfileData): boolean {
  return Array.prototype.some.call(functions.calls, (calls: number) => calls >= 0);
}

interface HeadingProps {
  readonly column: TableKey;
  readonly title: string;
  readonly says: string;
  readonly order: { value: TableOrder };
}

function Heading({ column, title, says, order }: HeadingProps): JSX.Element {
  const { key, isDescending } = order.value;
  const isOwn = key === column;
  const sort = isDescending ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={isOwn ? sort : "none"} class={`hpv-${column}`}>
      <button
        type="button"
        title={says}
        onClick={() => {
          order.value = { key: column, isDescending: isOwn ? !isDescending : column !== "name" };
        }}
      >
        {title}
        <span aria-hidden="true">{isOwn ? (isDescending ? " ▾" : " ▴") : ""}</span>
      </button>
    </th>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer({ rows }: { rows: number }): JSX.Element | null {
  if (rows <= 0) return null;
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row is none
  return <tr aria-hidden="true" style={{ height: `${rows * ROW_HEIGHT_PX}px` }} />;
}

interface RowProps {
  readonly fn: number;
  readonly index: number;
  readonly state: ViewState;
  readonly columns: readonly TableKey[];
}

function Row({ fn, index, state, columns }: RowProps): JSX.Element {
  const isSelected = state.selected.value === fn;
  return (
    <tr
      id={`hpv-row-${fn}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onClick={() => {
        state.selected.value = fn;
      }}
    >
      {columns.map((key) => (
        <Cell key={key} state={state} fn={fn} column={key} />
      ))}
    </tr>
  );
}

interface CellProps {
  readonly state: ViewState;
  readonly fn: number;
  readonly column: TableKey;
}

function Cell({ state, fn, column }: CellProps): JSX.Element {
  const model = state.model.value;
  const { functions } = model.data;
  if (column === "name") {
    return (
      <th scope="row" class="hpv-name" title={functions.label[fn]}>
        <i class="hpv-swatch" style={{ background: functionColours(state)(fn) }} />
        <FunctionName model={model} fn={fn} />
      </th>
    );
  }
  if (column === "change") return <Change state={state} fn={fn} />;
  if (column === "calls") {
    return (
      <td>{callsText(functions.calls[fn] as number, functions.primitiveCalls[fn] as number)}</td>
    );
  }
  const value = figure(model.data, fn, column);
  if (Number.isNaN(value)) return <td>{UNKNOWN}</td>;
  if (column !== "self" && column !== "total") return <td>{amountText(value, model.unit)}</td>;
  const share = model.total > 0 ? value / model.total : 0;
  return (
    <td class="hpv-share" style={{ "--hpv-share": Math.min(1, share).toFixed(4) }}>
      {amountText(value, model.unit)}
      {state.diff.value === undefined && <small> {percentText(share)}</small>}
    </td>
  );
}

function Change({ state, fn }: { state: ViewState; fn: number }): JSX.Element {
  const change = state.diff.value?.selfChange[fn] ?? 0;
  return (
    <td class={change > 0 ? "hpv-more" : change < 0 ? "hpv-less" : ""}>
      {state.diff.value?.otherOf[fn] === -1 && <em>new </em>}
      {changeText(change, state.model.value.unit)}
    </td>
  );
}
