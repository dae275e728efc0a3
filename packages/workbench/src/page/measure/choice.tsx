/** One of a few: radio buttons in a row, with a legend. */
import type { JSX } from "preact";

export interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly value: T | undefined;
  readonly onChoose: (value: T) => void;
  readonly isDisabled?: boolean;
}

export function Choice<T extends string>({
  legend,
  name,
  options,
  value,
  onChoose,
  isDisabled = false,
}: ChoiceProps<T>): JSX.Element {
  return (
    <fieldset class="choice" disabled={isDisabled}>
      <legend>{legend}</legend>
      {options.map((one) => (
        <label key={one.value}>
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            onChange={() => onChoose(one.value)}
          />
          <span>{one.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
