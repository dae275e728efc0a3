/** What goes back to the browser, and what every answer says to it. */
import type { ServerResponse } from "node:http";

export interface Answer {
  readonly status?: number;
  /** Media type. */
  readonly type: string;
  readonly body: string | Buffer;
  /** Of a page or a worker: what it may load. @default nothing */
  readonly policy?: string;
}

/** The request makes no sense as it is; the page shows the message. */
export class Refused extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

const NOTHING = "default-src 'none'; frame-ancestors 'none'";

export const SCRIPT = "text/javascript; charset=utf-8";

export function json(value: unknown, status = 200): Answer {
  return { status, type: "application/json; charset=utf-8", body: JSON.stringify(value) };
}

export function failure(message: string, status: number): Answer {
  return json({ error: message }, status);
}

export function headersOf(type: string, policy: string = NOTHING): Record<string, string> {
  return {
    "content-type": type,
    "content-security-policy": policy,
    // Code changes with every save, and the page with every update of the course.
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  };
}

/** @param isHead headers only */
export function send(response: ServerResponse, answer: Answer, isHead: boolean): void {
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body);
  response.writeHead(answer.status ?? 200, {
    ...headersOf(answer.type, answer.policy),
    "content-length": body.length,
  });
  response.end(isHead ? undefined : body);
}
