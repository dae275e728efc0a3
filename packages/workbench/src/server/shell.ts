/** The one HTML document. Scripts and styles come from us only; nothing may frame it. */

/** `connect-src` is for our own events and data; the worker has a policy of its own. */
export const PAGE_POLICY: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The student's code runs in the worker: it loads modules from here, and sends nothing anywhere. The
 * engines of @hpts/core compile WebAssembly.
 */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<circle cx="16" cy="16" r="12" fill="none" stroke="#888" stroke-width="2"/>
<circle cx="25" cy="8" r="5" fill="#d55e00"/>
</svg>
`;

/** @param token letters and digits */
export function shellHtml(token: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="hpts-token" content="${token}">
<title>High-Performance TypeScript</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<div id="page"><p class="waiting">The workbench is starting.</p></div>
<noscript>The workbench needs JavaScript; all of it comes from your own machine.</noscript>
</body>
</html>
`;
}
