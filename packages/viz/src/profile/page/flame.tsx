/** The flame graph: a canvas, its keys and its pointer. */
import { effect, useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { boxAt, type FlameLayout, neighbour, rowCount, rowOf } from "../flame-layout.ts";
import { moved, type Range, zoomed } from "../flame-view.ts";
import { drawFlame, ROW_PX } from "./flame-canvas.ts";
import { FlameStrip } from "./flame-strip.tsx";
import { boxText, FlameTip, flameSummary, rowsText } from "./flame-words.tsx";
import { functionColours } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

const MOVES = {
  ArrowUp: "parent",
  ArrowDown: "child",
  ArrowLeft: "before",
  ArrowRight: "after",
} as const;

interface Drag {
  readonly x: number;
  readonly y: number;
  readonly range: Range;
  readonly firstRow: number;
  isMoved: boolean;
}

export function Flame({ state }: { state: ViewState }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = useComputed(() => layoutOf(state));
  const range = useSignal<Range>({ x0: 0, x1: layout.value.width });
  const firstRow = useSignal(0);
  const current = useSignal(-1);
  const hover = useSignal({ box: -1, x: 0, y: 0 });
  const heightPx = useSignal(0);

  useEffect(() => {
    let drawn: FlameLayout | undefined;
    return effect(() => {
      if (drawn === layout.value) return;
      drawn = layout.value;
      current.value = -1;
      firstRow.value = 0;
      range.value = { x0: 0, x1: drawn.width };
    });
  }, []);

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    let asked = 0;
    const draw = (): void => {
      asked = 0;
      const style = getComputedStyle(element);
      const colour = (name: string): string => style.getPropertyValue(name).trim();
      drawFlame(element, {
        model: state.model.peek(),
        layout: layout.peek(),
        range: range.peek(),
        firstRow: firstRow.peek(),
        colours: functionColours(state),
        matches: state.matches.peek(),
        selected: state.selected.peek(),
        current: current.peek(),
        hovered: hover.peek().box,
        ink: colour("--hpv-ink"),
        paper: colour("--hpv-paper"),
        faded: colour("--hpv-faded"),
      });
      heightPx.value = element.clientHeight;
      // For whoever waits until the picture is there: a count, so that each drawing is another one.
      element.dataset["drawn"] = String(Number(element.dataset["drawn"] ?? 0) + 1);
    };
    const ask = (): void => {
      if (asked === 0) asked = requestAnimationFrame(draw);
    };
    const stop = effect(() => {
      for (const one of [layout, range, firstRow, current, hover, state.matches]) one.value;
      for (const one of [state.selected, state.model, state.diff]) one.value;
      ask();
    });
    const resized = new ResizeObserver(ask);
    resized.observe(element);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", ask);
    return () => {
      stop();
      resized.disconnect();
      dark.removeEventListener("change", ask);
      cancelAnimationFrame(asked);
    };
  }, []);

  const widthPx = (): number => canvas.current?.clientWidth || 1;
  const unitsAt = (x: number): number => {
    const { x0, x1 } = range.peek();
    return x0 + (x / widthPx()) * (x1 - x0);
  };
  const boxUnder = (x: number, y: number): number =>
    boxAt(layout.peek(), Math.floor(y / ROW_PX) + firstRow.peek(), unitsAt(x));
  const functionAt = (box: number): number =>
    state.model.peek().tree.functionOf[layout.peek().node[box] as number] as number;
  const zoomTo = (box: number): void => {
    const { start, end } = layout.peek();
    range.value = { x0: start[box] as number, x1: end[box] as number };
  };
  const reset = (): void => {
    range.value = { x0: 0, x1: layout.peek().width };
    firstRow.value = 0;
  };
  const zoomBy = (factor: number, x?: number): void => {
    const { x0, x1 } = range.peek();
    range.value = zoomed(range.peek(), factor, x ?? (x0 + x1) / 2, layout.peek().width);
  };
  const take = (box: number): void => {
    current.value = box;
    state.selected.value = functionAt(box);
    state.spoken.value = boxText(state.model.peek(), layout.peek(), box);
    showBox(layout.peek(), box);
  };
  const showBox = (shown: FlameLayout, box: number): void => {
    const rows = Math.floor((canvas.current?.clientHeight ?? ROW_PX) / ROW_PX);
    const row = rowOf(shown, box);
    if (row < firstRow.peek()) firstRow.value = row;
    if (row >= firstRow.peek() + rows) firstRow.value = row - rows + 1;
    const { x0, x1 } = range.peek();
    const [start, end] = [shown.start[box] as number, shown.end[box] as number];
    const middle = (start + end) / 2;
    if (end <= x0 || start >= x1)
      range.value = moved(range.peek(), middle - (x0 + x1) / 2, shown.width);
  };
  /** A box to begin with: the widest of the selected function. */
  const begin = (): number => {
    const shown = layout.peek();
    let widest = shown.node.length > 0 ? 0 : -1;
    let most = -1;
    for (let box = 0; box < shown.node.length; box++) {
      if (functionAt(box) !== state.selected.peek()) continue;
      const width = (shown.end[box] as number) - (shown.start[box] as number);
      if (width > most) [widest, most] = [box, width];
    }
    return widest;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = MOVES[event.key as keyof typeof MOVES];
    const own = functionIsCurrent() ? current.peek() : -1;
    if (way !== undefined) {
      const next = own === -1 ? begin() : neighbour(layout.peek(), own, way);
      if (next !== -1) take(next);
    } else if (event.key === "Enter" || event.key === " ") {
      const box = own === -1 ? begin() : own;
      if (box !== -1) {
        take(box);
        zoomTo(box);
      }
    } else if (event.key === "Escape" || event.key === "0" || event.key === "Home") reset();
    else if (event.key === "+" || event.key === "=") zoomBy(1 / 1.5, middleOf(own));
    else if (event.key === "-" || event.key === "_") zoomBy(1.5, middleOf(own));
    else if (event.key === "PageDown") scrollBy(8);
    else if (event.key === "PageUp") scrollBy(-8);
    else return;
    event.preventDefault();
  };
  const scrollBy = (rows: number): void => {
    const last = Math.max(0, rowCount(layout.peek()) - 1);
    firstRow.value = Math.min(last, Math.max(0, firstRow.peek() + rows));
  };
  const functionIsCurrent = (): boolean =>
    current.peek() !== -1 && functionAt(current.peek()) === state.selected.peek();
  const middleOf = (box: number): number | undefined => {
    if (box === -1) return undefined;
    const { start, end } = layout.peek();
    const { x0, x1 } = range.peek();
    const middle = ((start[box] as number) + (end[box] as number)) / 2;
    return middle > x0 && middle < x1 ? middle : undefined;
  };

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    const { x0, x1 } = range.peek();
    if (sideways !== 0) {
      range.value = moved(range.peek(), (sideways / widthPx()) * (x1 - x0), layout.peek().width);
    }
    if (!event.shiftKey && event.deltaY !== 0)
      zoomBy(1.0018 ** event.deltaY, unitsAt(event.offsetX));
  };
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    // Not by attribute: the page must not scroll, so the listener must not be passive.
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);

  const drag = useRef<Drag | undefined>(undefined);
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    drag.current = {
      x: event.offsetX,
      y: event.offsetY,
      range: range.peek(),
      firstRow: firstRow.peek(),
      isMoved: false,
    };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const { offsetX: x, offsetY: y } = event;
    const from = drag.current;
    if (from === undefined) {
      hover.value = { box: boxUnder(x, y), x, y };
      return;
    }
    if (Math.hypot(x - from.x, y - from.y) < 4 && !from.isMoved) return;
    from.isMoved = true;
    hover.value = { box: -1, x, y };
    const perPx = (from.range.x1 - from.range.x0) / widthPx();
    range.value = moved(from.range, (from.x - x) * perPx, layout.peek().width);
    scrollBy(from.firstRow + Math.round((from.y - y) / ROW_PX) - firstRow.peek());
  };
  const onPointerUp = (event: PointerEvent): void => {
    const from = drag.current;
    drag.current = undefined;
    if (from === undefined || from.isMoved) return;
    const box = boxUnder(event.offsetX, event.offsetY);
    if (box === -1) return;
    if (box === current.peek()) zoomTo(box);
    else take(box);
  };

  const isZoomed = useComputed(() => range.value.x1 - range.value.x0 < layout.value.width * 0.9999);
  return (
    <section class="hpv-flame" aria-label="Flame graph">
      <div class="hpv-bar">
        <h2>Flame graph</h2>
        {state.model.value.hasTimeline && (
          <fieldset class="hpv-choice">
            <legend class="hpv-unseen">Order of the flame graph</legend>
            {(["heavy", "time"] as const).map((order) => (
              <label key={order}>
                <input
                  type="radio"
                  name="hpv-order"
                  checked={state.order.value === order}
                  onChange={() => {
                    state.order.value = order;
                  }}
                />
                <span>{order === "heavy" ? "Left heavy" : "Time order"}</span>
              </label>
            ))}
          </fieldset>
        )}
        <span class="hpv-grow" />
        {state.isWide.value && (
          <span class="hpv-note">
            <kbd>↑ ↓ ← →</kbd> walk <kbd>Enter</kbd> or wheel zoom <kbd>Esc</kbd> all
          </span>
        )}
        {rowsText(firstRow.value, heightPx.value, layout.value) !== "" && (
          <span class="hpv-note" title="Drag, or Page Up and Page Down">
            {rowsText(firstRow.value, heightPx.value, layout.value)}
          </span>
        )}
        <button
          type="button"
          onClick={() => zoomBy(1 / 1.5)}
          aria-label="Zoom in"
          title="Zoom in (+)"
        >
          +
        </button>
        <button
          type="button"
          onClick={() => zoomBy(1.5)}
          aria-label="Zoom out"
          title="Zoom out (-)"
        >
          −
        </button>
        <button type="button" onClick={reset} disabled={!isZoomed.value} title="Show all (Esc)">
          Reset
        </button>
      </div>
      <FlameStrip state={state} layout={layout} range={range} />
      <div class="hpv-canvas">
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: its keys are its own */}
        <canvas
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-roledescription="flame graph"
          aria-label={flameSummary(state.model.value)}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerLeave={() => {
            hover.value = { box: -1, x: 0, y: 0 };
          }}
        />
        <FlameTip state={state} layout={layout.value} at={hover.value} />
      </div>
    </section>
  );
}

export function layoutOf(state: ViewState): FlameLayout {
  const model = state.model.value;
  const ordered = state.order.value === "time" ? model.timeOrder() : undefined;
  return ordered ?? model.leftHeavy;
}
