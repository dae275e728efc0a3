/** The file of the selected function, each line with what it cost. */
import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { amountText, callsText, countText, percentText } from "../amount-text.ts";
import {
  type AnnotatedSource,
  annotatedSource,
  type HotLine,
  hottestLines,
  linesAround,
  type SourceLine,
  sourceFiles,
} from "../source-lines.ts";
import { SourceText } from "./source-text.tsx";
import type { ViewState } from "./view-state.ts";

export function SourceView({ state }: { state: ViewState }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  /** A file that was chosen by hand, while the selection stays. */
  const chosen = useSignal<{ file: string; selected: number } | undefined>(undefined);
  const file = useComputed(() => {
    const { data } = state.model.value;
    if (chosen.value?.selected === state.selected.value) return chosen.value.file;
    return data.functions.file[state.selected.value] ?? sourceFiles(data)[0] ?? "";
  });
  const source = useComputed(() => annotatedSource(state.model.value.data, file.value));
  const { data } = state.model.value;
  /** A line that was asked for, while the selection stays. */
  const asked = useSignal<{ line: number; selected: number } | undefined>(undefined);
  const line =
    asked.value?.selected === state.selected.value
      ? asked.value.line
      : (data.functions.line[state.selected.value] ?? 0);

  useEffect(() => {
    const row = box.current?.querySelector<HTMLElement>(`[data-line="${line}"]`);
    if (row && box.current) box.current.scrollTop = Math.max(0, row.offsetTop - 60);
  }, [line, source.value]);

  const files = sourceFiles(data);
  if (files.length === 0) {
    return (
      <p class="hpv-empty">
        This profile has no texts of files. <code>hpts lines</code> keeps them, with the time of
        each line.
      </p>
    );
  }
  const isKnown = files.includes(file.value);
  return (
    <div class="hpv-source">
      <div class="hpv-bar">
        <label>
          File{" "}
          <select
            value={isKnown ? file.value : ""}
            onChange={({ currentTarget }) => {
              chosen.value = { file: currentTarget.value, selected: state.selected.peek() };
            }}
          >
            {!isKnown && <option value="">{file.value === "~" ? "no file" : file.value}</option>}
            {files.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <HotLines
          state={state}
          file={file.value}
          onSelect={({ functionOf, line: hot }) => {
            state.selected.value = functionOf;
            asked.value = { line: hot, selected: functionOf };
          }}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it */}
      <section class="hpv-scroll" ref={box} tabIndex={0} aria-label="Source">
        {source.value === undefined ? (
          <p class="hpv-empty">There is no text of this function: choose a file.</p>
        ) : (
          <SourceTable state={state} source={source.value} line={line} />
        )}
      </section>
    </div>
  );
}

interface HotLinesProps {
  readonly state: ViewState;
  /** The one that is shown. */
  readonly file: string;
  readonly onSelect: (line: HotLine) => void;
}

function HotLines({ state, file, onSelect }: HotLinesProps): JSX.Element | null {
  const model = state.model.value;
  const lines = hottestLines(model.data, 3);
  if (lines.length === 0) return null;
  return (
    <span class="hpv-hot">
      Hottest:{" "}
      {lines.map((hot) => (
        <button
          key={`${hot.functionOf} ${hot.line}`}
          type="button"
          title={hot.text}
          onClick={() => onSelect(hot)}
        >
          {hot.file === file
            ? `line ${hot.line}`
            : `${hot.file.replace(/.*[\\/]/, "")}:${hot.line}`}
          , {percentText(hot.self / model.total)}
        </button>
      ))}
    </span>
  );
}

interface SourceTableProps {
  readonly state: ViewState;
  readonly source: AnnotatedSource;
  /** To be in sight. */
  readonly line: number;
}

function SourceTable({ state, source, line: wanted }: SourceTableProps): JSX.Element {
  const model = state.model.value;
  const { from, to } = linesAround(source.lines.length, wanted);
  return (
    <table class="hpv-lines" aria-label={`Source of ${source.file}`}>
      {to - from < source.lines.length && (
        <caption>
          lines {from + 1} to {to} of {source.lines.length}
        </caption>
      )}
      <thead>
        <tr>
          <th scope="col">Line</th>
          {source.hasHits && <th scope="col">Hits</th>}
          {source.hasLines && <th scope="col">Self</th>}
          <th scope="col">{source.hasLines ? "Total" : "Calls"}</th>
          <th scope="col" class="hpv-name">
            Source
          </th>
        </tr>
      </thead>
      <tbody>
        {source.lines.slice(from, to).map((line) => (
          <Line key={line.line} state={state} source={source} line={line} unit={model.unit} />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  readonly state: ViewState;
  readonly source: AnnotatedSource;
  readonly line: SourceLine;
  readonly unit: "us" | "bytes" | "count";
}

function Line({ state, source, line, unit }: LineProps): JSX.Element {
  const isSelected = line.functions.includes(state.selected.value);
  const { data } = state.model.value;
  const heat = source.hasLines
    ? share(line.self, source.mostSelf)
    : share(line.total, source.mostTotal);
  const fn = line.functions[0];
  const calls = line.calls.map(
    (one) =>
      `${callsText(one.calls)} × ${data.functions.name[one.callee]}, ${amountText(one.total, unit)}`,
  );
  return (
    <tr
      data-line={line.line}
      class={isSelected ? "hpv-here" : ""}
      style={{ "--hpv-heat": String(heat) }}
      title={calls.length > 0 ? `calls ${calls.join("; ")}` : undefined}
    >
      <th scope="row">
        {fn === undefined ? (
          line.line
        ) : (
          <button
            type="button"
            aria-label={`Line ${line.line}: select ${data.functions.name[fn]}`}
            onClick={() => {
              state.selected.value = fn;
            }}
          >
            {line.line}
          </button>
        )}
      </th>
      {source.hasHits && <td>{line.hits === undefined ? "" : countText(line.hits)}</td>}
      {source.hasLines && <td class="hpv-heat">{amountOf(line.self, unit)}</td>}
      <td class={source.hasLines ? "" : "hpv-heat"}>{amountOf(line.total, unit)}</td>
      <td class="hpv-name">
        <SourceText text={line.text} />
      </td>
    </tr>
  );
}

function share(value: number | undefined, most: number): number {
  return value === undefined || most <= 0 ? 0 : value / most;
}

function amountOf(value: number | undefined, unit: LineProps["unit"]): string {
  return value === undefined || value === 0 ? "" : amountText(value, unit);
}
