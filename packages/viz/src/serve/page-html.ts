/** The page that a server of an animation gives. */

export interface PageText {
  readonly title: string;
  /** How long the code may not answer, in ms. */
  readonly limitMs: number;
}

export function pageHtml({ title, limitMs }: PageText): string {
  const name = escaped(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name} · hpts animate</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${name}</h1>
<canvas id="canvas" data-limit-ms="${limitMs}" role="img" aria-label="Loading."></canvas>
<div id="controls"></div>
<div id="loading" class="problem" role="alert"></div>
<div id="running" class="problem" role="alert"></div>
<p class="note">Your code runs here, in the page. Save a file, and it begins anew. Code that gives no
sign of life for ${limitMs / 1000} s is ended.</p>
</main>
<script type="module" src="/page.js"></script>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --text: #1b1d22; --back: #fff; --edge: #767676; --bad: #a33b00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8e8; --back: #16181d; --edge: #8c8c8c; --bad: #ffb27a; }
}
body { margin: 0; color: var(--text); background: var(--back); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.125rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
canvas { display: block; max-width: 100%; max-height: calc(100vh - 10rem); margin-bottom: .5rem; }
.problem:not(:empty) { border-left: 4px solid var(--bad); padding: .25rem .75rem; margin: 1rem 0; }
.problem p { margin: .25rem 0; font-weight: bold; }
.problem pre { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
.note { font-size: .875rem; }
`;

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text.replace(/[&<>]/g, (char) => entities[char]!);
}
