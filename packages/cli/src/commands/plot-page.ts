/** A chart as one HTML file: its script and its data are in it, and it asks for nothing from outside. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Chart, toSvg } from "@hpts/viz/chart";
import { build } from "esbuild";

const SCRIPT = `import { mountChart } from "@hpts/viz/chart-page";
const chart = JSON.parse(document.querySelector("#data").textContent);
mountChart(document.querySelector("main"), chart, { headingLevel: 1 });`;

const STYLE = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:60rem;padding:1rem;font-family:system-ui,sans-serif}
svg{max-width:100%;height:auto}`;

export async function chartPage(chart: Chart): Promise<string> {
  const script = await bundled();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>${escaped(chart.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main></main>
<noscript>${toSvg(chart)}</noscript>
<script type="application/json" id="data">${JSON.stringify(chart).replaceAll("<", "\\u003c")}</script>
<script>${inScript(script)}</script>
</body>
</html>
`;
}

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: dirname(fileURLToPath(import.meta.url)) },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}

/** Code must not end the element that it stands in. */
const inScript = (text: string): string => text.replaceAll(/<(?=\/script|script|!--)/gi, "\\u003c");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
