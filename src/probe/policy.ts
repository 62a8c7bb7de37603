import { knownPlaceholders } from "./placeholders.js";
import type { ProbePolicy } from "./probe.js";

/** The User-Agent header, in the form that servers expect of well-behaved bots. */
export function userAgent(version: string): string {
  return `Mozilla/5.0 (compatible; stet/${version}; +https://www.npmjs.com/package/stet)`;
}

/** The default settings. */
export const defaultPolicy: ProbePolicy = {
  offline: false,
  concurrency: 50,
  // Like browsers for an HTTP/1.1 host.
  concurrencyPerHost: 6,
  timeouts: { connect: 10_000, headers: 15_000, total: 30_000, run: 0 },
  interval: 0,
  retries: 2,
  // Long waits would block a commit. Images that stay unknown cause warnings at most.
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
