/** What of a page is searched; its headings always are. */

/** Long lists of names: whoever searches them knows the name, and that is the heading. */
const LISTS = /^reference\/(?:api\/.+|claims|formats)\.md$/;

/** @param place of the page in the site */
export function searchedText(place: string, text: string): string {
  if (!LISTS.test(place)) return text;
  const code = /^```[\s\S]*?^```$/gm;
  return text
    .replaceAll(code, "")
    .split("\n")
    .filter((line) => line.startsWith("#"))
    .join("\n\n");
}
