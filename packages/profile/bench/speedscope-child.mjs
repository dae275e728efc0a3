// The importer of speedscope, as it is published: its page is one script, of which the drawing gets a
// browser that does nothing. Prints what it took to import the file argv[2], as JSON.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const release = join(
  dirname(fileURLToPath(import.meta.resolve("speedscope/package.json"))),
  "dist/release",
);
const script = readdirSync(release).find((name) => /^speedscope-.*\.js$/.test(name));
const text = readFileSync(join(release, script), "utf8");
const [, importer] = /return\(await (\w+)\)\.importProfilesFromArrayBuffer/.exec(text) ?? [];
if (importer === undefined) throw new Error("speedscope's importer was not found in its page");

/** Whatever is asked of it or done with it is nothing, again. */
const nothing = new Proxy(() => {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => "" : key === "then" ? undefined : nothing),
  apply: () => nothing,
  construct: () => nothing,
});
const window = {
  location: { hash: "", protocol: "file:", href: "file:///" },
  document: nothing,
  addEventListener() {},
  matchMedia: () => nothing,
};
// The last thing the script does is to say its version and to draw the page.
const end = text.lastIndexOf("console.log(`speedscope v");
if (end === -1) throw new Error("speedscope's page does not end as expected");
const exposed = `${text.slice(0, end)};globalThis.speedscopeImporter=${importer}})();`;
const silent = { ...console, log() {}, error() {}, warn() {} };
new Function(
  "window",
  "document",
  "self",
  "matchMedia",
  "requestAnimationFrame",
  "console",
  "FileReader",
  "HTMLElement",
  "HTMLCanvasElement",
  exposed,
)(
  window,
  nothing,
  window,
  () => nothing,
  () => 0,
  silent,
  nothing,
  Object,
  Object,
);
const { importProfilesFromArrayBuffer } = await globalThis.speedscopeImporter;

const { buffer, byteOffset, byteLength } = readFileSync(process.argv[2]);
const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
const start = performance.now();
const group = await importProfilesFromArrayBuffer("x.cpuprofile", bytes);
const ms = performance.now() - start;
const total = group?.profiles[0]?.getTotalWeight();
console.log(JSON.stringify({ ms, totalUs: total, rssMb: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
