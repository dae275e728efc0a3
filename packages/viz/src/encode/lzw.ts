/**
 * GIF's compression: GIF89a specification, appendix F, "Variable-Length-Code LZW Compression"
 * (https://www.w3.org/Graphics/GIF/spec-gif89a.txt).
 */

const LARGEST_CODE = 4095;
/** Twice as many places as codes, so that a search ends soon; a power of two. */
const PLACES = 8192;
const EMPTY = -1;

/** Code of a string by its parts: `(prefix << 8 | last byte) << 12 | code`, or EMPTY. */
const table = new Int32Array(PLACES);

/**
 * @param pixels each below `1 << codeSize`
 * @param codeSize bits of a pixel, 2 to 8
 * @returns codes, packed from the lowest bit on; not yet in blocks
 */
export function compressLzw(pixels: Uint8Array, codeSize: number): Uint8Array {
  const clear = 1 << codeSize;
  const end = clear + 1;
  // At worst a code of 12 bits a pixel, and a clear code now and then.
  const out = new Uint8Array(Math.ceil(pixels.length * 1.6) + 16);
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  let width = codeSize + 1;
  let next = end + 1;

  const put = (code: number): void => {
    bits |= code << bitCount;
    bitCount += width;
    while (bitCount >= 8) {
      out[length++] = bits & 255;
      bits >>>= 8;
      bitCount -= 8;
    }
  };

  table.fill(EMPTY);
  put(clear);
  let prefix = pixels[0] ?? clear;
  for (let i = 1; i < pixels.length; i++) {
    const key = (prefix << 8) | pixels[i]!;
    let place = (key ^ (key >>> 7)) & (PLACES - 1);
    let entry = table[place]!;
    while (entry !== EMPTY && entry >>> 12 !== key) {
      place = (place + 1) & (PLACES - 1);
      entry = table[place]!;
    }
    if (entry !== EMPTY) {
      prefix = entry & LARGEST_CODE;
      continue;
    }
    put(prefix);
    prefix = pixels[i]!;
    if (next > LARGEST_CODE) {
      put(clear);
      table.fill(EMPTY);
      width = codeSize + 1;
      next = end + 1;
      continue;
    }
    // A reader knows each code one step later than we do: the width grows when it needs it.
    if (next >= 1 << width) width++;
    table[place] = (key << 12) | next++;
  }
  if (pixels.length > 0) put(prefix);
  // The code just put gave the reader one more entry, though we have no use for it.
  if (next >= 1 << width && width < 12) width++;
  put(end);
  if (bitCount > 0) out[length++] = bits & 255;
  return out.subarray(0, length);
}
