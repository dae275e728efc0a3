/** A picture as SVG that follows the reader's light or dark colours. Sizes in pixels. */

/** Of Okabe and Ito, which colour-blind people tell apart; darker or lighter for text's contrast. */
const STYLE = `text{font:14px system-ui,sans-serif;fill:#1b1f24}.small{font-size:12px}
.found{fill:#0072b2}.missed{fill:none;stroke:#d55e00;stroke-width:2}
.box{stroke:#fff;stroke-width:1}.onbox{fill:#1b1f24}
@media(prefers-color-scheme:dark){text{fill:#e6e6e6}.found{fill:#56b4e9}.missed{stroke:#e69f00}
.box{stroke:#0d1117}.onbox{fill:#1b1f24}}`;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** For whoever cannot see it. */
  readonly title: string;
  readonly body: readonly string[];
}

export function svgText({ width, height, title, body }: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
${body.join("\n")}
</svg>
`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
