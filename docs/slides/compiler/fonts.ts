/** The slides' letters as a stylesheet that holds them, so that no page has to load a font. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const FONTS = [
  { family: "Inter", weights: "100 900", file: "inter/files/inter-latin-wght-normal.woff2" },
  {
    family: "JetBrains Mono",
    weights: "100 800",
    file: "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  },
];

export function fontsCss(): string {
  const { resolve } = createRequire(import.meta.url);
  return FONTS.map(({ family, weights, file }) => {
    const data = readFileSync(resolve(`@fontsource-variable/${file}`)).toString("base64");
    return `@font-face {
  font-family: "${family}";
  font-weight: ${weights};
  src: url(data:font/woff2;base64,${data}) format("woff2");
}
`;
  }).join("");
}
