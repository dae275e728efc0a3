/** The student's particles, moving, and beside them in words how far they are from where they should be. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { liveFaults, liveVersion } from "../lab/lab-store.ts";
import { LiveBanner } from "./live-banner.tsx";
import { LiveFacts } from "./live-facts.tsx";
import { LivePlayer } from "./live-player.ts";
import { isDark, wantsLessMotion } from "./media.ts";

/** Particles, as the slider has them. */
const COUNTS = [3, 10, 30, 100, 300, 1000, 3000, 10_000] as const;
/** Time units a frame; 0.01 is the slides' own. */
const PACES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05] as const;
const USUAL_PACE = 3;

export function LiveCanvas({ lab }: { readonly lab: string }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const player = useSignal<LivePlayer | undefined>(undefined);
  const count = useSignal(0);
  const pace = useSignal(USUAL_PACE);
  const choice = useSignal("");

  useEffect(() => {
    const settings = { count: COUNTS[0], dtPerFrame: PACES[USUAL_PACE], choice: "" };
    const made = new LivePlayer(canvas.current!, lab, settings, isDark.value ? "dark" : "light");
    player.value = made;
    if (!wantsLessMotion.value) made.play();
    return () => made.close();
  }, [lab]);

  useSignalEffect(() => {
    if (liveVersion.value !== undefined) player.value?.load(liveVersion.value);
  });
  useSignalEffect(() => {
    player.value?.paintFor(isDark.value ? "dark" : "light");
  });
  useSignalEffect(() => {
    player.value?.set({
      count: COUNTS[count.value]!,
      dtPerFrame: PACES[pace.value]!,
      choice: choice.value,
    });
  });

  const live = player.value;
  const isPlaying = live?.isPlaying.value ?? false;
  const offer = live?.offer.value;
  const most = COUNTS.findLastIndex((one) => one <= (offer?.mostParticles ?? 10_000));
  return (
    <section class="panel live" aria-labelledby="live-heading">
      <h2 id="live-heading">Live</h2>
      <LiveBanner
        lab={lab}
        builds={liveFaults.value}
        fault={live?.fault.value}
        runsOn={live?.runs.value ?? false}
        isLost={live?.isLost.value ?? false}
      />
      <canvas
        ref={canvas}
        class="picture"
        role="img"
        aria-label="The particles; where they are stands below"
        width={560}
        height={560}
      />
      <div class="controls">
        <button type="button" onClick={() => (isPlaying ? live?.pause() : live?.play())}>
          {isPlaying ? "❚❚ Pause" : "▶ Play"}
        </button>
        <button type="button" onClick={() => live?.step()}>
          Step
        </button>
        <button type="button" onClick={() => live?.restart()}>
          Restart
        </button>
        {offer !== undefined && offer.choices.length > 1 && (
          <label>
            Show{" "}
            <select
              value={choice.value || offer.choices[0]!.id}
              onChange={({ currentTarget }) => {
                choice.value = currentTarget.value;
              }}
            >
              {offer.choices.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div class="sliders">
        <Slider
          name="Particles"
          values={COUNTS.slice(0, most + 1)}
          at={count.value}
          onChange={(at) => {
            count.value = at;
          }}
        />
        <Slider
          name="Time a frame"
          values={PACES}
          at={pace.value}
          onChange={(at) => {
            pace.value = at;
          }}
        />
      </div>
      <LiveFacts facts={live?.facts} about={offer?.about} isPlaying={isPlaying} />
    </section>
  );
}

interface SliderProps {
  readonly name: string;
  readonly values: readonly number[];
  readonly at: number;
  readonly onChange: (at: number) => void;
}

function Slider({ name, values, at, onChange }: SliderProps): JSX.Element {
  const text = values[at]?.toLocaleString("en") ?? "";
  return (
    <label class="slider">
      <span>
        {name} <b>{text}</b>
      </span>
      <input
        type="range"
        min={0}
        max={values.length - 1}
        value={at}
        aria-valuetext={text}
        onInput={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
    </label>
  );
}
