/**
 * Names of the judge's requests, which nobody can foresee: an answer that bears one is an answer to it.
 * A module of its own, for node:crypto takes as long to load as half a sandbox.
 */
import { randomBytes } from "node:crypto";

const BYTES = 6;
/** Drawn in bulk: a few bytes cost as much as many. */
const POOL_BYTES = 256 * BYTES;

let pool: Buffer = Buffer.alloc(0);
let at = 0;

export function newRequestId(): string {
  if (at + BYTES > pool.length) {
    pool = randomBytes(POOL_BYTES);
    at = 0;
  }
  at += BYTES;
  return pool.toString("base64url", at - BYTES, at);
}
