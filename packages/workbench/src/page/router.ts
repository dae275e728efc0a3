/** Which screen is shown: the part of the address after #, so that back and reload work. */
import { type ReadonlySignal, signal } from "@preact/signals";

export const TABS = ["work", "benchmark", "profile", "memory"] as const;
export type Tab = (typeof TABS)[number];

export type Route =
  | { readonly screen: "labs" }
  | { readonly screen: "lab"; readonly lab: string; readonly tab: Tab };

const current = signal<Route>(parse(location.hash));
export const route: ReadonlySignal<Route> = current;

addEventListener("hashchange", () => {
  current.value = parse(location.hash);
});

/** `#/modeling/profile`; what is none of ours leads to the list. */
export function parse(hash: string): Route {
  const [, lab, tab = "work"] = /^#\/([a-z][a-z0-9-]*)(?:\/([a-z]+))?$/.exec(hash) ?? [];
  if (lab === undefined) return { screen: "labs" };
  return { screen: "lab", lab, tab: TABS.find((one) => one === tab) ?? "work" };
}

export function hashOf(to: Route): string {
  if (to.screen === "labs") return "#/";
  return to.tab === "work" ? `#/${to.lab}` : `#/${to.lab}/${to.tab}`;
}

export function go(to: Route): void {
  location.hash = hashOf(to);
}
