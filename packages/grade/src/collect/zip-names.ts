/**
 * Names in zips: UTF-8 if they say so or are, else code page 437, as PKWARE's specification has it
 * (APPNOTE.TXT, appendix D).
 */
const UPPER =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
  "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

export function zipName(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (code) =>
      code < 128 ? String.fromCharCode(code) : UPPER[code - 128],
    ).join("");
  }
}

/** @returns with "/", or why it leads out of the archive */
export function safeZipPath(name: string): { path: string } | { why: string } {
  const path = name.replaceAll("\\", "/");
  if (path.includes("\0")) return { why: "its name holds a zero byte" };
  if (/^([A-Za-z]:|\/)/.test(path)) return { why: "its name is an absolute path" };
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return { why: "its name leads out of the archive" };
  return { path: parts.join("/") };
}
