/**
 * A profile on this machine only: a server on 127.0.0.1 that knows the files of speedscope's page, the
 * profile, a page of ours if there is one, and nothing else.
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
/** Where speedscope is when the address itself leads to a page of ours. */
const FOLDER = "speedscope/";

/** @returns where a page of {@link servePage} finds speedscope, with the profile in it */
export function speedscopeLink(title: string): string {
  return `/${FOLDER}${hashFor(title)}`;
}

function hashFor(title: string): string {
  return `#profileURL=${encodeURIComponent(`/${PROFILE}`)}&title=${encodeURIComponent(title)}`;
}

/**
 * @param speedscope a profile in speedscope's format
 * @param title what the page calls it
 */
export function serveSpeedscope(speedscope: string, title: string): Promise<Served> {
  return serve({ profile: () => speedscope }, hashFor(title));
}

/**
 * @param page HTML that needs no other file; speedscope is where {@link speedscopeLink} says
 * @param speedscope gives the profile in speedscope's format, if it is asked for
 */
export function servePage(page: string, speedscope: () => string): Promise<Served> {
  return serve({ page, profile: speedscope }, "");
}

async function serve(
  { page, profile }: Pick<Content, "page" | "profile">,
  hash: string,
): Promise<Served> {
  const files = speedscopeFiles();
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    answer(request, response, { files, page, profile, host: `127.0.0.1:${port}` });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${hash}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Content {
  readonly files: SpeedscopeFiles;
  readonly page?: string | undefined;
  readonly profile: () => string;
  readonly host: string;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { files, page, profile, host }: Content,
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
  const below = page === undefined ? "" : FOLDER;
  const name = path === `/${below}` ? `${below}index.html` : path.slice(1);
  const file = name.startsWith(below) ? name.slice(below.length) : "";
  // A page of the web can give its own name our address; a browser then says that name here.
  if (request.headers.host !== host) refuse(403, "only for this machine");
  else if (request.method !== "GET" && request.method !== "HEAD") refuse(405, "only GET");
  else if (page !== undefined && path === "/") send(200, mediaType("index.html"), page);
  else if (name === PROFILE) {
    const text = textOf(profile);
    if (text instanceof Error) refuse(500, text.message);
    else send(200, mediaType(name), text);
  }
  // Only names from the list: no path leads out of the folder.
  else if (!files.names.has(file)) refuse(404, "there is no such file");
  else send(200, mediaType(file), files.read(file));
}

/** A profile that speedscope's format cannot hold must not end the server. */
function textOf(profile: () => string): string | Error {
  try {
    return profile();
  } catch (error) {
    return error as Error;
  }
}
