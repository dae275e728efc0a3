/** Lines of reports that are sentences, not tables. */

const WIDTH = 80;

/**
 * Parted at blanks, the line of the engine after semicolons; what has none stays whole.
 * @param indent of each line
 */
export function wrapped(text: string, indent = ""): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(isList(text) ? /(?<=;) / : " ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent.length + longer.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  return [...lines, indent + line];
}

/** "engine exact: calls counted; 3 threads" */
function isList(text: string): boolean {
  return /^engine \w+: /.test(text);
}
