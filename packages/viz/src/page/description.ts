/** What a picture shows, in words: for those who do not see the canvas. */
import type { Axes, Figure } from "../scene.ts";
import type { PlayerState } from "./player.ts";

/** Such as: "Particles: 3 red points. Frame 12 of 200." */
export function describeFigure(
  figure: Figure,
  { frame, frames }: Pick<PlayerState, "frame" | "frames">,
): string {
  const parts = figure.allAxes.map(describeAxes);
  const place = frames === undefined ? `${frame}` : `${frame} of ${frames}`;
  return [...parts, frame === 0 ? "Not started." : `Frame ${place}.`].join(" ");
}

function describeAxes({ title, artists, texts }: Axes): string {
  const shown = [
    ...artists.map(({ xs, color, marker }) =>
      marker
        ? `${xs.length} ${color} ${xs.length === 1 ? "point" : "points"}`
        : `a ${color} line through ${xs.length} points`,
    ),
    ...texts.map(({ text }) => `"${text}"`),
  ];
  return `${title === "" ? "Axes" : title}: ${shown.length === 0 ? "empty" : shown.join(", ")}.`;
}
