/** The workbench as a server on this machine: http and nothing else, on 127.0.0.1 and nowhere else. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "@hpts/labkit/lab";
import { findEditor } from "../course/editor.ts";
import { WatchedLab } from "../course/watched-lab.ts";
import { LiveLabs } from "../live/live-labs.ts";
import { JOB_KINDS } from "../measure/job-kinds.ts";
import type { WorkbenchEvent } from "../protocol.ts";
import { failure, Refused, send } from "./answer.ts";
import { readBody } from "./body.ts";
import { Channel } from "./channel.ts";
import { refusalOf, TOKEN_HEADER } from "./gate.ts";
import { Jobs } from "./jobs.ts";
import { makePageFiles } from "./page-files.ts";
import { type Differ, DOINGS, READINGS, type Workings } from "./routes.ts";

export interface WorkbenchOptions {
  /** The course's folder. */
  readonly root: string;
  /** Fails if it is in use. @default 4747, or any that is free */
  readonly port?: number;
  /** How an exercise differs from the reference, where that may be shown. */
  readonly diff: Differ;
  /** Where an editor is looked for. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Workbench {
  /** Such as "http://127.0.0.1:4747/". */
  readonly url: string;
  readonly port: number;
  /** Ends what runs and lets go of the port, also while pages are open. */
  close(): Promise<void>;
}

/** Always the same if possible, so that a page left open, or a bookmark, finds us again. */
const USUAL_PORT = 4747;
const HOST = "127.0.0.1";

/**
 * Starts the workbench; resolves when it answers.
 *
 * @throws UsageError when the port is in use, or not ours to take
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const token = randomBytes(24).toString("hex");
  const channel = new Channel();
  const tell = (event: WorkbenchEvent): void => channel.send(event);
  const workings: Workings = {
    root: options.root,
    token,
    files: await makePageFiles(),
    channel,
    watched: new WatchedLab(options.root, tell),
    live: new LiveLabs(tell),
    jobs: new Jobs(JOB_KINDS, (job) => tell({ type: "job", lab: job.lab, job })),
    editor: findEditor(options.env ?? process.env),
    diff: options.diff,
  };
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    void answer(request, response, workings, port);
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${port}/`,
    port,
    async close() {
      channel.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([workings.jobs.stop(), workings.watched.close(), workings.live.close()]);
      await closed;
    },
  };
}

async function listen(server: Server, wanted: number | undefined): Promise<void> {
  try {
    await tryListen(server, wanted ?? USUAL_PORT);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (wanted === undefined && code === "EADDRINUSE") return tryListen(server, 0);
    const why = code === "EADDRINUSE" ? "is in use" : `cannot be used (${message})`;
    throw new UsageError(
      `port ${wanted ?? USUAL_PORT} ${why}: choose another, or leave --port out`,
    );
  }
}

function tryListen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  workings: Workings,
  port: number,
): Promise<void> {
  const isHead = request.method === "HEAD";
  try {
    const answered = await answerOf(request, response, workings, port);
    if (answered !== undefined) send(response, answered, isHead);
  } catch (error) {
    const status = error instanceof Refused ? error.status : 500;
    if (status === 500) console.error(error);
    const message = error instanceof Error ? error.message : String(error);
    // A body that was not read to its end would be taken for the next request.
    if (!request.complete) response.setHeader("connection", "close");
    if (!response.headersSent) send(response, failure(message, status), isHead);
    else response.destroy();
  }
}

async function answerOf(
  request: IncomingMessage,
  response: ServerResponse,
  workings: Workings,
  port: number,
): Promise<ReturnType<typeof failure> | undefined> {
  const { method = "", headers } = request;
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value.join() : value;
  };
  const { origin, host } = headers;
  const asked = {
    method,
    host,
    origin,
    site: header("sec-fetch-site"),
    token: header(TOKEN_HEADER),
  };
  const { pathname, searchParams } = addressOf(request.url ?? "");
  // A link to the page may be anywhere; what it loads then is asked for by itself.
  const isPage = pathname === "/" && method === "GET";
  const refusal = refusalOf(isPage ? { ...asked, site: undefined } : asked, {
    port,
    token: workings.token,
  });
  if (refusal !== undefined) throw new Refused(refusal.why, refusal.status);
  const reading = READINGS.get(pathname);
  const doing = DOINGS.get(pathname);
  if (reading === undefined && doing === undefined) throw new Refused("there is nothing here", 404);
  if (method === "POST") {
    if (doing === undefined) throw new Refused("this can only be read, with GET", 405);
    return doing(workings, await readBody(request), response);
  }
  if (reading === undefined) throw new Refused("this does something: it needs a POST", 405);
  return reading(workings, searchParams);
}

/** As it was sent: a name with dots or signs in it is none of ours. */
function addressOf(url: string): { pathname: string; searchParams: URLSearchParams } {
  const at = url.indexOf("?");
  if (at < 0) return { pathname: url, searchParams: new URLSearchParams() };
  return { pathname: url.slice(0, at), searchParams: new URLSearchParams(url.slice(at + 1)) };
}
