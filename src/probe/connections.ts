/** Connections to servers, direct or through a proxy. undici is loaded by the first request. */

import type { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import * as tls from "node:tls";
import type { Agent, buildConnector, Dispatcher, ProxyAgent } from "undici";
import { variable } from "../platform/environment.js";
import type { Names } from "./dns.js";
import { ProbeStop } from "./evidence.js";
import type { Guard } from "./guard.js";
import { type LenientResponse, requestLeniently } from "./lenient-http.js";
import type { ProbePolicy } from "./probe.js";
import { proxyFor } from "./proxies.js";

interface ConnectionRequest {
  readonly method: "HEAD" | "GET" | "POST" | "PATCH";
  readonly headers: Readonly<Record<string, string>>;
  /** Only for POST and PATCH. */
  readonly body?: string;
  /** Emits "abort" when the response is no longer needed. */
  readonly signal: EventEmitter & { readonly reason?: Error | undefined };
}

export interface Connections {
  request(
    url: URL,
    options: ConnectionRequest & {
      /** The connection will be used again. */
      readonly keep: boolean;
    },
  ): Promise<Pick<Dispatcher.ResponseData, "statusCode" | "headers" | "body">>;
  /** The same, for a response that breaks the rules of HTTP; `undefined` through a proxy. */
  requestLeniently(
    url: URL,
    options: ConnectionRequest & { readonly method: "HEAD" | "GET" },
  ): Promise<LenientResponse | undefined>;
  /** Closes all connections. */
  destroy(): Promise<void>;
}

export async function openConnections(policy: ProbePolicy, guard: Guard, names: Names): Promise<Connections> {
  const { default: undici } = await import("undici");
  const security = {
    // Created once: reading all root certificates for each connection would cost more than connecting.
    ...(policy.ca.length > 0 && { secureContext: tls.createSecureContext({ ca: [...roots(), ...policy.ca] }) }),
    ...(policy.insecure && { rejectUnauthorized: false }),
  };
  const connecting = {
    timeout: policy.timeouts.connect,
    // Node's default of 250 ms is too short for many distant servers with IPv6 (nodejs/node issue 54359).
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1000,
  };
  const limits = {
    connections: policy.concurrencyPerHost,
    pipelining: 1,
    headersTimeout: policy.timeouts.headers,
    bodyTimeout: policy.timeouts.headers,
  };
  const connectorFor = (trusted: boolean, allowH2: boolean) =>
    undici.buildConnector({
      ...connecting,
      ...security,
      allowH2,
      lookup: names.lookup(trusted),
    } as buildConnector.BuildOptions);
  const connectors = { trusted: connectorFor(true, true), guarded: connectorFor(false, true) };
  const direct = new undici.Agent({
    ...limits,
    allowH2: true,
    connect: (target, callback) => {
      connectors[guard.trusts(target.hostname, portOf(target)) ? "trusted" : "guarded"](target, callback);
    },
  });
  // The user configured the proxy, so it may be in a private network and have a self-signed certificate.
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

  /** `kept`: origins whose connections were reused after a HEAD. `talkative`: those that then sent a body to HEAD. */
  const kept = new Set<string>();
  const talkative = new Set<string>();

  /**
   * undici closes a connection after each HEAD because some servers send a body in spite of the method. Most do not,
   * and connecting is most of the cost of a HEAD. So connections stay open until a server sends such a body. The parser
   * takes that body for the next response and throws HTTPParserError; that request is sent again.
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
    async requestLeniently(url, options) {
      if (proxyFor(policy.proxies, url)) return undefined;
      const { protocol, hostname, host, port } = url;
      const connect = connectorFor(guard.trusts(hostname, portOf(url)), false);
      const socket = await new Promise<Socket>((resolve, reject) =>
        connect({ protocol, hostname, host, port: port || String(portOf(url)) }, (error, connected) =>
          error ? reject(error) : resolve(connected as Socket),
        ),
      );
      return requestLeniently(socket, { ...options, url, timeout: policy.timeouts.headers });
    },
    async destroy() {
      await Promise.all([direct, toProxies, ...tunnels.values()].map((one) => one.destroy()));
    },
  };
}

const portOf = ({ port, protocol }: { readonly port: string; readonly protocol: string }): string | number =>
  port || (protocol === "https:" ? 443 : 80);

/**
 * The proxy connects, so the guard cannot check the address of the connection. Names of which an address is private here
 * are refused before, because the proxy may choose that one. A name that does not resolve here is left to the proxy.
 */
async function refusePrivate(url: URL, guard: Guard, names: Names): Promise<void> {
  if (guard.trusts(url.hostname, portOf(url))) return;
  await names.refusePrivate(url.hostname.replace(/^\[(.*)\]$/, "$1")).catch((error: unknown) => {
    if (error instanceof ProbeStop && error.failure.reason === "blocked-address") throw error;
  });
}

function authorizationOf({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/** The certificate authorities that Node trusts by default. The `ca` option would replace them. */
function roots(): readonly string[] {
  const extra = variable("NODE_EXTRA_CA_CERTS");
  try {
    return extra ? [...tls.rootCertificates, readFileSync(extra, "utf8")] : tls.rootCertificates;
  } catch {
    return tls.rootCertificates; // like Node, which has printed a warning
  }
}
