/** Puts the record's figures into a page's links; what cannot be filled stays for the check. Pure. */

import type { Source } from "./check.ts";
import { claimLinks, filled } from "./links.ts";
import { proseOf } from "./prose.ts";

export function filledPage(
  page: string,
  { claims, record }: Pick<Source, "claims" | "record">,
): string {
  let text = page;
  // From the end, so that the places before stay.
  for (const link of claimLinks(proseOf(page)).toReversed()) {
    const claim = claims.get(link.id);
    if (claim === undefined) continue;
    try {
      const words = filled(link, claim.unit, record);
      const start = link.index + 1;
      text = text.slice(0, start) + words + text.slice(start + link.text.length);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return text;
}
