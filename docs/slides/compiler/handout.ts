/** The hand-out: every slide as it is shown, small, with the notes below it; made to be printed. */
import { escapeHtml } from "./escape.ts";
import { pageHtml } from "./page.ts";
import { classOf } from "./presentation.ts";
import type { Deck } from "./slide.ts";
import type { SlidesHtml } from "./slide-html.ts";

export function handoutHtml(deck: Deck, html: SlidesHtml): string {
  let number = 0;
  const parts = deck.parts.map((part) => {
    const articles = part.slides.map((slide) => {
      const { face, notes } = html(slide);
      const { minutes } = slide.metadata;
      const time = minutes === undefined ? "" : ` · ${minutes} min`;
      number++;
      return `<article id="${slide.id}">
<div class="frame"><section class="${classOf(slide)}" data-part="${escapeHtml(part.id)}">${face}</section></div>
<div class="notes"><p class="place">${number} · ${escapeHtml(part.id)}${time}</p>${notes}</div>
</article>`;
    });
    return articles.join("\n");
  });
  const styles = ["fonts", "theme", "drawings", "handout"];
  return pageHtml(`${deck.title}: slides and notes`, styles, parts.join("\n"));
}
