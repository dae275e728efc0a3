/** The body of a POST: a small JSON object. */
import type { IncomingMessage } from "node:http";
import { Refused } from "./answer.ts";

const MOST_BYTES = 16 * 1024;

export type Body = Readonly<Record<string, unknown>>;

/** @throws Refused when it is too large, or no JSON object */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refused(`a request has at most ${MOST_BYTES} bytes`, 413);
    chunks.push(chunk);
  }
  return parse(Buffer.concat(chunks).toString("utf8"));
}

function parse(text: string): Body {
  try {
    const value: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Body;
  } catch {
    // said below
  }
  throw new Refused("a request must be a JSON object");
}

/** @throws Refused when the field is missing or something else */
export function textIn(body: Body, field: string): string {
  const value = body[field];
  if (typeof value === "string") return value;
  throw new Refused(`"${field}" must be a text, got ${JSON.stringify(value) ?? "nothing"}`);
}

/** @throws Refused when the field is there and something else */
export function textIfAny(body: Body, field: string): string | undefined {
  return body[field] === undefined || body[field] === null ? undefined : textIn(body, field);
}
