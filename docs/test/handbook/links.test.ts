/** Every link of the handbook's pages leads somewhere: on GitHub, and in the site. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { anchorsOf, linksOf, proseOf, slugOf } from "../../handbook/site/markdown.ts";
import { pageFiles } from "../../handbook/site/pages.ts";
import { ROOT } from "../../handbook/site/places.ts";
import { stage } from "../../handbook/site/stage.ts";

const FILES = pageFiles(ROOT);
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

function faultsOf(file: string): string[] {
  return linksOf(read(file)).flatMap(({ target }) => {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
    const [path = "", anchor] = target.split("#");
    const to = path === "" ? file : posix.join(posix.dirname(file), decodeURI(path));
    if (!existsSync(join(ROOT, to))) return [`${target}: there is no ${to}`];
    const page = statSync(join(ROOT, to)).isDirectory() ? posix.join(to, "README.md") : to;
    const isKnown = anchor === undefined || anchorsOf(read(page)).includes(anchor);
    return isKnown ? [] : [`${target}: ${page} has no heading "${anchor}"`];
  });
}

describe("links", () => {
  test.each(FILES)("of %s lead to files and headings", (file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  test("all become links of the site", () => {
    expect(() => stage(ROOT)).not.toThrow();
  });

  test("a page of the handbook can be reached from its first page", () => {
    const reached = new Set(["docs/handbook/README.md"]);
    for (const file of reached) {
      for (const { target } of linksOf(read(file))) {
        const to = posix.join(posix.dirname(file), target.split("#")[0]!);
        if (FILES.includes(to)) reached.add(to);
      }
    }

    expect(FILES.filter((file) => !reached.has(file))).toEqual([]);
  });

  test("claims that pages ask for are there", () => {
    const known = anchorsOf(read("docs/handbook/reference/claims.md"));
    const asked = FILES.filter((file) => file.startsWith("docs/handbook/")).flatMap((file) =>
      Array.from(read(file).matchAll(/pnpm claims((?: [a-z0-9-]+)+)/g)).flatMap(([, ids]) =>
        ids!.trim().split(" "),
      ),
    );

    expect(asked).toContain("evolve-hypot");
    expect(asked.filter((id) => !known.includes(id) && !id.startsWith("-"))).toEqual([]);
  });
});

describe("anchors", () => {
  test.each([
    ["P4 evolve: remove what the profile shows", "p4-evolve-remove-what-the-profile-shows"],
    ["@hpts/bench/compare", "hptsbenchcompare"],
    ["Wer, was, wo?", "wer-was-wo"],
    ["a_b and ENGINE_NAMES", "a_b-and-engine_names"],
  ])("%s is %s, as on GitHub", (words, slug) => {
    expect(slugOf(words)).toBe(slug);
  });

  test("a second heading of the same words is counted", () => {
    expect(anchorsOf("# One\n\n## Types\n\n```\n# no heading\n```\n\n## Types\n")).toEqual([
      "one",
      "types",
      "types-1",
    ]);
  });

  test("code is no prose", () => {
    expect(
      linksOf("`[a](b)` and [c](d)\n\n```\n[e](f)\n```\n").map(({ target }) => target),
    ).toEqual(["d"]);
    expect(proseOf("a `b` c")).toBe("a     c");
  });
});
