/**
 * speedscope with a profile in it, on this machine only: a server on 127.0.0.1 that knows the files of
 * speedscope's page, the profile, and nothing else.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mediaType, type SpeedscopeFiles, speedscopeFiles } from "./speedscope-files.ts";

export interface Served {
  /** To be opened in a browser; loads the profile. */
  readonly url: string;
  /** Ends at once, also while a browser is connected. */
  close(): Promise<void>;
}

const PROFILE = "profile.speedscope.json";

/**
 * @param speedscope a profile in speedscope's format
 * @param title what the page calls it
 */
export async function serveSpeedscope(speedscope: string, title: string): Promise<Served> {
  const files = speedscopeFiles();
  const body = Buffer.from(speedscope);
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    answer(request, response, { files, body, host: `127.0.0.1:${port}` });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const hash = `profileURL=${encodeURIComponent(`/${PROFILE}`)}&title=${encodeURIComponent(title)}`;
  return {
    url: `http://127.0.0.1:${port}/#${hash}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Content {
  readonly files: SpeedscopeFiles;
  readonly body: Buffer;
  readonly host: string;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { files, body, host }: Content,
): void {
  const send = (status: number, type: string, content: Buffer | string): void => {
    response.writeHead(status, {
      "content-type": type,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "frame-ancestors 'none'",
    });
    response.end(request.method === "HEAD" ? undefined : content);
  };
  const refuse = (status: number, why: string): void => send(status, "text/plain", `${why}\n`);
  const path = (request.url ?? "/").split("?")[0] as string;
  const name = path === "/" ? "index.html" : path.slice(1);
  // A page of the web can give its own name our address; a browser then says that name here.
  if (request.headers.host !== host) refuse(403, "only for this machine");
  else if (request.method !== "GET" && request.method !== "HEAD") refuse(405, "only GET");
  else if (name === PROFILE) send(200, mediaType(name), body);
  // Only names from the list: no path leads out of the folder.
  else if (!files.names.has(name)) refuse(404, "there is no such file");
  else send(200, mediaType(name), files.read(name));
}
