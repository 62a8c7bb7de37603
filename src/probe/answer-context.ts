/** What the evidence of an image depends on besides its URL. */
import { sha256Of } from "../platform/sha256.js";
import type { ProbePolicy } from "./probe.js";

/**
 * A digest of all settings that may change the response of a server, or whether stet gets it. Evidence that one project
 * got with its credentials, or from a private address, says nothing to a project without them.
 */
export function answerContext(policy: ProbePolicy): string {
  const { userAgent, headers, hosts, proxies, ca, insecure, allowPrivate, allowHosts, maxRedirects, maxBytes } = policy;
  const proxy = (url: URL | undefined) => url && `${url.protocol}//${url.host}`;
  const all = [
    userAgent,
    headers,
    hosts.map(({ host, headers: own }) => [host, own]),
    proxies && [proxy(proxies.http), proxy(proxies.https), proxies.except],
    ca,
    insecure,
    allowPrivate,
    allowHosts,
    maxRedirects,
    maxBytes,
  ];
  return sha256Of(JSON.stringify(all));
}
