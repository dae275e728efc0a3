/** Texts: joining, looking into them, patterns, sorting. */
import type { Claim, Topic } from "./tool/claim.ts";
import { times } from "./tool/define.ts";

const pieces = Array.from({ length: 20_000 }, (_, i) => `piece ${i} `);

const joining: Claim[] = [
  times(
    "string-join",
    "To put 20,000 texts together, `join` takes {} times as long as `+=`, what Python advises against.",
    [0.1, 8],
    () => ({
      slow: () => pieces.join("").length,
      fast: () => {
        let text = "";
        for (const piece of pieces) text += piece;
        return text.length;
      },
    }),
  ),
  times(
    "string-join-read",
    "The same, and a character of the result read, so that V8 has to put it in one place: {} times.",
    [0.1, 5],
    () => ({
      slow: () => pieces.join("").charCodeAt(1000),
      fast: () => {
        let text = "";
        for (const piece of pieces) text += piece;
        return text.charCodeAt(1000);
      },
    }),
  ),
  times(
    "string-peek",
    "`+=` 5,000 times, and a look at the last character each time, takes {} times as long as without the look.",
    [15, 3000],
    () => ({
      slow: () => {
        let [text, spaces] = ["", 0];
        for (let i = 0; i < 5000; i++) {
          text += "some text ";
          if (text.charCodeAt(text.length - 1) === 32) spaces++;
        }
        return spaces + text.length;
      },
      fast: () => {
        let [text, spaces] = ["", 0];
        for (let i = 0; i < 5000; i++) {
          const piece = "some text ";
          text += piece;
          if (piece.charCodeAt(piece.length - 1) === 32) spaces++;
        }
        return spaces + text.length;
      },
    }),
    { warmUpMs: 100, turns: 7 },
  ),
  times(
    "buffer-concat",
    "To collect 2,000 buffers by `Buffer.concat` in a loop takes {} times as long as once at the end.",
    [40, 1500],
    () => {
      const chunks = Array.from({ length: 2000 }, () => Buffer.alloc(64, 1));
      return {
        slow: () => {
          let all = Buffer.alloc(0);
          for (const chunk of chunks) all = Buffer.concat([all, chunk]);
          return all.length;
        },
        fast: () => Buffer.concat(chunks).length,
      };
    },
    { warmUpMs: 100, turns: 5 },
  ),
];

const patterns: Claim[] = [
  times(
    "regex-backtracking",
    "`/^(a+)+$/` on 22 letters a and a b takes {} times as long as on 18: twice for each letter more.",
    [8, 32],
    () => {
      const pattern = /^(a+)+$/;
      const [long, short] = [`${"a".repeat(22)}b`, `${"a".repeat(18)}b`];
      return { slow: () => pattern.test(long), fast: () => pattern.test(short) };
    },
    { warmUpMs: 50, turns: 5 },
  ),
  times(
    "regex-trim",
    "`/\\s+$/` on 2,000 blanks between letters takes {} times as long as on 1,000: it tries each blank anew.",
    [2.5, 6],
    () => {
      const [long, short] = [2000, 1000].map((blanks) => `a${" ".repeat(blanks)}b`);
      return { slow: () => long!.replace(/\s+$/, ""), fast: () => short!.replace(/\s+$/, "") };
    },
    { turns: 9 },
  ),
  times(
    "regex-new",
    "To make the pattern anew for each of 100 texts takes {} times as long as to make it once.",
    [0.9, 40],
    () => {
      const texts = Array.from({ length: 100 }, (_, i) => `user-${i}@place.org`);
      const once = /^[a-z]+-\d+@/;
      return {
        slow: () => texts.filter((text) => /^[a-z]+-\d+@/.test(text)).length,
        fast: () => texts.filter((text) => once.test(text)).length,
      };
    },
  ),
  times(
    "regex-constructor",
    "With `new RegExp(pattern)` for each of 100 texts the same takes {} times as long as made once.",
    [1.5, 80],
    () => {
      const texts = Array.from({ length: 100 }, (_, i) => `user-${i}@place.org`);
      const pattern = String.raw`^[a-z]+-\d+@`;
      const once = new RegExp(pattern);
      return {
        slow: () => texts.filter((text) => new RegExp(pattern).test(text)).length,
        fast: () => texts.filter((text) => once.test(text)).length,
      };
    },
  ),
];

const sorting: Claim[] = [
  times(
    "sort-parse",
    "To sort 1,000 texts by a number in them, to parse it in the comparison takes {} times as long as beforehand.",
    [3, 80],
    () => {
      const rows = Array.from({ length: 1000 }, (_, i) => `row;${(i * 7919) % 1000}`);
      const key = (row: string): number => Number(row.split(";")[1]);
      return {
        slow: () => rows.toSorted((a, b) => key(a) - key(b)),
        fast: () =>
          rows
            .map((row) => ({ row, key: key(row) }))
            .sort((a, b) => a.key - b.key)
            .map(({ row }) => row),
      };
    },
  ),
  times(
    "sort-locale",
    "To sort 1,000 ASCII words by `localeCompare` takes {} times as long as by `<`.",
    [0.5, 12],
    () => {
      const words = Array.from({ length: 1000 }, (_, i) => `word${(i * 7919) % 1000}`);
      return {
        slow: () => words.toSorted((a, b) => a.localeCompare(b, "en")),
        fast: () => words.toSorted((a, b) => (a < b ? -1 : Number(a > b))),
      };
    },
  ),
  times(
    "sort-collator",
    "To sort 1,000 ASCII words by `Intl.Collator` takes {} times as long as by `localeCompare`.",
    [0.5, 12],
    () => {
      const words = Array.from({ length: 1000 }, (_, i) => `word${(i * 7919) % 1000}`);
      const { compare } = new Intl.Collator("en");
      return {
        slow: () => words.toSorted(compare),
        fast: () => words.toSorted((a, b) => a.localeCompare(b, "en")),
      };
    },
  ),
];

export const STRINGS: Topic = { title: "Strings", claims: [...joining, ...patterns, ...sorting] };
