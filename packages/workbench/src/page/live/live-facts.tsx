/** The canvas in words and numbers: for whoever cannot see it, and for what cannot be seen in it. */
import { effect, type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Facts } from "../../worker/messages.ts";

interface Props {
  readonly facts: Signal<Facts | undefined> | undefined;
  readonly about: string | undefined;
  readonly isPlaying: boolean;
}

/** Numbers that change sixty times a second cannot be read. */
const EVERY_MS = 200;
const ROWS = 10;

export function LiveFacts({ facts, about, isPlaying }: Props): JSX.Element {
  const shown = useSignal<Facts | undefined>(undefined);
  useEffect(() => {
    if (facts === undefined) return;
    let shownAt = Number.NEGATIVE_INFINITY;
    return effect(() => {
      const latest = facts.value;
      if (isPlaying && performance.now() - shownAt < EVERY_MS) return;
      shownAt = performance.now();
      shown.value = latest;
    });
  }, [facts, isPlaying]);
  const now = shown.value;
  if (now === undefined) return <p class="live-facts">The canvas is getting ready.</p>;
  const count = now.places.length / 2;
  return (
    <div class="live-facts">
      {about !== undefined && now.version !== undefined && <p>{about}</p>}
      <dl>
        <div>
          <dt>time since this code came</dt>
          <dd data-fact="time">{now.timeUnits.toFixed(2)}</dd>
        </div>
        <div>
          <dt>distance from the exact place</dt>
          <dd data-fact="error">{distanceText(now.largestError)}</dd>
        </div>
        <div>
          <dt>steps of a particle a second</dt>
          <dd>{now.stepsPerS === undefined ? "–" : roundText(now.stepsPerS)}</dd>
        </div>
      </dl>
      <details>
        <summary>
          Where the {count === 1 ? "particle is" : `${count.toLocaleString("en")} particles are`}
        </summary>
        <Places facts={now} />
      </details>
    </div>
  );
}

function Places({ facts: { places, exact } }: { readonly facts: Facts }): JSX.Element {
  const count = places.length / 2;
  const rows = Array.from({ length: Math.min(count, ROWS) }, (_, i) => i);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">particle</th>
          <th scope="col">x</th>
          <th scope="col">y</th>
          <th scope="col">exact x</th>
          <th scope="col">exact y</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((i) => (
          <tr key={i}>
            <th scope="row">{i}</th>
            <td>{places[2 * i]?.toFixed(4)}</td>
            <td>{places[2 * i + 1]?.toFixed(4)}</td>
            <td>{exact[2 * i]?.toFixed(4)}</td>
            <td>{exact[2 * i + 1]?.toFixed(4)}</td>
          </tr>
        ))}
      </tbody>
      {count > ROWS && <caption>and {(count - ROWS).toLocaleString("en")} more</caption>}
    </table>
  );
}

function distanceText(distance: number | undefined): string {
  if (distance === undefined) return "–";
  if (Number.isNaN(distance)) return "NaN: a place is no number";
  return distance === 0 ? "0" : distance.toPrecision(2);
}

/** Two digits are what a clock of a browser gives. */
function roundText(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString("en");
}
