import { labConfig } from "../../packages/labkit/src/run/vitest-config.ts";

export default labConfig(import.meta.dirname);
