import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeFrame,
  encodeFrame,
  FrameError,
  frameLength,
  MAX_FRAME_BYTES,
} from "../src/protocol/frames.ts";
import { isAtMostDeep } from "../src/protocol/json-depth.ts";

const body = (frame: Buffer): Buffer => frame.subarray(4);

/** A frame with any text in place of its JSON. */
function frameOf(json: string, parts: Uint8Array = new Uint8Array()): Buffer {
  const text = Buffer.from(json);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length, 0);
  return Buffer.concat([head, text, parts]);
}

describe("frames", () => {
  test("what was encoded is decoded to the same, parts to the last bit", () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), parts, (message, raw) => {
        const frame = encodeFrame({ message, parts: raw });

        expect(frameLength(frame)).toBe(frame.length - 4);
        const decoded = decodeFrame(body(frame));
        // JSON has no -0: numbers travel in parts, or as words.
        expect(decoded.message).toEqual(JSON.parse(JSON.stringify(message)));
        expect(decoded.parts).toEqual(raw);
      }),
    );
  });

  test("any bytes are a frame or a FrameError, and nothing else", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeFrame(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
        }
      }),
    );
  });

  test("a frame with one byte changed is a frame or a FrameError", () => {
    const frame = encodeFrame({
      message: { kind: "call", args: [1, "two"] },
      parts: [Uint8Array.of(1, 2)],
    });
    fc.assert(
      fc.property(fc.nat(frame.length - 5), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(body(frame));
        changed[at] = byte;
        try {
          decodeFrame(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
        }
      }),
    );
  });

  test("a length of more than 32 MiB is refused before anything is read", () => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(MAX_FRAME_BYTES + 1, 0);

    expect(() => frameLength(head)).toThrow("4 to 33554432 bytes, got 33554433");
  });

  test("text that nests 100,000 deep is refused without recursion", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

    expect(() => decodeFrame(frameOf(`{"message":${deep},"parts":[]}`))).toThrow("deeper than 100");
  });

  test.each([
    ["a part longer than the frame", '{"message":1,"parts":[5]}'],
    ["a negative part", '{"message":1,"parts":[-1]}'],
    ["half a part", '{"message":1,"parts":[0.5]}'],
    ["parts that are no list", '{"message":1,"parts":{"length":1}}'],
    ["no object", "null"],
    ["no JSON", "{"],
  ])("%s is refused", (_what, json) => {
    expect(() => decodeFrame(frameOf(json))).toThrow(FrameError);
  });

  test("bytes that belong to no part are refused", () => {
    const frame = frameOf('{"message":1,"parts":[1]}', Uint8Array.of(1, 2));

    expect(() => decodeFrame(frame)).toThrow("more bytes than its parts");
  });
});

describe("depth", () => {
  test("is that of JSON, whatever stands in strings", () => {
    const value = fc.jsonValue({ maxDepth: 8 });
    const depth = (one: unknown): number =>
      typeof one === "object" && one !== null
        ? 1 + Math.max(0, ...Object.values(one).map(depth))
        : 0;
    fc.assert(
      fc.property(value, fc.string(), (one, text) => {
        const json = Buffer.from(JSON.stringify([one, `${text}[[{{"\\`]));
        const deep = depth([one]);

        expect(isAtMostDeep(json, deep)).toBe(true);
        expect(isAtMostDeep(json, deep - 1)).toBe(false);
      }),
    );
  });
});
