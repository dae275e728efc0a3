/**
 * The part of a file that belongs to some of its exercises, where a file holds several: the answer
 * to one must not give the others away.
 *
 * Which declaration an exercise is about stands in the starter as it was handed out, in the place
 * of its `todo("M4: ...")`. Whatever these declarations mention comes along, such as a helper of the
 * reference, unless it is another exercise's. All else is left out.
 *
 * A declaration is told by its first line, at the left margin (in a class: one step in), which is
 * how the format of this repository writes starters and solutions. A file that is written otherwise
 * can lose a part of what is shown, but shows nothing that is not asked for.
 */

/** Declaration -> the exercises whose work is in it. */
export type Owners = ReadonlyMap<string, ReadonlySet<string>>;

interface Piece {
  /** Such as "direction", or "ParticleSimulator.evolve". */
  readonly name: string;
  readonly text: string;
}

/** @param handedOut the starter's text, before anybody has worked on it */
export function ownersIn(handedOut: string, exercises: readonly string[]): Owners {
  const owners = new Map<string, Set<string>>();
  for (const { name, text } of piecesOf(handedOut)) {
    const inIt = exercises.filter((id) => new RegExp(`\\btodo\\(\\s*["'\`]${id}: `).test(text));
    if (inIt.length > 0) owners.set(name, new Set(inIt));
  }
  return owners;
}

/** Whether each exercise has declarations of its own, which no other one has a hand in. */
export function canBeShown(owners: Owners, shown: readonly string[]): boolean {
  return shown.every((id) => {
    const places = [...owners.values()].filter((ids) => ids.has(id));
    return places.length > 0 && places.every((ids) => isOnlyOf(ids, shown));
  });
}

/** The declarations of these exercises, and what they mention, in the order of the file. */
export function partOf(text: string, owners: Owners, shown: readonly string[]): string {
  const pieces = piecesOf(text);
  const own = pieces.filter(({ name }) => isOnlyOf(owners.get(name) ?? new Set(), shown));
  const wanted = new Set(own);
  // A set that grows is iterated to its end: what is mentioned may mention more.
  for (const piece of wanted) {
    for (const other of pieces) {
      if (!owners.has(other.name) && mentions(piece.text, other.name)) wanted.add(other);
    }
  }
  const texts = pieces.filter((piece) => wanted.has(piece)).map((piece) => piece.text.trimEnd());
  return texts.length === 0 ? "" : `${texts.join("\n\n")}\n`;
}

function isOnlyOf(ids: ReadonlySet<string>, shown: readonly string[]): boolean {
  return ids.size > 0 && [...ids].every((id) => shown.includes(id));
}

function mentions(text: string, name: string): boolean {
  const word = name.split(".").at(-1)!.replaceAll("$", "\\$");
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  return new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(code);
}

const DECLARATION =
  /^(?:(?:export|default|declare|abstract|async)\s+)*(?:function\s*\*?|class|interface|type|enum|const|let|var)\s+([\w$]+)/;
const MEMBER =
  /^(?:(?:public|private|protected|static|readonly|override|abstract|async|get|set)\s+)*\*?\s*(#?[\w$]+)/;

/** Named declarations; each member of a class is one of its own. */
function piecesOf(text: string): Piece[] {
  return split(text, "").flatMap((block) => {
    const [head, ...body] = withoutComments(block).split("\n");
    const name = DECLARATION.exec(head!)?.[1];
    if (name === undefined) return []; // an import, a statement
    if (!/\bclass\s/.test(head!) || body.length === 0) return [{ name, text: block }];
    const inside = block.slice(block.indexOf(head!) + head!.length + 1);
    return split(inside, "  ").flatMap((member) => {
      const word = MEMBER.exec(withoutComments(member).trimStart())?.[1];
      return word === undefined ? [] : [{ name: `${name}.${word}`, text: member }];
    });
  });
}

/** Cuts text where a line begins at this margin; a comment belongs to what comes after it. */
function split(text: string, margin: string): string[] {
  const blocks: string[] = [];
  let isOnlyComment = false;
  let isInComment = false;
  for (const line of text.split("\n")) {
    const isAtMargin = line.startsWith(margin) && /^[^\s)}\]]/.test(line.slice(margin.length));
    const isComment = isInComment || /^\s*(\/\/|\/\*)/.test(line);
    if (isAtMargin && !isInComment && !isOnlyComment) {
      blocks.push(line);
      isOnlyComment = isComment;
    } else {
      if (blocks.length > 0) blocks[blocks.length - 1] += `\n${line}`;
      if (!isComment && line.trim() !== "") isOnlyComment = false;
    }
    if (/^\s*\/\*/.test(line)) isInComment = true;
    if (isInComment && line.includes("*/")) isInComment = false;
  }
  return blocks;
}

function withoutComments(block: string): string {
  return block.replace(/^(\s*(\/\*[\s\S]*?\*\/|\/\/.*))*\s*/, "");
}
