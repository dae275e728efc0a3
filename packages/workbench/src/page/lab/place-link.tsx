/** A place in the student's code: opens their editor there, if one was found. */
import type { Place } from "@hpts/labkit/lab";
import type { JSX } from "preact";
import { saying } from "../say.ts";
import { post } from "../server.ts";
import { labText } from "./lab-store.ts";

export function PlaceLink({ lab, at }: { readonly lab: string; readonly at: Place }): JSX.Element {
  const text = `${at.file}:${at.line}:${at.column}`;
  const editor = labText.value?.editor;
  if (editor === undefined || !at.file.startsWith("starter/"))
    return <code class="place">{text}</code>;
  return (
    <button type="button" class="place" title={`open in ${editor}`} onClick={() => openAt(lab, at)}>
      {text}
    </button>
  );
}

export function openAt(lab: string, at: Place): void {
  void saying(post("/api/edit", { lab, ...at }));
}
