/** Which of a lab's programs is looked at. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Program } from "../../measure/results.ts";

/** The one that was picked, else the one that was measured last, else the first. */
export function useProgram(
  programs: readonly Program[] | undefined,
  measured: string | undefined,
): [string | undefined, (name: string) => void] {
  const [picked, pick] = useState<string | undefined>(undefined);
  // Another lab's programs have other names.
  useEffect(() => pick(undefined), [programs?.map(({ name }) => name).join()]);
  const has = (name: string | undefined): boolean =>
    programs?.some((one) => one.name === name) === true;
  const found = [picked, measured].find(has) ?? programs?.[0]?.name;
  return [found, pick];
}

export interface ProgramsProps {
  readonly programs: readonly Program[];
  readonly value: string;
  readonly onChoose: (name: string) => void;
}

export function Programs({ programs, value, onChoose }: ProgramsProps): JSX.Element {
  const about = programs.find(({ name }) => name === value)?.about;
  return (
    <p class="program">
      <label>
        Program{" "}
        <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
          {programs.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>{" "}
      <span class="quiet">{about}</span>
    </p>
  );
}
