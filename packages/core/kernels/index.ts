/** What the module exports; the memory is imported as `env.memory`. */

export { jump, prepareJump, survey } from "./jump";
export { step } from "./stepping";
