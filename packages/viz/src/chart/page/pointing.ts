/** Which datum a pointer or a key means. */
import type { PlacedDatum } from "../layout.ts";

const REACH_PX = 40;

/** The closest one within reach; sideways counts more, as people point at a place of the x axis. */
export function nearestTo(
  data: readonly PlacedDatum[],
  x: number,
  y: number,
): PlacedDatum | undefined {
  let best: PlacedDatum | undefined;
  let least = REACH_PX ** 2;
  for (const one of data) {
    const distance = (one.x - x) ** 2 + ((one.y - y) / 2) ** 2;
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}

/**
 * left and right: along the series, and on to the next one. up and down: the same place of another
 * series. Home and End: the first and the last of all.
 *
 * @returns nothing for other keys, and where nothing is shown
 */
export function nextDatum(
  data: readonly PlacedDatum[],
  current: PlacedDatum | undefined,
  key: string,
): PlacedDatum | undefined {
  const isStep = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(key);
  if (key === "Home") return data[0];
  if (key === "End") return data.at(-1);
  if (!isStep || data.length === 0) return undefined;
  if (current === undefined) return data[0];
  const at = data.indexOf(current);
  if (key === "ArrowRight") return data[Math.min(at + 1, data.length - 1)];
  if (key === "ArrowLeft") return data[Math.max(at - 1, 0)];
  const layers = [...new Set(data.map(({ layer }) => layer))];
  const step = key === "ArrowDown" ? 1 : -1;
  const to = layers[layers.indexOf(current.layer) + step];
  if (to === undefined) return current;
  const others = data.filter(({ layer }) => layer === to);
  return others.reduce((best, one) =>
    Math.abs(one.x - current.x) < Math.abs(best.x - current.x) ? one : best,
  );
}
