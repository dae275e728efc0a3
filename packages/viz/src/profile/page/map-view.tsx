/** The callee map of the selected function. */
import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { amountText, percentText } from "../amount-text.ts";
import { calleeMap, MAP_TITLE_PX, type MapBox } from "../callee-map.ts";
import { shownName } from "../shown-name.ts";
import { type Colours, functionColours } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

export function MapView({ state }: { state: ViewState }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const size = useSignal({ widthPx: 0, heightPx: 0 });
  useEffect(() => {
    const element = place.current as HTMLDivElement;
    const resized = new ResizeObserver(() => {
      size.value = { widthPx: element.clientWidth, heightPx: element.clientHeight };
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  const boxes = useComputed(() => {
    const { widthPx, heightPx } = size.value;
    if (widthPx < 20 || heightPx < 20) return [];
    return calleeMap(state.model.value.tree, state.selected.value, { widthPx, heightPx });
  });
  const { data, total, unit } = state.model.value;
  const name = data.functions.name[state.selected.value] ?? "";
  const colours = functionColours(state);
  const callees = boxes.value.length - 1;
  return (
    <div class="hpv-map" ref={place}>
      <svg
        width={size.value.widthPx}
        height={size.value.heightPx}
        role="img"
        aria-label={
          `Callee map of ${name}: ${callees} calls below it, as large as their share. ` +
          "The tab Callers & callees has them as a table."
        }
      >
        {boxes.value.map((box) => (
          <Box
            key={box.node}
            box={box}
            name={shownName(data, box.fn)}
            cost={`${amountText(box.total, unit)} · ${percentText(box.total / total)}`}
            colours={colours}
            onSelect={() => {
              state.selected.value = box.fn;
            }}
          />
        ))}
      </svg>
      {boxes.value.length === 1 && (
        <p class="hpv-alone">{name} calls no function of the program: all of it is its own.</p>
      )}
      {boxes.value.length === 0 && <p class="hpv-empty">No time was spent in {name}.</p>}
    </div>
  );
}

interface BoxProps {
  readonly box: MapBox;
  readonly name: string;
  readonly cost: string;
  readonly colours: Colours;
  readonly onSelect: () => void;
}

/** About as wide as a letter of 11 px. */
const LETTER_PX = 6.4;

function Box({ box, name, cost, colours, onSelect }: BoxProps): JSX.Element {
  const { fn, x, y, width, height } = box;
  const letters = Math.floor((width - 8) / LETTER_PX);
  const hasRoom = height >= MAP_TITLE_PX - 2 && letters >= 3;
  const whole = `${name}  ${cost}`;
  const text = whole.length <= letters ? whole : cut(name, letters);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tables have the same with keys
    <g onClick={onSelect}>
      <title>{whole}</title>
      <rect x={x} y={y} width={width} height={height} rx="2" style={{ fill: colours(fn) }} />
      {hasRoom && (
        <text x={x + 4} y={y + 12}>
          {text}
        </text>
      )}
    </g>
  );
}

function cut(name: string, letters: number): string {
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
}
