/** The whole flame graph, flat, and which part of it is shown: a scroll bar with a picture. */
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type FlameLayout, rowCount } from "../flame-layout.ts";
import { moved, paintVisible, type Range } from "../flame-view.ts";
import { fitCanvas } from "./flame-canvas.ts";
import { functionColours } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

interface StripProps {
  readonly state: ViewState;
  readonly layout: ReadonlySignal<FlameLayout>;
  readonly range: Signal<Range>;
}

export function FlameStrip({ state, layout, range }: StripProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { x0, x1 } = range.value;
  const { width } = layout.value;
  const isWhole = x1 - x0 >= width * 0.9999;

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const resized = new ResizeObserver(() => draw(element, state, layout.peek()));
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, state, layout.value);
  }, [layout.value, isWhole]);

  const goTo = (event: PointerEvent): void => {
    if (event.buttons !== 1) return;
    const { offsetWidth } = event.currentTarget as HTMLElement;
    const { x0: from, x1: to } = range.peek();
    const x = (event.offsetX / offsetWidth) * layout.peek().width;
    range.value = moved(range.peek(), x - (from + to) / 2, layout.peek().width);
  };
  return (
    <div
      class="hpv-map-strip"
      aria-hidden="true"
      style={{ visibility: isWhole ? "hidden" : "visible" }}
      onPointerDown={goTo}
      onPointerMove={goTo}
    >
      <canvas ref={canvas} />
      <i style={{ left: `${(x0 / width) * 100}%`, width: `${((x1 - x0) / width) * 100}%` }} />
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, state: ViewState, layout: FlameLayout): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const { widthPx, heightPx } = fitCanvas(canvas);
  const colours = functionColours(state);
  const { functionOf } = state.model.peek().tree;
  const rowPx = Math.max(1, heightPx / Math.max(1, rowCount(layout)));
  context.clearRect(0, 0, widthPx, heightPx);
  paintVisible(
    layout,
    { x0: 0, x1: layout.width, widthPx, firstRow: 0, rows: heightPx },
    {
      box: (box, row, left, width) => {
        context.fillStyle = colours(functionOf[layout.node[box] as number] as number);
        context.fillRect(left, row * rowPx, width, rowPx);
      },
      dust: () => undefined,
    },
  );
}
