/** A line of the student's code: opens their editor there, if one was found. */
import type { JSX } from "preact";
import { labText } from "../lab/lab-store.ts";
import { openAt } from "../lab/place-link.tsx";

export interface LinePlaceProps {
  readonly lab: string;
  readonly file: string;
  readonly line: number;
}

export function LinePlace({ lab, file, line }: LinePlaceProps): JSX.Element {
  const text = `${file}:${line}`;
  const editor = labText.value?.editor;
  if (editor === undefined || !file.startsWith("starter/"))
    return <code class="place">{text}</code>;
  const open = (): void => openAt(lab, { file, line, column: 1 });
  return (
    <button type="button" class="place" title={`open in ${editor}`} onClick={open}>
      {text}
    </button>
  );
}
