/** What each line of the student's code took, beside its source. */
import type { LinesReport, MemoryOfBlock } from "@hpts/profile/memory";
import type { JSX } from "preact";

export interface MemoryLinesProps {
  readonly report: LinesReport;
  readonly program: string;
  /** What the program got for this run. */
  readonly args: readonly string[];
}

export function MemoryLines({ report, program, args }: MemoryLinesProps): JSX.Element {
  const { blocks, resolutionBytes } = report;
  const sorted = blocks.toSorted((a, b) => takenBy(b) - takenBy(a));
  const most = Math.max(1, ...sorted.flatMap(({ rows }) => rows.map((row) => row.incrementBytes)));
  const smaller = args.length === 0 ? "" : ` ${program} ran with ${args.join(" ")} for this.`;
  return (
    <section class="panel memory-lines" aria-labelledby="memory-lines">
      <h2 id="memory-lines">What each line took</h2>
      <p class="quiet">
        Increment: all that a line took, with what it called, and what was thrown away again.{" "}
        {bytesText(resolutionBytes)} either way are chance; the first run of a line also holds what
        V8 compiles.{smaller}
      </p>
      {sorted.length === 0 && <p>No line of your code ran.</p>}
      {sorted.map((block, i) => (
        <details key={`${block.file}:${block.firstLine}:${block.name}`} open={i < 2}>
          <summary>
            <code>{block.name}</code> took {bytesText(takenBy(block))}{" "}
            <span class="quiet">
              {block.file}:{block.firstLine}
            </span>
          </summary>
          <Block block={block} most={most} />
        </details>
      ))}
    </section>
  );
}

function Block({
  block,
  most,
}: {
  readonly block: MemoryOfBlock;
  readonly most: number;
}): JSX.Element {
  const rows = new Map(block.rows.map((row) => [row.line, row]));
  return (
    <table aria-label={`Lines of ${block.name}`}>
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
        {block.source.map((text, i) => {
          const line = block.firstLine + i;
          const row = rows.get(line);
          const taken = Math.max(0, row?.incrementBytes ?? 0);
          const isMuch = taken > most / 4;
          return (
            <tr key={line} class={isMuch ? "much" : ""}>
              <th scope="row">{line}</th>
              <td>{row === undefined ? "" : bytesText(row.usedBytes)}</td>
              <td>{row === undefined ? "" : bytesText(row.incrementBytes)}</td>
              <td class="bar">
                {taken > 0 && <meter min={0} max={most} value={taken} aria-hidden="true" />}
              </td>
              <td>{row?.occurrences.toLocaleString("en-US")}</td>
              <td class="source">
                <code>{text}</code>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const takenBy = ({ rows }: MemoryOfBlock): number =>
  rows.reduce((sum, { incrementBytes }) => sum + Math.max(0, incrementBytes), 0);

function bytesText(bytes: number): string {
  const size = Math.abs(bytes);
  const [value, unit] =
    size < 1024 ? [bytes, "B"] : size < 2 ** 20 ? [bytes / 1024, "KiB"] : [bytes / 2 ** 20, "MiB"];
  const digits = unit === "B" || Math.abs(value) >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${unit}`;
}
