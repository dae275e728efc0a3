/** How the views look. In the page's list of sheets and not in an element: a strict CSP allows it. */
import { FRAME_CSS } from "./style-frame.ts";
import { VIEWS_CSS } from "./style-views.ts";

const users = new WeakMap<Document, number>();
const sheets = new WeakMap<Document, CSSStyleSheet>();

/** @returns what takes the styles away, once nobody uses them */
export function useStyles(page: Document): () => void {
  const count = users.get(page) ?? 0;
  users.set(page, count + 1);
  if (count === 0) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(FRAME_CSS + VIEWS_CSS);
    sheets.set(page, sheet);
    page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  }
  return () => {
    const left = (users.get(page) ?? 1) - 1;
    users.set(page, left);
    if (left > 0) return;
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((one) => one !== sheets.get(page));
  };
}
