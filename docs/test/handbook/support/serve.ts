/** Hands out a folder's files below a path, as any host does. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
};

export interface Host {
  /** With "/" at its end. */
  readonly url: string;
  close(): void;
}

/** @param path "/below/this/" */
export async function serve(folder: string, path: string): Promise<Host> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const file = decodeURI(pathname.slice(path.length)) || "index.html";
    try {
      const content = readFileSync(join(folder, file.endsWith("/") ? `${file}index.html` : file));
      response.setHeader("content-type", TYPES[extname(file) || ".html"] ?? "text/plain");
      response.end(pathname.startsWith(path) ? content : "");
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => void server.close() };
}
