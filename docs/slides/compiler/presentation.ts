/** The presentation: one page for reveal.js, which needs only the files beside it. */
import { slidesOf } from "./deck.ts";
import { escapeHtml } from "./escape.ts";
import { pageHtml } from "./page.ts";
import type { Deck, Part, Slide } from "./slide.ts";
import type { SlidesHtml } from "./slide-html.ts";

/** Size of a slide in CSS pixels; reveal.js scales it to the screen. */
export const SLIDE_PX = { width: 1280, height: 720 } as const;

export function presentationHtml(deck: Deck, html: SlidesHtml): string {
  const sections = deck.parts.flatMap((part) =>
    part.slides.map((slide) => section(slide, part, html)),
  );
  return pageHtml(
    deck.title,
    ["reveal", "fonts", "theme", "drawings", "screen"],
    `<div class="reveal"><div class="slides">
${sections.join("\n")}
</div></div>
<script src="assets/reveal.js"></script>
<script src="assets/notes.js"></script>
<script src="assets/start.js" data-width="${SLIDE_PX.width}" data-height="${SLIDE_PX.height}"></script>`,
  );
}

function section(slide: Slide, part: Part, html: SlidesHtml): string {
  const { face, notes } = html(slide);
  const { minutes } = slide.metadata;
  const timing = minutes === undefined ? "" : ` data-timing="${Math.round(minutes * 60)}"`;
  const said = minutes === undefined ? "" : `<p><strong>${minutes} min</strong></p>\n`;
  return `<section id="${slide.id}" class="${classOf(slide)}" data-part="${escapeHtml(part.id)}"${timing}>
${face}
<aside class="notes">${said}${notes}</aside>
</section>`;
}

/** How a slide looks, in the presentation and in the hand-out. */
export function classOf({ body, metadata }: Slide): string {
  const kinds = ["slide"];
  if (/^# /m.test(body)) kinds.push("title");
  else if (!/^(```|<<<|\||!\[)/m.test(body)) kinds.push("plain");
  if (metadata.lab !== undefined) kinds.push("lab");
  if (metadata.layout !== undefined) kinds.push(metadata.layout);
  return kinds.join(" ");
}

/** Minutes of all slides that say how long they take. */
export function minutesOf(deck: Deck): number {
  return slidesOf(deck).reduce((sum, { metadata }) => sum + (metadata.minutes ?? 0), 0);
}
