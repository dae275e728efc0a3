/** `hpts grade template`: files for GitHub Actions and Classroom 50. */
import { classroom50Tests, TEMPLATES, type TemplateName, templateText } from "@hpts/grade/hosts";
import { UsageError } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../../context.ts";

const CLASSROOM50 = "classroom50";

export function printTemplate(name: string, { lab }: { readonly lab?: string }): void {
  if (name in TEMPLATES) {
    process.stdout.write(templateText(name as TemplateName));
    return;
  }
  if (name !== CLASSROOM50) {
    const names = [...Object.keys(TEMPLATES), CLASSROOM50].join(", ");
    throw new UsageError(`there is no template "${name}"; there are: ${names}`);
  }
  if (lab === undefined) throw new UsageError("template classroom50 needs --lab <name>");
  const { manifest } = labNamed(currentContext(), lab);
  console.log(JSON.stringify(classroom50Tests(manifest), null, 2));
}
