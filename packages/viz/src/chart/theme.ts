/** What the inks are, in light and in dark; texts have a contrast of at least 7 with the ground. */
import { SERIES_COLOURS } from "./series-style.ts";
import type { Ink } from "./shapes.ts";

export type Theme = "light" | "dark";

/** "#rrggbb" for each ink. */
type Colours = Readonly<Record<Exclude<Ink, `series${number}`>, string>>;

const THEMES: Readonly<Record<Theme, Colours>> = {
  light: {
    ground: "#ffffff",
    text: "#1a1a1a",
    quiet: "#4d4d4d",
    axis: "#555555",
    grid: "#e4e4e4",
    band: "#d9d2e9",
    mark: "#333333",
  },
  dark: {
    ground: "#16181c",
    text: "#f0f0f0",
    quiet: "#bdbdbd",
    axis: "#a0a0a0",
    grid: "#33363b",
    band: "#4a3f63",
    mark: "#dddddd",
  },
};

/** Blue and vermillion of the palette are too dark for a dark ground; these are lighter. */
const DARK_SERIES: readonly string[] = [
  "#4ba6e0",
  "#f0803c",
  "#2fc79c",
  "#dd96bd",
  "#f0b429",
  "#8fd0f5",
];

export function colourOf(ink: Ink, theme: Theme): string {
  const [, series] = /^series(\d+)$/.exec(ink) ?? [];
  if (series !== undefined) {
    const colours = theme === "light" ? SERIES_COLOURS : DARK_SERIES;
    return colours[Number(series) % colours.length]!;
  }
  return THEMES[theme][ink as keyof Colours];
}

const INKS: readonly Ink[] = [
  ...(Object.keys(THEMES.light) as (keyof Colours)[]),
  ...SERIES_COLOURS.map((_, i): Ink => `series${i}`),
];

/** For style sheets: "--hpts-ground:#ffffff;...". */
export function variablesOf(theme: Theme): string {
  return INKS.map((ink) => `--hpts-${ink}:${colourOf(ink, theme)}`).join(";");
}
