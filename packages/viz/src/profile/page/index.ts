/** Views of a profile, for pages: uses the DOM. */
export { showEmbedded } from "./embedded.ts";
export {
  type FunctionChoice,
  type MountedProfile,
  type MountOptions,
  mountProfile,
  type SelectedFunction,
} from "./mount.tsx";
