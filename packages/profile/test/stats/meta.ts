import type { Meta } from "../../src/index.ts";

export const META: Meta = {
  engine: "exact",
  node: "20.0.0",
  command: ["simul.ts"],
  cwd: "/nowhere",
  startedAt: "2026-01-01T00:00:00Z",
  wallUs: 1_000_000,
  notes: [],
};
