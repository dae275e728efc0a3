/** Why the canvas does not show the latest code, in the compiler's words or the error's, with the place. */

import type { Place } from "@hpts/labkit/lab";
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { BuildFault } from "../../protocol.ts";
import { shown } from "../lab/lab-store.ts";
import { PlaceLink } from "../lab/place-link.tsx";
import type { LiveFault } from "./live-player.ts";
import { studentPlace } from "./student-place.ts";

interface Props {
  readonly lab: string;
  readonly builds: readonly BuildFault[];
  readonly fault: LiveFault | undefined;
  /** Whether earlier code of the student's runs all the same. */
  readonly runsOn: boolean;
  /** Whether a particle's place has become no number. */
  readonly isLost: boolean;
}

export function LiveBanner({ lab, builds, fault, runsOn, isLost }: Props): JSX.Element {
  const meanwhile = runsOn
    ? "The code before it runs on."
    : "Until then only the exact particles move, in gray.";
  const [first] = builds;
  return (
    <div role="status" class="banners">
      {first !== undefined && (
        <Banner lab={lab} sign="✗" what="This does not compile." at={first.at}>
          {meanwhile}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <pre tabIndex={0}>{outdented(first.text)}</pre>
          {builds.length > 1 && <p>and {builds.length - 1} more</p>}
        </Banner>
      )}
      {first === undefined && fault !== undefined && (
        <RunBanner lab={lab} fault={fault} meanwhile={meanwhile} />
      )}
      {first === undefined && fault === undefined && isLost && (
        <Banner lab={lab} sign="✗" what="A particle's place has become NaN." at={undefined}>
          It is no number, so nothing can be drawn there. 0 / 0 makes one, and so does a field that
          does not exist.
        </Banner>
      )}
    </div>
  );
}

interface RunBannerProps {
  readonly lab: string;
  readonly fault: LiveFault;
  readonly meanwhile: string;
}

function RunBanner({ lab, fault, meanwhile }: RunBannerProps): JSX.Element {
  const place = useSignal<Place | undefined>(undefined);
  useEffect(() => {
    place.value = undefined;
    if (fault.kind === "endless") return;
    void studentPlace(lab, fault.stack).then(
      (at) => {
        place.value = at;
      },
      () => {}, // the message says enough
    );
  }, [lab, fault]);
  if (fault.kind === "todo") {
    return (
      <Banner
        lab={lab}
        sign="○"
        what={`Your particles appear with ${fault.message}.`}
        at={place.value}
      >
        {meanwhile}
      </Banner>
    );
  }
  if (fault.kind === "endless") {
    return (
      <Banner lab={lab} sign="✗" what="Your loop did not end." at={fault.at ?? endlessPlace()}>
        It was stopped. {meanwhile}
      </Banner>
    );
  }
  return (
    <Banner lab={lab} sign="✗" what="Your code threw an error." at={place.value}>
      {meanwhile}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>{fault.message}</pre>
    </Banner>
  );
}

interface BannerProps {
  readonly lab: string;
  readonly sign: "✗" | "○";
  readonly what: string;
  readonly at: Place | undefined;
  readonly children: ComponentChildren;
}

function Banner({ lab, sign, what, at, children }: BannerProps): JSX.Element {
  return (
    <div class={sign === "✗" ? "banner fault" : "banner todo"}>
      <strong>
        {sign} {what}
      </strong>{" "}
      {at !== undefined && <PlaceLink lab={lab} at={at} />} {children}
    </div>
  );
}

/** esbuild leaves room for what a terminal puts before it. */
const outdented = (text: string): string => text.replaceAll(/^ {4}/gm, "");

/** Before the loop was found: the checks run the same code, and may know the line. */
function endlessPlace(): Place | undefined {
  const checks = shown.value.result?.exercises.flatMap((exercise) => exercise.checks) ?? [];
  return checks.find(({ message }) => /^still running after/.test(message ?? ""))?.at;
}
