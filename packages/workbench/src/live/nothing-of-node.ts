/**
 * Node's own modules in a page: they can be imported, because code that is used here has parts that
 * are not (such as writing a figure into a file), but not used.
 */
import type { Plugin } from "esbuild";

export function nothingOfNode(): Plugin {
  return {
    name: "nothing-of-node",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: "node" }));
      onLoad({ filter: /.*/, namespace: "node" }, ({ path }) => ({
        // CommonJS: whatever name is imported, it is there.
        contents: `module.exports = new Proxy(function () {}, {
  get: (_, name) => name === "__esModule" ? false : () => {
    throw new Error(${JSON.stringify(`${path} is a part of Node, and this runs in a page: `)} + String(name) + " cannot be used here");
  },
});`,
        loader: "js",
      }));
    },
  };
}
