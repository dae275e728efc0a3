/**
 * Colours of code as classes. VitePress writes both colours of a word beside each word, which makes
 * pages of code several times as large; `k1` to `k5` are in theme/style.css instead.
 */

/** What shiki's themes github-light and github-dark have; comments are darker, and lighter, there. */
const CLASSES: Readonly<Record<string, string>> = {
  "--shiki-light:#D73A49;--shiki-dark:#F97583": "k1",
  "--shiki-light:#6F42C1;--shiki-dark:#B392F0": "k2",
  "--shiki-light:#005CC5;--shiki-dark:#79B8FF": "k3",
  "--shiki-light:#6A737D;--shiki-dark:#6A737D": "k4",
  "--shiki-light:#032F62;--shiki-dark:#9ECBFF": "k5",
};
const COMMENT = "k4";
/** The colour of all text, and of parameters, which get it too. */
const PLAIN: ReadonlySet<string> = new Set([
  "--shiki-light:#24292E;--shiki-dark:#E1E4E8",
  "--shiki-light:#E36209;--shiki-dark:#FFAB70",
]);

interface Element {
  type: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

/** A transformer of shiki's. */
export const codeColors = {
  name: "hpts:code-colors",
  span(this: { readonly options: { readonly lang: string } }, node: Element): void {
    const style = String(node.properties?.["style"] ?? "").replace(/;$/, "");
    const name = CLASSES[style];
    const isSign = /^[^\p{L}\p{N}"'`/]*$/u.test(node.children?.[0]?.value ?? "");
    const isPlain = PLAIN.has(style) || isSign;
    // Long lists of signatures: in them, only comments differ from the rest.
    if (isPlain || (this.options.lang === "typescript" && name !== COMMENT)) node.properties = {};
    else if (name !== undefined) node.properties = { class: name };
  },
  line(node: Element): void {
    if (!node.children) return;
    node.children = node.children.flatMap((child) =>
      child.properties && Object.keys(child.properties).length === 0
        ? (child.children ?? [])
        : [child],
    );
  },
};
