/** What the person's system prefers, as signals. */
import { type ReadonlySignal, signal } from "@preact/signals";

export const isDark: ReadonlySignal<boolean> = follow("(prefers-color-scheme: dark)");
export const wantsLessMotion: ReadonlySignal<boolean> = follow("(prefers-reduced-motion: reduce)");

function follow(media: string): ReadonlySignal<boolean> {
  const query = matchMedia(media);
  const current = signal(query.matches);
  query.addEventListener("change", () => {
    current.value = query.matches;
  });
  return current;
}
