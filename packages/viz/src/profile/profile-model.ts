/** What all views of a profile start from: made once, in the page or in a worker. */
import type { ProfileData } from "@hpts/profile";
import type { Unit } from "./amount-text.ts";
import { type CallTree, mergeCalls } from "./call-tree.ts";
import { type FlameLayout, leftHeavyLayout, timeOrderLayout } from "./flame-layout.ts";

export interface ProfileModel {
  readonly data: ProfileData;
  readonly unit: Unit;
  /** Of the whole program, idle time left out. */
  readonly total: number;
  readonly tree: CallTree;
  readonly leftHeavy: FlameLayout;
  readonly hasTimeline: boolean;
  /** Made when it is first asked for. */
  readonly timeOrder: () => FlameLayout | undefined;
  /** The functions that hold a share of the time, or were called. */
  readonly functionCount: number;
}

export function profileModel(data: ProfileData): ProfileModel {
  const functionCount = data.functions.name.length;
  const { tree, mergedOf } = mergeCalls(data.nodes, functionCount);
  const { timeline } = data;
  let ordered: FlameLayout | undefined;
  return {
    data,
    unit: data.meta.unit ?? "us",
    total: tree.total[0] as number,
    tree,
    leftHeavy: leftHeavyLayout(tree),
    hasTimeline: timeline !== undefined && timeline.node.length > 0,
    timeOrder: () => {
      if (timeline === undefined) return undefined;
      ordered ??= timeOrderLayout(tree, {
        node: Int32Array.from(timeline.node, (node) => mergedOf[node] as number),
        durationUs: timeline.durationUs,
      });
      return ordered;
    },
    functionCount,
  };
}
