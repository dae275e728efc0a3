/**
 * speedscope and a profile in one HTML file that works from a disk, without a network.
 *
 * speedscope fetches nothing over file://, but it takes a profile from a script if its address says
 * so: it then sets `window.speedscope`, whose loadFileFromBase64 the page calls.
 * https://github.com/jlfwong/speedscope/blob/main/src/views/application.tsx, maybeLoadHashParamProfile
 */
import { speedscopeFiles } from "./speedscope-files.ts";

/**
 * @param speedscope a profile in speedscope's format
 * @param title what the page calls it
 */
export function speedscopePage(speedscope: string, title: string): string {
  const files = speedscopeFiles();
  const index = files.read("index.html").toString();
  const css = inlineUrls(files.read(nameIn(index, /href="([^"]+\.css)"/)).toString(), files);
  const script = files.read(nameIn(index, /<script src="([^"]+\.js)"/)).toString();
  const profile = Buffer.from(speedscope).toString("base64");
  return `<!DOCTYPE html>
<!--
${files.license.trim().replaceAll("--", "- -")}
-->
<html>
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>${escapeHtml(title)}</title>
<style>${css.replaceAll("</", "<\\/")}</style>
</head>
<body>
<script>
history.replaceState(null, "", "#localProfilePath=none&title=" + ${inScript(JSON.stringify(encodeURIComponent(title)))});
Object.defineProperty(window, "speedscope", {
  set(api) {
    setTimeout(() => api.loadFileFromBase64(${inScript(JSON.stringify(`${title}.speedscope.json`))}, "${profile}"));
  },
});
</script>
<script>${inScript(withoutMap(script))}</script>
</body>
</html>
`;
}

function nameIn(index: string, pattern: RegExp): string {
  const name = pattern.exec(index)?.[1];
  if (name === undefined) throw new Error(`speedscope's index.html has changed: no ${pattern}`);
  return name;
}

/** Fonts as data, so that the page is one file. */
function inlineUrls(css: string, files: ReturnType<typeof speedscopeFiles>): string {
  return css.replace(/url\(["']?([^"')]+)["']?\)/g, (whole, url: string) => {
    const name = url.replace(/^\.\//, "");
    if (!files.names.has(name)) return whole;
    return `url(data:font/woff2;base64,${files.read(name).toString("base64")})`;
  });
}

const withoutMap = (script: string): string => script.replace(/\/\/# sourceMappingURL=\S+\s*$/, "");

/** https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements */
const inScript = (text: string): string =>
  text.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
