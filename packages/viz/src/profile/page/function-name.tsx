/** How a function is called in all views. */
import type { JSX } from "preact";
import type { ProfileModel } from "../profile-model.ts";
import { shortFile } from "../shown-name.ts";

/** The name, and where it is, in small letters. */
export function FunctionName({ model, fn }: { model: ProfileModel; fn: number }): JSX.Element {
  const { functions } = model.data;
  const file = functions.file[fn] as string;
  const line = functions.line[fn] as number;
  if (file === "~") return <span class="hpv-fn">{functions.label[fn]}</span>;
  return (
    <span class="hpv-fn">
      {functions.name[fn]} <small>{`${shortFile(file)}:${line}`}</small>
    </span>
  );
}
