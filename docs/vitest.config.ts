import { packageConfig } from "../vitest.package.ts";

export default packageConfig(import.meta.dirname);
