/**
 * The views of a profile as one HTML file: script and profile are in it, nothing is loaded, and its
 * policy lets nothing be loaded. It works from a disk as from a server.
 */
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import type { ProfileData } from "@hpts/profile";
import type { MemoryTimeline } from "@hpts/profile/memory";
import { build } from "esbuild";
import { bundledLicences } from "./bundled-licences.ts";

export interface DocumentOptions {
  readonly title: string;
  /** Shown as the difference to it. */
  readonly other?: ProfileData;
  /** Memory over time, of `hpts memory run`. */
  readonly memory?: MemoryTimeline;
  /** Links at the head of the page. */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
}

/** @returns the file's text */
export async function profileDocument(
  profile: ProfileData,
  { memory, ...rest }: DocumentOptions,
): Promise<string> {
  const { title } = rest;
  // A Map is nothing in JSON; what the chart does with it works with its entries as well.
  const recorded = memory && { ...memory, children: [...memory.children] };
  const page = await pageScript();
  const script = inScript(page.text);
  const content = JSON.stringify({ profile, options: { ...rest, memory: recorded } });
  const packed = gzipSync(content).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<!--
Parts of this page are others' work:

${page.licences.replaceAll("--", "- -")}
-->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main id="profile"><p>Reading the profile ...</p><noscript><p>It is shown by JavaScript.</p></noscript></main>
<script type="application/gzip" id="profile-data">${packed}</script>
<script>${script}</script>
</body>
</html>
`;
}

const STYLE = "html,body,#profile{height:100%;margin:0}";

/** Made from the package's own source, or from what was published of it: whichever is here. */
async function pageScript(): Promise<{ text: string; licences: string }> {
  // Our code may have become a part of another program's file: from there, it is found by its name.
  const entry = createRequire(import.meta.url).resolve("@hpts/viz/profile-page");
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `import { showEmbedded } from ${JSON.stringify(entry)}; showEmbedded(document);`,
      resolveDir: dirname(entry),
    },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    absWorkingDir: dirname(entry),
    metafile: true,
    logLevel: "silent",
  });
  return {
    text: outputFiles[0]?.text ?? "",
    licences: bundledLicences(Object.keys(metafile.inputs), dirname(entry)),
  };
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements */
function inScript(text: string): string {
  return text.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
