/** "Why is it slow?": the hottest lines, each with what was seen and a question. */
import type { JSX } from "preact";
import { shareText, timesText } from "../../measure/why-slow/amounts.ts";
import type { SlowLine, WhySlow } from "../../measure/why-slow/why-slow.ts";
import { LinePlace } from "./line-place.tsx";

export interface WhySlowListProps {
  readonly why: WhySlow;
  readonly lab: string;
}

export function WhySlowList({ why, lab }: WhySlowListProps): JSX.Element {
  return (
    <>
      <h2 id="why-slow">
        Why is it slow? <kbd>w</kbd>
      </h2>
      {why.lines.length === 0 ? (
        <p>No line of your code took time worth a word.</p>
      ) : (
        <ol class="hot-lines">
          {why.lines.map((line) => (
            <li key={`${line.file}:${line.line}`}>
              <HotLine line={line} lab={lab} />
            </li>
          ))}
        </ol>
      )}
      {why.whole.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <details class="quiet">
        <summary>What this cannot tell</summary>
        <ul>
          {why.cannotTell.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function HotLine({ line, lab }: { readonly line: SlowLine; readonly lab: string }): JSX.Element {
  const [first, ...more] = line.findings;
  return (
    <>
      <p class="hot-head">
        <meter min={0} max={1} value={line.share} aria-hidden="true" />
        <strong>{shareText(line.share)} of the time</strong>
        {line.hits !== undefined && <span class="quiet">ran {timesText(line.hits)}</span>}
        <LinePlace lab={lab} file={line.file} line={line.line} />
        <span class="quiet">{line.name}</span>
      </p>
      <pre class="hot-source">
        <code>{line.text}</code>
      </pre>
      <p>
        <strong>{first?.seen}</strong>{" "}
        {line.sameAs === undefined ? first?.why : `As in line ${line.sameAs}.`}
      </p>
      {line.sameAs === undefined && (
        <p class="ask">
          <span aria-hidden="true">? </span>
          {first?.ask}
        </p>
      )}
      {more.length > 0 && (
        <details>
          <summary>Also on this line</summary>
          {more.map((one) => (
            <p key={one.rule}>
              <strong>{one.seen}</strong> {one.why} <em>{one.ask}</em>
            </p>
          ))}
        </details>
      )}
    </>
  );
}
