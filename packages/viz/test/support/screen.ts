/** Plays what was written, as a terminal would: the text that is on the screen at the end. */
export function screenAfter(written: string): string[] {
  const lines: string[][] = [[]];
  let [row, column] = [0, 0];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is read here
  for (const [token, count, command] of written.matchAll(/\x1b\[\??(\d*)([a-zA-Z])|[^\x1b]/gu)) {
    if (command === "A") row -= Number(count);
    else if (command === "B") row += Number(count);
    else if (command === "C") column += Number(count);
    else if (command !== undefined) continue;
    else if (token === "\r") column = 0;
    else if (token === "\n") [row, column] = [row + 1, 0];
    else {
      lines[row] ??= [];
      lines[row]![column++] = token;
    }
  }
  return lines.map((line) => Array.from(line, (char) => char ?? " ").join(""));
}
