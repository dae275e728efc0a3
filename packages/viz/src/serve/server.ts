/**
 * Shows an animation in a page, on this machine only. The animation's code is bundled here, and runs
 * there: a request runs nothing on this machine, and there are six addresses and no more.
 *
 *     /               the page
 *     /page.js        its script: page/served/main.ts
 *     /worker.js      its worker: page/served/worker.ts
 *     /animation.js   the animation, as it could last be bundled
 *     /animation.map  from there back to the files
 *     /changes        an event after each change of a file
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, resolve as resolvePath } from "node:path";
import { bundleForPage, type Entry } from "./bundle.ts";
import { watchFiles } from "./file-watch.ts";
import { pageHtml } from "./page-html.ts";

export interface ServeOptions {
  /** The heading of the page. */
  readonly title: string;
  /** A module whose default export gives an animation, or a promise of one. */
  readonly entry: Entry;
  /** Looked at for changes, also while they cannot be bundled. */
  readonly files: readonly string[];
  /** 0 for one that is free. @default 0 */
  readonly port?: number;
  /** How long the code may not answer, in ms. @default 1000 */
  readonly limitMs?: number;
  /** Is told when the code cannot be bundled, and when it can again. */
  readonly onBundle?: (error: string | undefined) => void;
}

export interface ServedAnimation {
  /** To be opened in a browser. */
  readonly url: string;
  /** Ends at once, also while a browser is connected. */
  close(): Promise<void>;
}

const { resolve } = createRequire(import.meta.url);

interface Answer {
  readonly type: string;
  readonly body: string;
}

/** @throws the system's error when the port is not free (EADDRINUSE), or not to be had (EACCES) */
export async function serveAnimation(options: ServeOptions): Promise<ServedAnimation> {
  const { title, entry, files, port = 0, limitMs = 1000, onBundle = () => {} } = options;
  const [script, worker] = await Promise.all(
    // By name: hpts is bundled, and its parts are not where this file is.
    ["served-page", "served-worker"].map((name) => bundleForPage(resolve(`@hpts/viz/${name}`))),
  );
  const answers = new Map<string, Answer>([
    ["/", { type: "text/html", body: pageHtml({ title, limitMs }) }],
    ["/page.js", { type: "text/javascript", body: script!.code }],
    ["/worker.js", { type: "text/javascript", body: worker!.code }],
  ]);
  const listeners = new Set<ServerResponse>();
  let change: { version: number; error?: string } = { version: 0 };
  const event = (): string => `data: ${JSON.stringify(change)}\n\n`;

  const watch = watchFiles(() => void bundle());
  async function bundle(): Promise<void> {
    watch.watch(files);
    try {
      const made = await bundleForPage(entry);
      answers.set("/animation.js", { type: "text/javascript", body: made.code });
      const map = ownSources(made.sourceMap, files);
      answers.set("/animation.map", { type: "application/json", body: map });
      change = { version: change.version + 1 };
      watch.watch([...new Set([...files, ...made.files])]);
    } catch (error) {
      change = { version: change.version, error: (error as Error).message };
    }
    onBundle(change.error);
    for (const listener of listeners) listener.write(event());
  }
  await bundle();

  const server = createServer((request, response) => {
    const own = (server.address() as AddressInfo).port;
    const path = checked(request, response, own);
    if (path === undefined) return;
    if (path === "/changes") {
      response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
      response.write(event());
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
      return;
    }
    const answer = answers.get(path);
    if (answer === undefined) refuse(response, 404, "there is no such page");
    else send(response, 200, answer);
  });
  try {
    await new Promise<void>((done, failed) => {
      server.once("error", failed);
      server.listen(port, "127.0.0.1", done);
    });
  } catch (error) {
    watch.stop();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((done) => {
        watch.stop();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Who reads where something went wrong wants to know the place in these files' folders. */
function ownSources(sourceMap: string, files: readonly string[]): string {
  const { sources, mappings } = JSON.parse(sourceMap) as {
    readonly sources: readonly string[];
    readonly mappings: string;
  };
  const folders = files.map((file) => dirname(resolvePath(file)));
  const own = sources.map((source) =>
    folders.includes(dirname(resolvePath(source))) ? source : null,
  );
  return JSON.stringify({ sources: own, mappings });
}

/** The path, or nothing when the request was refused. */
function checked(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
): string | undefined {
  const { host } = request.headers;
  // A page of the web can give its own name our address; a browser then says that name here.
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    refuse(response, 403, "only for this machine");
  } else if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(response, 405, "only GET");
  } else {
    return (request.url ?? "/").split("?")[0];
  }
  return undefined;
}

const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  // A page of the web can ask for this, but does not get to read it.
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; " +
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
};

function send(response: ServerResponse, status: number, { type, body }: Answer): void {
  response.writeHead(status, { ...HEADERS, "content-type": `${type}; charset=utf-8` });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

function refuse(response: ServerResponse, status: number, why: string): void {
  send(response, status, { type: "text/plain", body: `${why}\n` });
}
