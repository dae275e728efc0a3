/** Which part of a flame graph is shown, and what is to be drawn of it. */
import { type FlameLayout, firstEndingAfter, rowCount } from "./flame-layout.ts";

/** From x0 to x1, in the profile's unit. */
export interface Range {
  readonly x0: number;
  readonly x1: number;
}

export interface Viewport extends Range {
  readonly widthPx: number;
  readonly firstRow: number;
  /** How many rows are shown. */
  readonly rows: number;
}

/** Boxes below this are drawn together with their neighbours. */
const LEAST_PX = 0.5;

export interface FlamePainter {
  box(box: number, row: number, leftPx: number, widthPx: number): void;
  /** Boxes too narrow to be drawn one by one. */
  dust(row: number, leftPx: number, widthPx: number): void;
}

/** Visits what is visible, row by row from left to right: at most two calls a pixel and row. */
export function paintVisible(layout: FlameLayout, view: Viewport, painter: FlamePainter): void {
  const { start, end, rowStart } = layout;
  const perPx = (view.x1 - view.x0) / view.widthPx;
  const last = Math.min(rowCount(layout), view.firstRow + view.rows);
  for (let row = Math.max(0, view.firstRow); row < last; row++) {
    const limit = rowStart[row + 1] as number;
    let at = firstEndingAfter(layout, row, view.x0);
    while (at < limit && (start[at] as number) < view.x1) {
      const left = Math.max(0, ((start[at] as number) - view.x0) / perPx);
      const right = Math.min(view.widthPx, ((end[at] as number) - view.x0) / perPx);
      if (right - left >= LEAST_PX) {
        painter.box(at, row, left, right - left);
        at += 1;
        continue;
      }
      // All that ends within this half pixel is one speck: the next box is found by bisection.
      const until = Math.min(view.widthPx, left + LEAST_PX);
      const next = Math.max(at + 1, firstEndingAfter(layout, row, view.x0 + until * perPx, at));
      const covered = Math.min(view.widthPx, ((end[next - 1] as number) - view.x0) / perPx);
      painter.dust(row, left, Math.max(covered - left, LEAST_PX));
      at = next;
    }
  }
}

/** The range after zooming in (factor < 1) or out around x, which stays where it is. */
export function zoomed(range: Range, factor: number, x: number, width: number): Range {
  const span = range.x1 - range.x0;
  // 1e-9 of the whole: beyond it doubles run out of digits.
  const wanted = Math.min(width, Math.max(span * factor, width * 1e-9));
  const x0 = x - ((x - range.x0) / span) * wanted;
  return within({ x0, x1: x0 + wanted }, width);
}

export function moved(range: Range, by: number, width: number): Range {
  return within({ x0: range.x0 + by, x1: range.x1 + by }, width);
}

function within({ x0, x1 }: Range, width: number): Range {
  const span = Math.min(width, x1 - x0);
  const from = Math.min(Math.max(0, x0), width - span);
  return { x0: from, x1: from + span };
}
