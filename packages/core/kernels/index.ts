/** What the module exports; the memory is imported as `env.memory`. */

export { jump, prepareJump } from "./jump";
export { step } from "./stepping";
