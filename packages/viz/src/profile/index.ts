/** What views of a profile show, without the views: no DOM, works in a worker as well. */
export type { ProfileData } from "@hpts/profile";
export { amountText, callsText, percentText, type Unit } from "./amount-text.ts";
export { type CallTree, callsBelow, mergeCalls } from "./call-tree.ts";
export {
  boxAt,
  type FlameLayout,
  leftHeavyLayout,
  neighbour,
  timeOrderLayout,
} from "./flame-layout.ts";
export {
  type FlamePainter,
  moved,
  paintVisible,
  type Range,
  type Viewport,
  zoomed,
} from "./flame-view.ts";
export { type ProfileDiff, profileDiff } from "./profile-diff.ts";
export { type ProfileModel, profileModel } from "./profile-model.ts";
export {
  type AnnotatedSource,
  annotatedSource,
  type HotLine,
  hottestLines,
  type SourceLine,
  sourceFiles,
} from "./source-lines.ts";
export { searched, type TableKey, type TableOrder, tableRows } from "./table-rows.ts";
