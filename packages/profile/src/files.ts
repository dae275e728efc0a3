/**
 * Profiles as data, files and tables: what needs no program to be run, and so no engine. For places
 * where none may be started.
 */
export { parseProfileBytes, READABLE, readProfile } from "./convert/read.ts";
export { convertProfile, EXPORT_FORMATS, formatOf, suffixOf } from "./convert/write.ts";
export { loadProfile, saveProfile } from "./model/file.ts";
export { parseProfile, printProfile } from "./model/json.ts";
export { mergeProfiles } from "./model/merge.ts";
export type { Engine, Profile } from "./model/profile.ts";
export { TreeBuilder } from "./model/tree-builder.ts";
export { ProfileError } from "./profile-error.ts";
export { Stats } from "./stats/stats.ts";
