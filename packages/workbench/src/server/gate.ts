/**
 * Who may ask for what. The server listens on this machine alone, but any page of the web that is
 * open in the same browser can send requests to it; none of these must be answered.
 *
 * - Host: a page can give its own name our address (DNS rebinding); the browser then says that name.
 * - Origin: the browser says which page sends a POST, and no page can change that.
 * - Token: made anew at each start, and readable only in our own page. It tells two workbenches apart,
 *   and keeps out programs that send what headers they like but have not read the page.
 */
import { timingSafeEqual } from "node:crypto";

/** What decides of a request, as its headers say it. */
export interface Asked {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `sec-fetch-site`: browsers say where a request comes from, also with GET. */
  readonly site: string | undefined;
  readonly token: string | undefined;
}

export interface Own {
  readonly port: number;
  readonly token: string;
}

export interface Refusal {
  readonly status: number;
  /** What is wrong and what to do, in a line. */
  readonly why: string;
}

/** The header that carries the token. */
export const TOKEN_HEADER = "x-hpts-token";

const NAMES = ["127.0.0.1", "localhost"];

/** Why a request is not answered; none if it may be. */
export function refusalOf(asked: Asked, own: Own): Refusal | undefined {
  const hosts = NAMES.map((name) => `${name}:${own.port}`);
  if (!hosts.includes(asked.host ?? "")) {
    return { status: 403, why: `the workbench is only for this machine: open http://${hosts[0]}` };
  }
  if (asked.method === "GET" || asked.method === "HEAD") return refusalOfReading(asked);
  if (asked.method !== "POST") return { status: 405, why: "only GET and POST are understood" };
  const isOwnPage = hosts.some((host) => asked.origin === `http://${host}`);
  if (!isOwnPage) return { status: 403, why: "only the workbench's own page may ask for this" };
  if (!isEqual(asked.token ?? "", own.token)) {
    return { status: 403, why: "this page is of an earlier start: reload it" };
  }
  return undefined;
}

/** Following a link is fine; another page that loads our scripts or data into itself is not. */
function refusalOfReading({ site }: Asked): Refusal | undefined {
  if (site === undefined || ["none", "same-origin"].includes(site)) return undefined;
  return { status: 403, why: "only the workbench's own page may load this" };
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
