/** The jobs that pages of a lab can start, by the name that the page uses. */
import type { JobKind, JobKinds } from "../server/jobs.ts";
import type { Order } from "./child-messages.ts";
import { inChild } from "./in-child.ts";

export const JOB_KINDS: JobKinds = {
  benchmark: measuring("benchmark"),
  profile: measuring("profile"),
  memory: measuring("memory"),
};

function measuring(kind: Order["kind"]): JobKind {
  return {
    run: ({ lab, options, signal, report }) => inChild({ lab, kind, options, signal, report }),
  };
}
