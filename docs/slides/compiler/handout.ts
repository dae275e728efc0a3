/** The hand-out: every slide as it is shown, small, with the notes below it; made to be printed. */
import { escapeHtml } from "./escape.ts";
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(deck.title)}: slides and notes</title>
<link rel="stylesheet" href="assets/fonts.css">
<link rel="stylesheet" href="assets/theme.css">
<link rel="stylesheet" href="assets/drawings.css">
<link rel="stylesheet" href="assets/handout.css">
</head>
<body>
${parts.join("\n")}
</body>
</html>
`;
}
