/** Small readers of GIF and PNG, written from the specifications and not from our writers. */
import { crc32, inflateSync } from "node:zlib";

export interface Movie {
  readonly width: number;
  readonly height: number;
  /** Each frame as it is seen: indices of the palette. */
  readonly frames: readonly Uint8Array[];
  /** How long each is seen, in ms. */
  readonly delaysMs: readonly number[];
  /** How many pixels each frame stores. */
  readonly stored: readonly number[];
  readonly palette: Uint8Array;
}

interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Puts frames over each other. */
class Screen {
  readonly frames: Uint8Array[] = [];
  readonly delaysMs: number[] = [];
  readonly stored: number[] = [];
  #seen: Uint8Array;
  readonly #width: number;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#seen = new Uint8Array(width * height);
  }

  show(part: Part, pixels: Uint8Array, delayMs: number): void {
    if (pixels.length !== part.width * part.height) {
      throw new Error(`${part.width} x ${part.height} is not ${pixels.length} pixels`);
    }
    this.#seen = this.#seen.slice();
    for (let y = 0; y < part.height; y++) {
      const row = pixels.subarray(y * part.width, (y + 1) * part.width);
      this.#seen.set(row, (part.top + y) * this.#width + part.left);
    }
    this.frames.push(this.#seen);
    this.delaysMs.push(delayMs);
    this.stored.push(pixels.length);
  }
}

export function readPng(file: Uint8Array): Movie {
  const data = new DataView(file.buffer, file.byteOffset, file.length);
  let screen = new Screen(0, 0);
  let size = { width: 0, height: 0 };
  let palette = new Uint8Array();
  let part: Part & { delayMs: number } = { left: 0, top: 0, width: 0, height: 0, delayMs: 0 };
  let announced = 1;
  let sequence = 0;
  if (file[0] !== 0x89 || file[1] !== 0x50) throw new Error("no PNG");
  for (let at = 8; at < file.length; ) {
    const length = data.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const body = at + 8;
    if (crc32(file.subarray(at + 4, body + length)) !== data.getUint32(body + length)) {
      throw new Error(`${type} has a wrong CRC`);
    }
    const inOrder = (): void => {
      if (data.getUint32(body) !== sequence++) throw new Error(`${type} is out of order`);
    };
    if (type === "IHDR") {
      size = { width: data.getUint32(body), height: data.getUint32(body + 4) };
      screen = new Screen(size.width, size.height);
      part = { left: 0, top: 0, ...size, delayMs: 0 };
    }
    if (type === "PLTE") palette = file.slice(body, body + length);
    if (type === "acTL") announced = data.getUint32(body);
    if (type === "fcTL") {
      inOrder();
      const [width, height, left, top] = [4, 8, 12, 16].map((n) => data.getUint32(body + n));
      const delayMs = (1000 * data.getUint16(body + 20)) / data.getUint16(body + 22);
      part = { left: left!, top: top!, width: width!, height: height!, delayMs };
    }
    if (type === "fdAT") inOrder();
    if (type === "IDAT" || type === "fdAT") {
      const rows = inflateSync(file.subarray(body + (type === "fdAT" ? 4 : 0), body + length));
      screen.show(part, withoutFilters(rows, part.width), part.delayMs);
    }
    at = body + length + 4;
  }
  const { frames, delaysMs, stored } = screen;
  if (frames.length !== announced) throw new Error(`${announced} frames, got ${frames.length}`);
  return { ...size, frames, delaysMs, stored, palette };
}

function withoutFilters(rows: Uint8Array, width: number): Uint8Array {
  const height = rows.length / (width + 1);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * (width + 1);
    if (rows[start] !== 0) throw new Error(`filter ${rows[start]} is not known here`);
    pixels.set(rows.subarray(start + 1, start + 1 + width), y * width);
  }
  return pixels;
}

export function readGif(file: Uint8Array): Movie {
  const data = new DataView(file.buffer, file.byteOffset, file.length);
  const u16 = (at: number): number => data.getUint16(at, true);
  const size = { width: u16(6), height: u16(8) };
  const colors = 2 << (file[10]! & 7);
  const palette = file.slice(13, 13 + 3 * colors);
  const screen = new Screen(size.width, size.height);
  let delayMs = 0;
  let at = 13 + 3 * colors;
  for (; file[at] !== 0x3b; ) {
    if (file[at] === 0x21) {
      if (file[at + 1] === 0xf9) delayMs = 10 * u16(at + 4);
      at = blocksAt(file, at + 2).next;
    } else if (file[at] === 0x2c) {
      const [left, top, width, height] = [1, 3, 5, 7].map((n) => u16(at + n));
      const { data: codes, next } = blocksAt(file, at + 11);
      const part = { left: left!, top: top!, width: width!, height: height! };
      screen.show(part, expandLzw(codes, file[at + 10]!), delayMs);
      at = next;
    } else {
      throw new Error(`no block begins with ${file[at]} (at ${at})`);
    }
  }
  if (at !== file.length - 1) throw new Error("there is something behind the end");
  const { frames, delaysMs, stored } = screen;
  return { ...size, frames, delaysMs, stored, palette };
}

function blocksAt(file: Uint8Array, start: number): { data: Uint8Array; next: number } {
  const bytes: number[] = [];
  let at = start;
  for (; file[at] !== 0; at += file[at]! + 1)
    bytes.push(...file.subarray(at + 1, at + 1 + file[at]!));
  return { data: Uint8Array.from(bytes), next: at + 1 };
}

/** As the specification tells it: strings of bytes in a list. */
export function expandLzw(data: Uint8Array, codeSize: number): Uint8Array {
  const clear = 1 << codeSize;
  const out: number[] = [];
  let strings: number[][] = [];
  let width = 0;
  let before: number[] | undefined;
  let bit = 0;
  const restart = (): void => {
    strings = Array.from({ length: clear + 2 }, (_, i) => [i]);
    width = codeSize + 1;
    before = undefined;
  };
  restart();
  for (;;) {
    let code = 0;
    for (let i = 0; i < width; i++, bit++) {
      if (bit >= data.length * 8) throw new Error("the codes end without an end");
      code |= ((data[bit >> 3]! >> (bit & 7)) & 1) << i;
    }
    if (code === clear) {
      restart();
      continue;
    }
    if (code === clear + 1) break;
    const string: number[] = strings[code] ?? [...before!, before![0]!];
    if (code > strings.length) throw new Error(`there is no code ${code} yet`);
    out.push(...string);
    if (before !== undefined && strings.length < 4096) strings.push([...before, string[0]!]);
    if (strings.length === 1 << width && width < 12) width++;
    before = string;
  }
  if (data.length !== Math.ceil(bit / 8)) throw new Error("there are bytes behind the end");
  return Uint8Array.from(out);
}
