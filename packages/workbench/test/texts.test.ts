import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labText } from "../src/course/lab-text.ts";
import { htmlOf } from "../src/course/markdown.ts";
import { type CourseCopy, courseCopy } from "./measure/support/course-copy.ts";

const html = (markdown: string, hasEditor = true): string =>
  htmlOf(markdown, { lab: "modeling", images: new Set(["pictures/circle.svg"]), hasEditor }).trim();

describe("a text as HTML", () => {
  test("shows HTML that is in it, and does not run it", () => {
    expect(html("a <img src=x onerror=alert(1)> b")).toBe(
      "<p>a &#60;img src=x onerror=alert(1)&#62; b</p>",
    );
    expect(html("<script>alert(1)</script>")).not.toContain("<script");
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "../../NOTES.md",
    "tests",
  ])("a link to %s is its words", (href) => {
    expect(html(`[words](${href})`)).toBe("<p>words</p>");
  });

  test("a link to the web opens beside, and tells nothing of us", () => {
    expect(html("[MDN](https://developer.mozilla.org/a?b&c)")).toBe(
      '<p><a href="https://developer.mozilla.org/a?b&#38;c" target="_blank" rel="noopener noreferrer">MDN</a></p>',
    );
  });

  test("a link to a file of the starter opens the editor, if there is one", () => {
    expect(html("[`x`](starter/motion.ts)")).toContain('<button type="button" class="place"');
    expect(html("[`x`](starter/motion.ts)", false)).toBe("<p><code>x</code></p>");
    expect(html("[`x`](starter/../lab.json)")).toBe("<p><code>x</code></p>");
  });

  test("an image of the lab is shown, any other is its words", () => {
    expect(html("![a circle](pictures/circle.svg)")).toContain(
      '<img src="/image?lab=modeling&#38;name=pictures%2Fcircle.svg" alt="a circle">',
    );
    expect(html("![words](https://evil.example/x.png)")).toBe("<p>words</p>");
  });
});

describe("the texts of a lab", () => {
  const labs = ["modeling", "testing", "timing", "profiling"];
  let course: CourseCopy;
  beforeAll(() => {
    course = courseCopy(...labs);
  });
  afterAll(() => course.remove());

  test.each(labs)("of %s give every exercise its section, and nobody else's", (id) => {
    const lab = course.lab(id);
    const { exercises, introHtml, closingHtml } = labText(lab, undefined);

    expect(exercises.map((one) => one.id)).toEqual(lab.manifest.exercises.map((one) => one.id));
    for (const { html: text } of exercises) {
      expect(text.length).toBeGreaterThan(100);
      expect(text).not.toContain("<h2");
    }
    expect(introHtml).toContain("You will be able to");
    expect(closingHtml).toContain("Done when");
  });
});
