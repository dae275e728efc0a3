/** The page of file formats: the types that write and read them, as they stand in the code. */
import { join } from "node:path";
import { ROOT } from "../site/places.ts";
import { exportsOf } from "./declarations.ts";

interface Format {
  readonly name: string;
  /** What it is, and which command writes it. */
  readonly words: string;
  readonly file: string;
  /** Its types, the file's own first. */
  readonly types: readonly string[];
}

const FORMATS: readonly Format[] = [
  {
    name: "hpts/result/v1",
    words:
      "What a grading says of one submission: `hpts grade run --json`, and each result of a journal.",
    file: "packages/grade/src/result.ts",
    types: ["GradeResult", "TestResult", "TestStatus", "CheckSummary"],
  },
  {
    name: "hpts/journal/v1",
    words:
      "What `hpts grade batch` writes, a record a line; each line carries a checksum of the rest of it.",
    file: "packages/grade/src/journal/records.ts",
    types: [],
  },
  {
    name: "hpts/collected/v1",
    words: "`collected.json` beside what `hpts grade collect` has taken in.",
    file: "packages/grade/src/collect/records.ts",
    types: [],
  },
  {
    name: "hpts/lab-result/v1",
    words:
      "What a run of a lab's tests says: `hpts test --json`, and `.hpts/result-starter.json` of a lab.",
    file: "packages/labkit/src/checklist/result.ts",
    types: [],
  },
  {
    name: "hpts/bench/v1",
    words: "A run of `hpts bench`: `--json`, and a line of `.hpts/bench/history.jsonl`.",
    file: "packages/bench/src/results/schema.ts",
    types: [],
  },
  {
    name: "hpts-profile",
    words:
      "A profile: `hpts profile -o prof.json`. A file has `format`, `version` and these fields; other programs' formats: [@hpts/profile](../../../packages/profile/README.md#formats).",
    file: "packages/profile/src/model/profile.ts",
    types: [],
  },
  {
    name: "a judgement",
    words: "What `hpts compare --json` prints.",
    file: "packages/bench/src/compare/judgement.ts",
    types: [],
  },
];

export function formatsPage(): string {
  const sections = FORMATS.map(({ name, words, file, types }) => {
    const all = exportsOf(join(ROOT, file)).filter(({ kind }) => kind === "type");
    const shown = types.length === 0 ? all : all.filter((one) => types.includes(one.name));
    const code = shown.map((one) => {
      const comment = one.comment === "" ? "" : `/** ${one.comment.replaceAll("\n", "\n * ")} */\n`;
      return comment + one.code;
    });
    return `## ${name}\n\n${words} Source: [${file}](../../../${file}).\n\n\`\`\`typescript\n${code.join("\n\n")}\n\`\`\``;
  });
  return `# File formats

Plain data, as JSON. A field's unit is in its name. Readers refuse a version that they do not know.

${sections.join("\n\n")}
`;
}
