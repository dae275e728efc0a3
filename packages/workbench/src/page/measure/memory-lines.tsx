/** What each line of the student's code took, beside its source. */
import type { LinesReport, MemoryOfBlock } from "@hpts/profile/memory";
import type { JSX } from "preact";
import { bytesText } from "./bytes-text.ts";
import { heaviestLine, type ShownLine, shownLines } from "./memory-rows.ts";

export interface MemoryLinesProps {
  readonly report: LinesReport;
  readonly program: string;
  /** What the program got for this run. */
  readonly args: readonly string[];
}

export function MemoryLines({ report, program, args }: MemoryLinesProps): JSX.Element {
  const { blocks, resolutionBytes } = report;
  const inOrder = blocks.toSorted((a, b) => rank(a) - rank(b) || mostIn(b) - mostIn(a));
  const most = Math.max(1, ...inOrder.map(mostIn));
  return (
    <section class="panel memory-lines" aria-labelledby="memory-lines">
      <h2 id="memory-lines">What each line took</h2>
      <p class="quiet">
        Increment: all that a line took, with what it called, and what was thrown away again.{" "}
        {resolutionBytes >= 1 && `${bytesText(resolutionBytes)} either way are chance. `}
        The first run of a line also holds what V8 compiles, some KiB.
        {args.length > 0 && ` For this, ${program} ran with ${args.join(" ")}.`}
      </p>
      {inOrder.length === 0 && <p>No line of your code ran.</p>}
      {inOrder.map((block, i) => (
        <Block key={`${block.file}:${block.firstLine}`} block={block} most={most} isOpen={i < 2} />
      ))}
    </section>
  );
}

interface BlockProps {
  readonly block: MemoryOfBlock;
  readonly most: number;
  readonly isOpen: boolean;
}

function Block({ block, most, isOpen }: BlockProps): JSX.Element {
  const heaviest = heaviestLine(block);
  const isFile = block.name === "<module>";
  const title = isFile ? block.file : `${block.name}, ${block.file}:${block.firstLine}`;
  return (
    <details open={isOpen}>
      <summary>
        <code>{title}</code>{" "}
        {heaviest === undefined || heaviest.incrementBytes <= 0
          ? "took nothing worth a word"
          : `took most in line ${heaviest.line}: ${bytesText(heaviest.incrementBytes)}`}
      </summary>
      <table aria-label={`Lines of ${title}`}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Mem usage</th>
            <th scope="col" colSpan={2}>
              Increment
            </th>
            <th scope="col">Occurrences</th>
            <th scope="col" class="source">
              Line contents
            </th>
          </tr>
        </thead>
        <tbody>
          {shownLines(block).map((shown, i) => (
            <Row key={shown?.line ?? -i} shown={shown} most={most} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Row({
  shown,
  most,
}: {
  readonly shown: ShownLine | undefined;
  readonly most: number;
}): JSX.Element {
  if (shown === undefined) {
    return (
      <tr class="quiet">
        <td colSpan={5} />
        <td class="source">⋯</td>
      </tr>
    );
  }
  const { line, text, figures } = shown;
  const taken = Math.max(0, figures?.incrementBytes ?? 0);
  return (
    <tr class={taken > most / 4 ? "much" : ""}>
      <th scope="row">{line}</th>
      <td>{figures && bytesText(figures.usedBytes)}</td>
      <td>{figures && bytesText(figures.incrementBytes)}</td>
      <td class="bar">
        {taken > most / 200 && <meter min={0} max={most} value={taken} aria-hidden="true" />}
      </td>
      <td>{figures?.occurrences.toLocaleString("en-US")}</td>
      <td class="source">
        <code>{text}</code>
      </td>
    </tr>
  );
}

/** The student's own files first. */
const rank = ({ file }: MemoryOfBlock): number => (file.startsWith("starter/") ? 0 : 1);

const mostIn = (block: MemoryOfBlock): number => heaviestLine(block)?.incrementBytes ?? 0;
