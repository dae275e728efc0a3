/**
 * speedscope. https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources
 *
 * "evented" (what was entered and left when) if the order of samples is known, else "sampled": its
 * left-heavy and sandwich views are right then, and its time order is the tree's.
 */

import { childLists } from "../../model/child-lists.ts";
import type { Profile } from "../../model/profile.ts";
import { treeOrder } from "../tree-order.ts";
import { unitOf } from "../unit.ts";
import { activeSelf, kindOf, shownFile } from "./active.ts";

/** More samples than this would be more text than V8's longest string, and more than a page can hold. */
const MOST_EVENTED = 1_000_000;

export function toSpeedscope(profile: Profile): string {
  const { meta, frames, timeline } = profile;
  const isInOrder = timeline !== undefined && timeline.node.length <= MOST_EVENTED;
  const name = meta.command.join(" ") || "profile";
  return JSON.stringify({
    $schema: "https://www.speedscope.app/file-format-schema.json",
    exporter: "hpts",
    name,
    activeProfileIndex: 0,
    shared: {
      frames: frames.name.map((frame, i) => ({
        name: frame,
        ...(frames.file[i] !== "" && { file: shownFile(profile, frames.file[i] as string) }),
        ...(frames.line[i] !== 0 && { line: frames.line[i] }),
        ...(frames.column[i] !== 0 && { col: frames.column[i] }),
      })),
    },
    profiles: [
      {
        name,
        unit: unitOf(profile).speedscope,
        ...(isInOrder ? evented(profile) : sampled(profile)),
      },
    ],
  });
}

function sampled(profile: Profile): object {
  const { nodes } = profile;
  const self = activeSelf(profile);
  const order = treeOrder(nodes.parent, childLists(nodes.parent)).filter(
    (node) => (self[node] as number) > 0,
  );
  const weights = Array.from(order, (node) => self[node] as number);
  return {
    type: "sampled",
    startValue: 0,
    endValue: weights.reduce((sum, weight) => sum + weight, 0),
    samples: Array.from(order, (node) => pathOf(profile, node).map((one) => nodes.frame[one])),
    weights,
  };
}

/** Nodes from the outermost call to this one, without the root. */
function pathOf({ nodes }: Profile, node: number): number[] {
  const path: number[] = [];
  for (let at = node; at > 0; at = nodes.parent[at] as number) path.push(at);
  return path.reverse();
}

function evented(profile: Profile): object {
  const { nodes, timeline } = profile;
  const events: { type: "O" | "C"; frame: number; at: number }[] = [];
  let path: number[] = [];
  let at = 0;
  const frameOf = (node: number): number => nodes.frame[node] as number;
  const goTo = (target: number[]): void => {
    let common = 0;
    while (common < path.length && path[common] === target[common]) common++;
    for (let i = path.length - 1; i >= common; i--) {
      events.push({ type: "C", frame: frameOf(path[i] as number), at });
    }
    for (const node of target.slice(common)) events.push({ type: "O", frame: frameOf(node), at });
    path = target;
  };
  for (let i = 0; i < (timeline?.node.length ?? 0); i++) {
    const node = timeline?.node[i] as number;
    // Waiting is a gap.
    goTo(kindOf(profile, frameOf(node)) === "idle" ? [] : pathOf(profile, node));
    at += timeline?.durationUs[i] as number;
  }
  goTo([]);
  return { type: "evented", startValue: 0, endValue: at, events };
}
