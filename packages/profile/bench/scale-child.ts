/** Reads a profile and sums it up: self and total by function, and calls. Prints what it took. */
import { callEdges } from "../src/convert/export/call-edges.ts";
import { readProfile } from "../src/convert/read.ts";
import { frameTotals } from "../src/model/totals.ts";

const start = performance.now();
const profile = readProfile(process.argv[2] as string, { timeline: false });
const { totalUs } = frameTotals(profile);
const edges = callEdges(profile, profile.nodes.selfUs);
const ms = performance.now() - start;
const { maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    ms,
    rssMb: maxRSS / 1024,
    totalUs: totalUs[0],
    nodes: profile.nodes.frame.length,
    edges: edges.length,
  }),
);
