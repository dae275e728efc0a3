/** Text for Markdown and HTML: what has a meaning there becomes an entity. */

const SPECIAL = /[&<>"'`*_[\]|\\~#@!$]/g;

/** For one line inside of a sentence or a table's cell; never at the beginning of a line. */
export function inline(text: string): string {
  return (
    text
      .replaceAll("\n", " ")
      .replaceAll(SPECIAL, entity)
      // Else GitHub makes links of addresses.
      .replaceAll("://", "&#58;//")
      .replaceAll(/www\./gi, (www) => `${www.slice(0, 3)}&#46;`)
  );
}

/** Several lines as they are, without any meaning. */
export function block(text: string): string {
  return `<pre>\n${text.replaceAll(/[&<>]/g, entity)}\n</pre>`;
}

const entity = (sign: string): string => `&#${sign.charCodeAt(0)};`;
