/** A small class for the exporters: everything that a result can be, and texts that mean harm. */
import type { Exported } from "../../src/export/shown.ts";
import { check, exercise, NOON_MS, resultOf } from "./results.ts";

/** In the message of a hidden check: must never be seen. */
export const SECRET = "SECRET-INPUT";

const passed = exercise({ checks: [check(), check({ id: "M1/1", name: "keeps its speed" })] });

const failed = exercise({
  id: "M2",
  title: "direction: the unit tangent",
  status: "fail",
  message: "expected 1 to be 0",
  hint: "hpts hint modeling M2",
  checks: [
    check({ id: "M2/0", name: "points up" }),
    check({
      id: "M2/1",
      name: "has length 1",
      status: "fail",
      message: "expected 1 to be 0\nsee x",
    }),
    check({
      id: "M2/2",
      name: "at other places",
      status: "fail",
      visibility: "hidden",
      message: SECRET,
    }),
  ],
});

const onlyHidden = exercise({
  id: "M2",
  title: "direction: the unit tangent",
  status: "timeout",
  message: SECRET,
  checks: [
    check({
      id: "M2/2",
      name: "at other places",
      status: "timeout",
      visibility: "hidden",
      message: SECRET,
    }),
  ],
});

const hostile = exercise({
  id: "M2",
  title: "direction: the unit tangent",
  status: "error",
  checks: [
    check({
      id: "M2/0",
      name: "</testcase><![CDATA[ | `x` ::error::x",
      status: "error",
      message: [
        "=HYPERLINK(1)",
        "::set-output name=x::y",
        "##[error]z",
        '<script>alert("1")</script>',
        "]]> &amp; [link](http://evil.example) @teacher www.evil.example",
        "\u001b[31mred\u202e \u0000 \ud800",
      ].join("\n"),
    }),
  ],
});

const ungraded = exercise({
  id: "M3",
  title: "notes",
  status: "ungraded",
  points: 0,
  message: "read by a person",
  checks: [],
});

const gradedAt = new Date(NOON_MS).toISOString();
const full = {
  ...failed,
  status: "pass" as const,
  points: 2,
  checks: [check({ name: "points up" })],
};

export const CLASS: readonly Exported[] = [
  resultOf("ada", { tests: [passed, full, ungraded] }),
  resultOf("bob", { tests: [passed, failed, ungraded], flags: ["output"] }),
  resultOf("eve", { tests: [passed, onlyHidden, ungraded], restarts: 1 }),
  resultOf('=cmd|"/c x"!A1\n\u202e<b>&', {
    tests: [passed, hostile, ungraded],
    ignored: [{ name: "::warning::x", why: "it is not TypeScript" }],
  }),
  resultOf("名前 太郎", { status: "ungradable", tests: [], problem: "none of the lab's files" }),
  resultOf("zoe", { status: "infrastructure", tests: [], problem: "the thread has ended" }),
  resultOf("yan", { tests: [passed, { ...failed, status: "inconclusive" as const }] }),
  resultOf("zed", { isMark: false, sandbox: { level: 0, kernel: "6.1.0" } }),
].map((result) => ({ gradedAt, result }));
