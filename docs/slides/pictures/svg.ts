/**
 * Drawings as text. Each is a list of elements that use the classes of `STYLE`; in a slide the theme
 * defines the same classes (theme/drawings.css), so that a drawing follows the slide's light or dark.
 * Lengths in pixels, y downwards.
 */

/** For a drawing that is seen alone, as on GitHub: its own colours, light or dark. */
const STYLE = `svg{--ground:#fdfcfa;--ink:#1a2027;--soft:#56606b;--faint:#dcdad4;--panel:#f6f4f0;--accent:#0b5f94;--blue:#0068a5;--orange:#b64a00;--green:#00735a;background:var(--ground)}
@media(prefers-color-scheme:dark){svg{--ground:#10151b;--ink:#eceff2;--soft:#a3adb8;--faint:#333d48;--panel:#19212a;--accent:#7cc4f2;--blue:#5ab4ee;--orange:#f0954a;--green:#35c39f}}
text{font:20px system-ui,sans-serif;fill:var(--ink)}.soft{fill:var(--soft)}.small{font-size:16px}.big{font-size:26px;font-weight:700}.mono{font-family:monospace}
.line,.faint{fill:none;stroke:var(--ink);stroke-width:2}.faint{stroke:var(--faint)}
.s-blue,.s-orange,.s-green,.s-accent{fill:none;stroke-width:4;stroke-linecap:round}.s-blue{stroke:var(--blue)}.s-orange{stroke:var(--orange)}.s-green{stroke:var(--green)}.s-accent{stroke:var(--accent)}
.f-blue{fill:var(--blue)}.f-orange{fill:var(--orange)}.f-green{fill:var(--green)}.f-accent{fill:var(--accent)}.f-panel{fill:var(--panel);stroke:var(--faint);stroke-width:2}.f-ground{fill:var(--ground)}
.f-1{fill:#f5d76e}.f-2{fill:#f0b95a}.f-3{fill:#e99f6b}.on-warm{fill:#1a2027}`;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Hue = "blue" | "orange" | "green" | "accent";

export function svgText(width: number, height: number, title: string, body: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
${body.join("\n")}
</svg>
`;
}

/** @param classes of STYLE @param anchor where the point is: at the text's start, middle or end */
export function label(
  x: number,
  y: number,
  text: string,
  classes = "",
  anchor: "start" | "middle" | "end" = "start",
): string {
  const kind = classes === "" ? "" : ` class="${classes}"`;
  const at = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text${kind} x="${round(x)}" y="${round(y)}"${at}>${escaped(text)}</text>`;
}

export function polyline(points: readonly Point[], classes: string): string {
  const d = points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  return `<path class="${classes}" d="${d}"/>`;
}

export function circle({ x, y }: Point, r: number, classes: string): string {
  return `<circle class="${classes}" cx="${round(x)}" cy="${round(y)}" r="${round(r)}"/>`;
}

export function rect(
  { x, y }: Point,
  width: number,
  height: number,
  classes: string,
  corner = 6,
): string {
  return `<rect class="${classes}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${corner}"/>`;
}

/** A line with a head at its end, both of one colour. */
export function arrow(from: Point, to: Point, hue: Hue): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const ux = (to.x - from.x) / length;
  const uy = (to.y - from.y) / length;
  const back = { x: to.x - 15 * ux, y: to.y - 15 * uy };
  const side = (sign: number): string =>
    `${round(back.x - sign * 8 * uy)} ${round(back.y + sign * 8 * ux)}`;
  const head = `<path class="f-${hue}" d="M${round(to.x)} ${round(to.y)}L${side(1)}L${side(-1)}Z"/>`;
  return polyline([from, { x: to.x - 10 * ux, y: to.y - 10 * uy }], `s-${hue}`) + head;
}

/** A tenth of a pixel is enough, and keeps files small. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
