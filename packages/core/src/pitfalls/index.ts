/** The pitfalls ladder; what it is: `pitfall.ts`. */
import { boxedNumbers, holeyArray, mapEach, proxyEach, sparseArray } from "./containers.ts";
import { forEach, forIn, generator, hypot, spreadCopies, swappedLoops, tuples } from "./loops.ts";
import type { Pitfall } from "./pitfall.ts";
import {
  accessors,
  classEach,
  clean,
  deletedField,
  hundredShapes,
  keyOrders,
  nullFields,
  undefinedFields,
} from "./shapes.ts";

export type { Pitfall, PitfallSimulation } from "./pitfall.ts";

/** All variants; the first is what the others are compared with. */
export const PITFALLS: readonly Pitfall[] = [
  clean,
  keyOrders,
  hundredShapes,
  classEach,
  deletedField,
  nullFields,
  undefinedFields,
  mapEach,
  proxyEach,
  sparseArray,
  boxedNumbers,
  forIn,
  generator,
  tuples,
  hypot,
  swappedLoops,
  spreadCopies,
  accessors,
  holeyArray,
  forEach,
];
