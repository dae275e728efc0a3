/** The formats in which results leave: one text for all students, or one for each. */
import { annotations } from "./annotations.ts";
import { canvasCsv } from "./canvas.ts";
import { type Classroom50, classroom50Json } from "./classroom50.ts";
import { exercismJson } from "./exercism.ts";
import { type GradescopeVisibility, gradescopeJson } from "./gradescope.ts";
import { resultsJson } from "./json.ts";
import { junitXml } from "./junit.ts";
import { markdownPage } from "./markdown-page.ts";
import { moodleCsv } from "./moodle.ts";
import { resultsCsv } from "./results-csv.ts";
import type { Exported } from "./shown.ts";
import { summaryMarkdown } from "./summary.ts";

export interface ExportSettings {
  /** Heading of the column in a learning platform. */
  readonly assignment: string;
  readonly visibility: GradescopeVisibility;
  /** Needed for that format only. */
  readonly classroom50: Classroom50 | undefined;
}

/** Students' results; goes through them as often as it is asked. */
export type Results = Iterable<Exported>;

export type Format =
  | {
      readonly kind: "one";
      write(results: Results, settings: ExportSettings): Iterable<string>;
    }
  | {
      readonly kind: "each";
      /** @param name the student's, fit for a file */
      pathOf(name: string): string;
      /** Undefined if the format cannot say what there is to say: then nothing must be written. */
      write(result: Exported, settings: ExportSettings): string | undefined;
    };

export const FORMATS: Readonly<Record<string, Format>> = {
  json: { kind: "one", write: resultsJson },
  junit: { kind: "one", write: junitXml },
  gradescope: {
    kind: "each",
    pathOf: (name) => `${name}/results.json`,
    write: (result, { visibility }) => gradescopeJson(result, visibility),
  },
  classroom50: {
    kind: "each",
    pathOf: (name) => `${name}/result.json`,
    write: (result, { classroom50 }) => classroom50 && classroom50Json(result, classroom50),
  },
  exercism: { kind: "each", pathOf: (name) => `${name}/results.json`, write: exercismJson },
  canvas: { kind: "one", write: (results, { assignment }) => canvasCsv(results, assignment) },
  moodle: { kind: "one", write: (results, { assignment }) => moodleCsv(results, assignment) },
  csv: { kind: "one", write: resultsCsv },
  summary: { kind: "one", write: summaryMarkdown },
  annotations: { kind: "one", write: annotations },
  markdown: { kind: "each", pathOf: (name) => `${name}.md`, write: markdownPage },
};
