/** Settings for single hosts: the request headers to send, and the verdicts of statuses. */
import type { Verdict } from "./types.js";

export interface HostSettings {
  /** `cdn.example`, `cdn.example:8080`, `*.example` (its subdomains), or an origin: `https://cdn.example`. */
  readonly host: string;
  /** Request headers, which may hold secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** The verdict by status (`403`) or class (`4xx`). */
  readonly statuses: Readonly<Record<string, Verdict>>;
}

/**
 * The headers for this URL, from all settings that match it; later settings win. Settings without a scheme apply to
 * HTTPS. They apply to HTTP only if the article uses that URL, so that a redirect cannot expose secrets.
 */
export function headersFor(settings: readonly HostSettings[], url: URL, asked: URL): Record<string, string> {
  const fitting = settings.filter(
    ({ host }) => fits(host, url) && (url.protocol === "https:" || host.includes("://") || url.origin === asked.origin),
  );
  return Object.assign({}, ...fitting.map(({ headers }) => headers)) as Record<string, string>;
}

/** The verdict that the settings give to this status; `undefined` if none does. A status wins over its class. */
export function meaningOf(settings: readonly HostSettings[], url: string, status: number): Verdict | undefined {
  const fitting = settings.filter(({ host }) => fits(host, new URL(url)));
  const find = (key: string) => fitting.map(({ statuses }) => statuses[key]).findLast((one) => one !== undefined);
  return find(String(status)) ?? find(`${Math.floor(status / 100)}xx`);
}

function fits(pattern: string, url: URL): boolean {
  const [, scheme, host = ""] = /^(?:(https?:)\/\/)?(.*?)\/?$/.exec(pattern.toLowerCase()) ?? [];
  if (scheme !== undefined && scheme !== url.protocol) return false;
  // Without a port, the default port: another port is another server.
  return host.startsWith("*.") ? url.host.endsWith(host.slice(1)) : url.host === host;
}
