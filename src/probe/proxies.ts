/** Selects the proxy for a URL from the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY). */
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { t } from "../platform/i18n.js";

export interface Proxies {
  /** For `http:` and `https:` URLs. */
  readonly http?: URL;
  readonly https?: URL;
  /** Hosts without a proxy: `.example`, `example`, `host:port`, addresses, CIDR ranges, `*`. */
  readonly except: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Names in lower case win, like in curl.
 *
 * @throws Error that names the variable, if its value is not the URL of an HTTP proxy.
 */
export function proxiesFrom(environment: Environment): Proxies | undefined {
  const read = (...names: string[]) => {
    const name = names.flatMap((one) => [one.toLowerCase(), one]).find((one) => environment[one]?.trim());
    return name === undefined ? undefined : { name, text: environment[name]?.trim() ?? "" };
  };
  const proxy = (...names: string[]): URL | undefined => {
    const found = read(...names);
    if (!found) return undefined;
    const { name, text } = found;
    const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
    // The message omits the value because it may contain a password.
    if (!URL.canParse(full) || !/^https?:$/.test(new URL(full).protocol))
      throw new Error(
        t("probe.proxyVariable", "The environment variable {name} is not the URL of an HTTP proxy.", {
          name,
        }),
      );
    return new URL(full);
  };
  const http = proxy("HTTP_PROXY", "ALL_PROXY");
  const https = proxy("HTTPS_PROXY", "ALL_PROXY");
  if (!http && !https) return undefined;
  const except = (read("NO_PROXY")?.text ?? "").split(/[\s,]+/).filter(Boolean);
  return { ...(http && { http }), ...(https && { https }), except: except.map((one) => one.toLowerCase()) };
}

/** `undefined`: a direct connection. Loopback hosts never use a proxy. */
export function proxyFor(proxies: Proxies | undefined, url: URL): URL | undefined {
  const proxy = proxies && (url.protocol === "https:" ? proxies.https : proxies.http);
  if (!proxies || !proxy) return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (host === "localhost" || host.endsWith(".localhost")) return undefined;
  if (isIP(host) && ipaddr.process(host).range() === "loopback") return undefined;
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return proxies.except.some((entry) => covers(entry, host, port)) ? undefined : proxy;
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  if (isIP(host)) {
    const address = ipaddr.process(host);
    if (ipaddr.isValidCIDR(entry)) {
      const [range, bits] = ipaddr.parseCIDR(entry);
      return range.kind() === address.kind() && address.match(range, bits);
    }
    const [, bare = entry, own = port] =
      /^\[?([\d.]+|[\da-f:]+(?=\])|[\da-f:]*::[\da-f:]*)\]?(?::(\d+))?$/.exec(entry) ?? [];
    return isIP(bare) !== 0 && ipaddr.process(bare).toString() === address.toString() && own === port;
  }
  const [, name = "", own = port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const bare = name.replace(/^\*?\./, "");
  return own === port && bare !== "" && (host === bare || host.endsWith(`.${bare}`));
}
