import { knownPlaceholders } from "./placeholders.js";
import type { ProbePolicy } from "./probe.js";

/** How stet names itself to servers: honestly, in the shape that servers expect of well-behaved robots. */
export function userAgent(version: string): string {
  return `Mozilla/5.0 (compatible; stet/${version}; +https://www.npmjs.com/package/stet)`;
}

/** What holds where nobody has said anything else. */
export const defaultPolicy: ProbePolicy = {
  offline: false,
  concurrency: 50,
  // As many connections as browsers open to one HTTP/1.1 host.
  concurrencyPerHost: 6,
  timeouts: { connect: 10_000, headers: 15_000, total: 30_000, run: 0 },
  interval: 0,
  retries: 2,
  // A commit must not wait; what is not known then is a warning at most.
  maxRetryAfter: 10_000,
  maxRedirects: 10,
  maxBytes: 1024 * 1024,
  userAgent: userAgent("0.1"),
  headers: {},
  allowPrivate: false,
  allowHosts: [],
  placeholders: knownPlaceholders,
  exclude: [],
  include: [],
  remap: [],
  hosts: [],
  ca: [],
  insecure: false,
  failAfter: { runs: 1, days: 0 },
};
