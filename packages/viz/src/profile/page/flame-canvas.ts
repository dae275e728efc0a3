/** Draws a flame graph on a canvas. Knows nothing of the page around it. */
import { percentText } from "../amount-text.ts";
import type { FlameLayout } from "../flame-layout.ts";
import { paintVisible, type Range } from "../flame-view.ts";
import type { ProfileModel } from "../profile-model.ts";
import { shownName } from "../shown-name.ts";
import { type Colours, DARK_TEXT } from "./theme.ts";

export const ROW_PX = 20;
const FONT = '12px system-ui, -apple-system, "Segoe UI", sans-serif';
const PAD_PX = 5;

export interface FlamePicture {
  readonly model: ProfileModel;
  readonly layout: FlameLayout;
  readonly range: Range;
  readonly firstRow: number;
  readonly colours: Colours;
  /** Functions that a search found; all stand out if absent. */
  readonly matches: Uint8Array | undefined;
  readonly selected: number;
  /** The box that has the keyboard, or -1. */
  readonly current: number;
  readonly hovered: number;
  /** Colours of the page. */
  readonly ink: string;
  readonly paper: string;
  readonly faded: string;
}

/** Fits the canvas to its place and to the screen's pixels. @returns its size in CSS pixels */
export function fitCanvas(canvas: HTMLCanvasElement): { widthPx: number; heightPx: number } {
  const widthPx = canvas.clientWidth;
  const heightPx = canvas.clientHeight;
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.getContext("2d")?.setTransform(scale, 0, 0, scale, 0, 0);
  return { widthPx, heightPx };
}

export function drawFlame(canvas: HTMLCanvasElement, picture: FlamePicture): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const { widthPx, heightPx } = fitCanvas(canvas);
  const { model, layout, range, firstRow, colours, matches, selected } = picture;
  const { functionOf } = model.tree;
  context.fillStyle = picture.paper;
  context.fillRect(0, 0, widthPx, heightPx);
  context.font = FONT;
  context.textBaseline = "middle";
  const rows = Math.ceil(heightPx / ROW_PX) + 1;
  const marked: [left: number, top: number, width: number, isCurrent: boolean][] = [];
  paintVisible(
    layout,
    { ...range, widthPx, firstRow, rows },
    {
      box: (box, row, left, width) => {
        const node = layout.node[box] as number;
        const fn = functionOf[node] as number;
        const top = (row - firstRow) * ROW_PX;
        const isFaded = matches !== undefined && matches[fn] !== 1;
        const gap = width > 3 ? 1 : 0;
        context.fillStyle = isFaded ? picture.faded : colours(fn);
        context.fillRect(left, top, width - gap, ROW_PX - 1);
        if (box === picture.hovered) {
          context.fillStyle = "rgb(255 255 255 / 35%)";
          context.fillRect(left, top, width - gap, ROW_PX - 1);
        }
        if (fn === selected || box === picture.current) {
          marked.push([left, top, width - gap, box === picture.current]);
        }
        if (width < 24) return;
        context.fillStyle = isFaded ? picture.ink : DARK_TEXT;
        const name = shownName(model.data, fn);
        const share = percentText(
          ((layout.end[box] as number) - (layout.start[box] as number)) / model.total,
        );
        drawText(context, name, share, left, top, width - gap);
      },
      dust: (row, left, width) => {
        context.fillStyle = picture.faded;
        context.fillRect(left, (row - firstRow) * ROW_PX, width, ROW_PX - 1);
      },
    },
  );
  // Last, so that no neighbour covers them.
  for (const [left, top, width, isCurrent] of marked) {
    context.strokeStyle = picture.ink;
    context.lineWidth = isCurrent ? 2.5 : 1.25;
    const inset = context.lineWidth / 2;
    context.strokeRect(
      left + inset,
      top + inset,
      Math.max(0.5, width - 2 * inset),
      ROW_PX - 1 - 2 * inset,
    );
  }
}

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (widths.size > 20_000) widths.clear();
  const { width } = context.measureText(text);
  widths.set(text, width);
  return width;
}

function drawText(
  context: CanvasRenderingContext2D,
  ...[name, share, left, top, width]: [string, string, number, number, number]
): void {
  const room = width - 2 * PAD_PX;
  const nameWidth = widthOf(context, name);
  const y = top + ROW_PX / 2;
  if (nameWidth <= room) {
    context.fillText(name, left + PAD_PX, y);
    const shareWidth = widthOf(context, share);
    if (nameWidth + shareWidth + 14 > room) return;
    context.globalAlpha = 0.72;
    context.fillText(share, left + width - PAD_PX - shareWidth, y);
    context.globalAlpha = 1;
    return;
  }
  const letters = Math.floor((name.length * (room - 8)) / nameWidth);
  if (letters >= 2) context.fillText(`${name.slice(0, letters)}…`, left + PAD_PX, y);
}
