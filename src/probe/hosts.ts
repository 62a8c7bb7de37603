/** What somebody has said of single hosts: what is sent to them, and what their answers mean. */
import type { Verdict } from "./types.js";

export interface HostSettings {
  /** `cdn.example`, `cdn.example:8080`, `*.example` (those below it), or an origin: `https://cdn.example`. */
  readonly host: string;
  /** Request headers, which may hold secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** By status (`403`) or class (`4xx`): what it means there. */
  readonly statuses: Readonly<Record<string, Verdict>>;
}

/**
 * The headers for this URL, of all settings that fit, later ones on top. A host that is named without a scheme gets them
 * by https; by plain http only if that is how it was asked for, not because a redirect led there.
 */
export function headersFor(settings: readonly HostSettings[], url: URL, asked: URL): Record<string, string> {
  const fitting = settings.filter(
    ({ host }) => fits(host, url) && (url.protocol === "https:" || host.includes("://") || url.origin === asked.origin),
  );
  return Object.assign({}, ...fitting.map(({ headers }) => headers)) as Record<string, string>;
}

/** What this status of the server means; `undefined` if nobody has said. A status counts more than its class. */
export function meaningOf(settings: readonly HostSettings[], url: string, status: number): Verdict | undefined {
  const fitting = settings.filter(({ host }) => fits(host, new URL(url)));
  const find = (key: string) => fitting.map(({ statuses }) => statuses[key]).findLast((one) => one !== undefined);
  return find(String(status)) ?? find(`${Math.floor(status / 100)}xx`);
}

function fits(pattern: string, url: URL): boolean {
  const [, scheme, host = ""] = /^(?:(https?:)\/\/)?(.*?)\/?$/.exec(pattern.toLowerCase()) ?? [];
  if (scheme !== undefined && scheme !== url.protocol) return false;
  // Without a port, the usual one: at another port another server answers.
  return host.startsWith("*.") ? url.host.endsWith(host.slice(1)) : url.host === host;
}
