/** What every page of the deck has around its content. */
import { escapeHtml } from "./escape.ts";

/** @param styles style sheets of assets/, in this order; @param body HTML */
export function pageHtml(title: string, styles: readonly string[], body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${styles.map((name) => `<link rel="stylesheet" href="assets/${name}.css">`).join("\n")}
</head>
<body>
${body}
</body>
</html>
`;
}
