/** How far it is to the tiers: a scale in equal factors, the interval on it, and the ratio as a hand. */
import type { JSX } from "preact";
import type { Tiers } from "../../measure/results.ts";
import { times } from "./speed-texts.ts";

export interface TierDialProps {
  readonly tiers: Tiers;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Of the solution, if it is known. */
  readonly solution?: number | undefined;
}

const WIDTH = 640;
const BAR_TOP = 34;
const BAR_HEIGHT = 18;

export function TierDial({ tiers, ratio, low, high, solution }: TierDialProps): JSX.Element {
  const marks = Object.entries(tiers) as [string, number][];
  const all = [ratio, low, high, ...(solution === undefined ? [] : [solution])];
  const left = Math.log(Math.min(0.8, ...all) / 1.1);
  const right = Math.log(Math.max(tiers.gold * 1.4, ...all) * 1.1);
  const x = (value: number): number =>
    20 + ((Math.log(value) - left) / (right - left)) * (WIDTH - 40);
  const label = `${times(ratio)} as fast; ${marks.map(([name, at]) => `${name} at ${times(at)}`).join(", ")}`;
  return (
    <svg class="dial" viewBox={`0 0 ${WIDTH} 88`} role="img" aria-label={label}>
      <rect class="dial-track" x={20} y={BAR_TOP} width={WIDTH - 40} height={BAR_HEIGHT} rx={4} />
      <rect
        class="dial-fill"
        x={20}
        y={BAR_TOP}
        width={Math.max(0, x(ratio) - 20)}
        height={BAR_HEIGHT}
        rx={4}
      />
      <line class="dial-one" x1={x(1)} x2={x(1)} y1={BAR_TOP - 4} y2={BAR_TOP + BAR_HEIGHT + 4} />
      <text class="dial-text" x={x(1)} y={BAR_TOP + BAR_HEIGHT + 20} text-anchor="middle">
        1x
      </text>
      {marks.map(([name, at]) => (
        <g key={name} class={low >= at ? "dial-reached" : ""}>
          <line
            class="dial-mark"
            x1={x(at)}
            x2={x(at)}
            y1={BAR_TOP - 4}
            y2={BAR_TOP + BAR_HEIGHT + 4}
          />
          <text class="dial-text" x={x(at)} y={BAR_TOP + BAR_HEIGHT + 20} text-anchor="middle">
            {low >= at ? "✓ " : ""}
            {name}
          </text>
          <text class="dial-text" x={x(at)} y={BAR_TOP + BAR_HEIGHT + 35} text-anchor="middle">
            {times(at)}
          </text>
        </g>
      ))}
      {solution !== undefined && (
        <g>
          <path class="dial-solution" d={`M${x(solution)} ${BAR_TOP - 2} l-5 -8 l10 0 z`} />
          <text class="dial-text" x={x(solution)} y={BAR_TOP - 14} text-anchor="middle">
            solution
          </text>
        </g>
      )}
      <line
        class="dial-interval"
        x1={x(low)}
        x2={x(high)}
        y1={BAR_TOP + BAR_HEIGHT / 2}
        y2={BAR_TOP + BAR_HEIGHT / 2}
      />
      <line
        class="dial-hand"
        x1={x(ratio)}
        x2={x(ratio)}
        y1={BAR_TOP - 8}
        y2={BAR_TOP + BAR_HEIGHT + 2}
      />
    </svg>
  );
}
