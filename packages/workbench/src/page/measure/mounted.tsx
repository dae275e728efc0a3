/** Charts and profiles in the page: what @hpts/viz draws, loaded when it is wanted first. */
import type { ProfileData } from "@hpts/profile";
import type { Chart } from "@hpts/viz/chart";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type * as Views from "./views.ts";

const VIEWS = "/views.js";
let loading: Promise<typeof Views> | undefined;

function views(): Promise<typeof Views> {
  loading ??= import(VIEWS) as Promise<typeof Views>;
  loading.catch(() => {
    loading = undefined; // the next one tries again
  });
  return loading;
}

export function ChartView({ chart }: { readonly chart: Chart }): JSX.Element {
  const [place, isLost] = useMounted(chart, (host, { mountChart }) => {
    const mounted = mountChart(host, chart);
    return () => mounted.destroy();
  });
  return <div class="chart panel">{isLost ? <Lost /> : <div ref={place} />}</div>;
}

export interface ProfileViewProps {
  readonly profile: ProfileData;
  readonly other?: ProfileData | undefined;
  readonly title: string;
}

export function ProfileView({ profile, other, title }: ProfileViewProps): JSX.Element {
  const [place, isLost] = useMounted(profile, (host, { mountProfile }) => {
    const mounted = mountProfile(host, profile, { title, ...(other && { other }) });
    return () => mounted.close();
  });
  return isLost ? <Lost /> : <div class="profile-view" ref={place} />;
}

function Lost(): JSX.Element {
  return <p role="alert">✗ The views could not be loaded: is the workbench still running?</p>;
}

/** Mounts anew for each new value; takes away what was there. */
function useMounted(
  value: unknown,
  mount: (host: HTMLElement, views: typeof Views) => () => void,
): [{ readonly current: HTMLDivElement | null }, boolean] {
  const place = useRef<HTMLDivElement>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let isGone = false;
    let close: (() => void) | undefined;
    views().then(
      (loaded) => {
        if (!isGone && place.current !== null) close = mount(place.current, loaded);
      },
      () => setLost(true),
    );
    return () => {
      isGone = true;
      close?.();
    };
  }, [value]);
  return [place, isLost];
}
