/** Connections to servers, direct ones and those through a proxy; undici is loaded by the first request. */
import type { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import type { Agent, buildConnector, Dispatcher, ProxyAgent } from "undici";
import type { Names } from "./dns.js";
import { ProbeStop } from "./evidence.js";
import type { Guard } from "./guard.js";
import type { ProbePolicy } from "./probe.js";
import { proxyFor } from "./proxies.js";

export interface Connections {
  request(
    url: URL,
    options: {
      readonly method: "HEAD" | "GET";
      readonly headers: Readonly<Record<string, string>>;
      /** Emits "abort" when no answer is wanted any more. */
      readonly signal: EventEmitter;
      /** The connection is wanted again. */
      readonly keep: boolean;
    },
  ): Promise<Dispatcher.ResponseData>;
  /** Ends them all. */
  destroy(): Promise<void>;
}

export async function openConnections(policy: ProbePolicy, guard: Guard, names: Names): Promise<Connections> {
  const { default: undici } = await import("undici");
  const security = {
    // Made once: reading all roots for each connection would cost more than connecting.
    ...(policy.ca.length > 0 && { secureContext: tls.createSecureContext({ ca: [...roots(), ...policy.ca] }) }),
    ...(policy.insecure && { rejectUnauthorized: false }),
  };
  const connecting = {
    timeout: policy.timeouts.connect,
    // Node's 250 ms give up on many a distant server that has IPv6 (nodejs/node issue 54359).
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1000,
  };
  const limits = {
    connections: policy.concurrencyPerHost,
    pipelining: 1,
    headersTimeout: policy.timeouts.headers,
    bodyTimeout: policy.timeouts.headers,
  };
  const connectorFor = (trusted: boolean) =>
    undici.buildConnector({
      ...connecting,
      ...security,
      allowH2: true,
      lookup: names.lookup(trusted),
    } as buildConnector.BuildOptions);
  const connectors = { trusted: connectorFor(true), guarded: connectorFor(false) };
  const direct = new undici.Agent({
    ...limits,
    allowH2: true,
    connect: (target, callback) => {
      const port = target.port || (target.protocol === "https:" ? 443 : 80);
      connectors[guard.trusts(target.hostname, port) ? "trusted" : "guarded"](target, callback);
    },
  });
  // Whoever runs stet has named the proxy: it may well be in a private network, and have a certificate of its own.
  const toProxies: Agent = new undici.Agent({
    ...limits,
    connections: policy.concurrency,
    connect: { ...connecting, ...security },
  });
  const tunnels = new Map<string, ProxyAgent>();

  const tunnelThrough = (proxy: URL): ProxyAgent => {
    let tunnel = tunnels.get(proxy.href);
    if (!tunnel) {
      const authorization = authorizationOf(proxy);
      tunnel = new undici.ProxyAgent({
        ...limits,
        uri: proxy.origin,
        ...(authorization !== undefined && { token: authorization }),
        proxyTls: { ...connecting, ...security },
        requestTls: { ...connecting, ...security },
      } as ProxyAgent.Options);
      tunnels.set(proxy.href, tunnel);
    }
    return tunnel;
  };

  /** Origins whose connections were used again after a HEAD, and those that then sent what nobody had asked for. */
  const kept = new Set<string>();
  const talkative = new Set<string>();

  /**
   * undici ends a connection after each HEAD, since some servers send a body all the same. Most do not, and connecting is
   * most of what a HEAD costs: connections are kept until a server is seen to do so. What its body was taken for, the
   * answer to the next request, is no HTTP; that request is sent again.
   */
  async function send(options: Dispatcher.RequestOptions & { readonly origin: string }, keep: boolean) {
    const { origin, method } = options;
    const again = keep && method === "HEAD" && !talkative.has(origin);
    const mayFollow = kept.has(origin);
    try {
      const response = await direct.request(again ? { ...options, reset: false } : options);
      if (again) kept.add(origin);
      return response;
    } catch (error) {
      if (!mayFollow || (error as Error).name !== "HTTPParserError") throw error;
      talkative.add(origin);
      return direct.request(options);
    }
  }

  return {
    async request(url, { keep, ...options }) {
      const { origin, pathname, search } = url;
      const path = pathname + search;
      const proxy = proxyFor(policy.proxies, url);
      if (!proxy) return send({ ...options, origin, path }, keep);
      await refusePrivate(url, guard, names);
      if (url.protocol === "https:") return tunnelThrough(proxy).request({ ...options, origin, path });
      const authorization = authorizationOf(proxy);
      const headers = {
        ...options.headers,
        host: url.host,
        ...(authorization !== undefined && { "proxy-authorization": authorization }),
      };
      return toProxies.request({ ...options, headers, origin: proxy.origin, path: origin + path });
    },
    async destroy() {
      await Promise.all([direct, toProxies, ...tunnels.values()].map((one) => one.destroy()));
    },
  };
}

/**
 * The proxy dials, not we: it is kept from a name that leads into a private network as far as that is known here. A name
 * that cannot be looked up here is the proxy's to judge.
 */
async function refusePrivate(url: URL, guard: Guard, names: Names): Promise<void> {
  const trusted = guard.trusts(url.hostname, url.port || (url.protocol === "https:" ? 443 : 80));
  await names.addresses(url.hostname.replace(/^\[(.*)\]$/, "$1"), trusted).catch((error: unknown) => {
    if (error instanceof ProbeStop && error.failure.reason === "blocked-address") throw error;
  });
}

function authorizationOf({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/** The authorities that Node would trust without a word of ours; naming others takes the place of these. */
function roots(): readonly string[] {
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  try {
    return extra ? [...tls.rootCertificates, readFileSync(extra, "utf8")] : tls.rootCertificates;
  } catch {
    return tls.rootCertificates; // as Node does, which has warned of it
  }
}
