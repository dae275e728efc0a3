/** Labs as the command line, the workbench and the grader see them. */
export { type Look, lookOf, PLAIN_LOOK, wrap } from "./checklist/look.ts";
export { placeText } from "./checklist/place-text.ts";
export { type RenderOptions, renderChecklist } from "./checklist/render.ts";
export { renderTypeFaults } from "./checklist/render-types.ts";
export {
  type CheckResult,
  type ExerciseResult,
  isGreen,
  type LabResult,
  nextExercise,
  type Place,
  type TypeFault,
  tally,
} from "./checklist/result.ts";
export {
  type CourseLabs,
  findCourse,
  findExercise,
  findLab,
  type Lab,
  labFolders,
  readLabs,
  UsageError,
} from "./lab/course.ts";
export { HINT_TIERS, type Hint, readHints } from "./lab/hints.ts";
export {
  type ExerciseManifest,
  type LabManifest,
  ManifestError,
  type Marks,
} from "./lab/lab-json.ts";
export { type LabOverview, type NextStep, overviewOf } from "./lab/overview.ts";
export {
  currentRecord,
  keepPristineCopies,
  pristineDir,
  writePristineRecord,
} from "./lab/pristine.ts";
export { readProgress, takeHint } from "./lab/progress.ts";
export { planReset, type ResetPlan, reset } from "./lab/reset.ts";
export { diffToSolution } from "./lab/solution.ts";
export { type Target, wrongTargets } from "./run/targets.ts";
