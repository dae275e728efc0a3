/** Why the canvas does not show the latest code, in the compiler's words or the error's, with the place. */

import type { Place } from "@hpts/labkit/lab";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
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
}

const OLD_RUNS = "The code before it runs on.";

export function LiveBanner({ lab, builds, fault }: Props): JSX.Element {
  return (
    <div role="status" class="banners">
      {builds.length > 0 ? (
        <BuildBanner lab={lab} faults={builds} />
      ) : (
        <RunBanner lab={lab} fault={fault} />
      )}
    </div>
  );
}

function BuildBanner({
  lab,
  faults,
}: {
  readonly lab: string;
  readonly faults: readonly BuildFault[];
}): JSX.Element {
  const [first] = faults;
  const more = faults.length - 1;
  return (
    <div class="banner fault">
      <p>
        <strong>✗ This does not compile.</strong> {OLD_RUNS}{" "}
        {first?.at !== undefined && <PlaceLink lab={lab} at={first.at} />}
      </p>
      <pre>{first?.text}</pre>
      {more > 0 && <p>and {more} more like this</p>}
    </div>
  );
}

function RunBanner({
  lab,
  fault,
}: {
  readonly lab: string;
  readonly fault: LiveFault | undefined;
}): JSX.Element | null {
  const place = useSignal<Place | undefined>(undefined);
  useEffect(() => {
    place.value = undefined;
    if (fault === undefined || fault.kind === "endless") return;
    void studentPlace(lab, fault.stack).then(
      (at) => {
        place.value = at;
      },
      () => {}, // the message says enough
    );
  }, [lab, fault]);
  if (fault === undefined) return null;
  const at = fault.kind === "endless" ? endlessPlace() : place.value;
  const link = at === undefined ? null : <PlaceLink lab={lab} at={at} />;
  if (fault.kind === "todo") {
    return (
      <div class="banner todo">
        <p>
          <strong>○ Your particles appear with {fault.message}</strong>. Until then only the exact
          ones move, in gray. {link}
        </p>
      </div>
    );
  }
  if (fault.kind === "endless") {
    return (
      <div class="banner fault">
        <p>
          <strong>✗ Your loop did not end.</strong> It was stopped after a second. {OLD_RUNS} {link}
        </p>
      </div>
    );
  }
  return (
    <div class="banner fault">
      <p>
        <strong>✗ Your code threw an error.</strong> {OLD_RUNS} {link}
      </p>
      <pre>{fault.message}</pre>
    </div>
  );
}

/** The checks run the same code, and know the line: a worker that is stuck cannot be asked. */
function endlessPlace(): Place | undefined {
  const checks = shown.value.result?.exercises.flatMap((exercise) => exercise.checks) ?? [];
  return checks.find(({ message }) => /^still running after/.test(message ?? ""))?.at;
}
