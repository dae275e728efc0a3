/**
 * Serves the slides on this machine alone, and tells open pages to load again when a file changes that
 * the deck is made of. A deck that cannot be read is said in the page, and on stderr; the server goes on.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { watchFolder } from "@hpts/labkit/watch-folder";
import { slidesOf } from "../compiler/deck.ts";
import { DECK, ROOT, type Site, SLIDES } from "../compiler/site.ts";
import { SlidesError } from "../compiler/slide.ts";
import { answer, siteOrProblem } from "./answer.ts";

const CHANGES = "/changes";
/** Only pages of this server have it; what the build writes has not. */
const RELOAD = `<script>new EventSource("${CHANGES}").onmessage = () => location.reload();</script>`;

export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** Folder with the parts. @default the course's */
  readonly deckDir?: string;
  /** What paths in the deck are relative to. @default the repository */
  readonly root?: string;
}

/** @throws SlidesError when the port is taken */
export async function serve(options: ServeOptions): Promise<Served> {
  const { port, deckDir = DECK, root = ROOT } = options;
  const read = (): Site | string => siteOrProblem(deckDir, root);
  let site = read();
  const open = new Set<ServerResponse>();
  const watched = new Map<string, { close(): void }>();

  const change = (): void => {
    site = read();
    watch();
    for (const page of open) page.write("data: changed\n\n");
  };
  const watch = (): void => {
    const folders = [SLIDES, deckDir, ...includedFolders(site, root)];
    for (const folder of folders) {
      if (!watched.has(folder)) watched.set(folder, watchFolder(folder, change));
    }
  };

  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo;
    if (!isForUs(request, own)) return refuse(response);
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === CHANGES) return follow(response, open);
    answer(response, path === "/" ? "index.html" : path.slice(1), site, RELOAD);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(inWords(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  watch();
  const at = (server.address() as AddressInfo).port;
  console.log(
    `http://127.0.0.1:${at}/              the slides; ? shows the keys, S the speaker's view`,
  );
  console.log(`http://127.0.0.1:${at}/handout.html  with notes, to print`);
  return {
    port: at,
    async close() {
      for (const watcher of watched.values()) watcher.close();
      for (const page of open) page.end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function includedFolders(site: Site | string, root: string): string[] {
  if (typeof site === "string") return [];
  const paths = slidesOf(site.deck).flatMap(({ includes }) => includes.map(({ path }) => path));
  return paths.map((path) => join(root, dirname(path)));
}

/** A page of the web may give its own name our address; the browser then says that name. */
function isForUs({ headers, method }: IncomingMessage, port: number): boolean {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  return names.includes(headers.host ?? "") && (method === "GET" || method === "HEAD");
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { "content-type": "text/plain" }).end("only for this machine\n");
}

function follow(response: ServerResponse, open: Set<ServerResponse>): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("\n");
  open.add(response);
  response.once("close", () => open.delete(response));
}

function inWords(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== "EADDRINUSE") return error;
  return new SlidesError(`port ${port} is in use: pnpm slides --port ${port + 1}`);
}
