/**
 * Addresses that the host of a site sends elsewhere: https://docs.netlify.com/manage/routing/redirects/overview/,
 * https://developers.cloudflare.com/pages/configuration/redirects/, https://vercel.com/docs/project-configuration.
 */
import { unreadAt } from "../generators/index.js";
import type { Gap, HostRedirect, RouteIndex, RoutePlan, SiteFiles } from "../generators/routes/types.js";
import { isRecord } from "../platform/is-record.js";

/** Addresses that hosts answer themselves: Cloudflare, Vercel, Netlify and Firebase. */
const ofHosts: readonly HostRedirect[] = ["/cdn-cgi/*", "/_vercel/*", "/.netlify/*", "/__/*"].map((from) => ({ from }));

/** Whether there are redirects besides those of hosts. */
export const hasRedirects = (redirects: readonly HostRedirect[]): boolean => redirects.length > ofHosts.length;

/**
 * Patterns of addresses, such as `/old/*` and `/:lang/old`. The last rules of a host, for what is not found, do not count. A
 * pattern of every address, and those beyond what is compared, are why it is not known where an address leads.
 */
export async function redirectsIn(
  files: SiteFiles,
  plan: Pick<RoutePlan, "copiedFrom" | "origin">,
): Promise<Pick<RouteIndex, "redirects" | "redirectsAny" | "gaps">> {
  const found: HostRedirect[] = [...ofHosts];
  const host = plan.origin === undefined ? undefined : new URL(plan.origin).host;
  const gaps: Gap[] = [];
  let pieces = 0;
  let redirectsAny: RouteIndex["redirectsAny"];
  const add = (from: unknown, to: unknown, status: unknown, file: string, isForAll = true): void => {
    if (typeof from !== "string" || /^404/.test(String(status ?? "")) || isOwnFile(from, to)) return;
    const path = ownPath(from, host);
    if (path === undefined) return;
    const parts = piecesOf(path);
    const [first, ...others] = parts;
    if (others.length > 0) pieces += parts.length;
    const isOfAll = others.length > 0 && first === "/" && others.every((part) => part === "");
    if (isOfAll || (others.length > 0 && pieces > mostPieces)) redirectsAny ??= { why: "redirects", detail: file };
    else {
      const target = isForAll && typeof to === "string" ? ownPath(to, host ?? "") : undefined;
      found.push({ from: path, ...(target !== undefined && { to: target }) });
    }
  };
  // A site in a folder of a repository has them beside it, or above it.
  for (const folder of ["", "../"]) {
    const netlify = await files.data(`${folder}netlify.toml`);
    for (const { from, to, status, conditions, query } of listIn(netlify?.redirects))
      add(from, to, status, `${folder}netlify.toml`, conditions === undefined && query === undefined);
    const vercel = await files.data(`${folder}vercel.json`);
    for (const key of ["redirects", "rewrites"])
      for (const { source, destination, has, missing } of listIn(vercel?.[key]))
        add(source, destination, undefined, `${folder}vercel.json`, has === undefined && missing === undefined);
    // Rules that cannot be read may be for any address.
    for (const [name, data] of [
      ["netlify.toml", netlify],
      ["vercel.json", vercel],
    ] as const)
      if (unreadAt(data, "redirects")) gaps.push({ reason: { why: "unread", detail: folder + name } });
  }
  for (const name of new Set(["_redirects", ...plan.copiedFrom("_redirects")]))
    for (const line of (files.text(name) ?? "").split("\n")) {
      const words = line.trim().split(/\s+/);
      const [from = "", to, status] = words.filter((word) => !word.includes("="));
      if (!from.startsWith("#")) add(from, to, status, name, !words.some((word) => word.includes("=")));
    }
  return { redirects: found, redirectsAny, gaps };
}

/**
 * The path in a rule; `undefined` if it is of another host.
 *
 * @param host that of the site; `undefined`: any may be.
 */
function ownPath(written: string, host: string | undefined): string | undefined {
  const [, other, path = ""] = /^(?:(?:https?:)?\/\/([^/]*))?([^?#]*)/i.exec(written) ?? [];
  // Another name of the site: its redirects are not for the addresses of the site itself.
  const isOwn = other === undefined || host === undefined || other.toLowerCase() === host;
  return isOwn && path.startsWith("/") ? path : undefined;
}

/**
 * Whether an address leads to its own page or file, as `/:path*` to `/:path*.html`, which hosts are told to show pages without `.html`. It is
 * there only if the page is.
 */
function isOwnFile(from: string, to: unknown): boolean {
  if (typeof to !== "string") return false;
  const own = withoutSlash(from.replace(/\([^()]*\)/, "*").replace(/:\w+[*+?]?|\*/, "*"));
  const target = to.replace(/:\w+[*+?]?|\$\d/, "*");
  return own.includes("*") && ["", "/", ".html", "/index.html"].some((ending) => target === own + ending);
}

const listIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/**
 * Parts of all patterns together that are compared with each address. Hosts allow some thousand rules; Netlify, with the
 * most, advises against more than 10,000, most of which have no parameter.
 */
const mostPieces = 5_000;

/** The texts between the parts of a pattern that stand for any text: `*`, a parameter, and what follows a parenthesis. */
const piecesOf = (pattern: string): string[] =>
  withoutSlash(pattern)
    .replace(/\(.*$/s, "*")
    .split(/\*|:\w+[*+?]?/);

/**
 * Where the rules for a path lead: paths on the host of the site, `undefined` for what is not known. `undefined` if there is no
 * rule. Hosts follow the first one; here any of them may be it.
 */
export function redirectFinder(
  redirects: readonly HostRedirect[],
): (path: string) => readonly (string | undefined)[] | undefined {
  const exact = new Map<string, (string | undefined)[]>();
  const others: { readonly pieces: readonly string[]; readonly to: string | undefined }[] = [];
  for (const { from, to } of redirects) {
    const pieces = piecesOf(from);
    const [only = ""] = pieces;
    const known = exact.get(only);
    if (pieces.length > 1) others.push({ pieces, to });
    else if (known) known.push(filledIn(to, undefined));
    else exact.set(only, [filledIn(to, undefined)]);
  }
  return (path) => {
    const wanted = withoutSlash(path);
    const found = [...(exact.get(wanted) ?? [])];
    for (const { pieces, to } of others)
      if (fits(wanted, pieces))
        found.push(filledIn(to, pieces.length === 2 && pieces[1] === "" ? pieces[0] : undefined, wanted));
    return found.length > 0 ? found : undefined;
  };
}

/** Redirects in a row that browsers follow. */
const mostHops = 20;
/** Addresses that are looked at for one link. Each may have several rules, and a pattern makes a new address each time. */
const mostLedTo = 200;

/**
 * Whether redirects lead from an address to another one where something may be. Each address is looked at once.
 *
 * @param isThere whether something may be at a path, without redirects from there.
 */
export function leadsOn(
  address: string,
  redirectsOf: ReturnType<typeof redirectFinder>,
  isThere: (path: string) => boolean,
): boolean {
  const seen = new Set([address]);
  let open = [address];
  for (let hops = 0; hops < mostHops && open.length > 0; hops++) {
    const next: string[] = [];
    for (const to of open.flatMap((from) => redirectsOf(from) ?? [])) {
      if (to === undefined || seen.size > mostLedTo) return true;
      if (seen.has(to)) continue;
      if (isThere(to)) return true;
      seen.add(to);
      next.push(to);
    }
    open = next;
  }
  return false;
}

/**
 * The path to which a rule leads; `undefined` if that is not known.
 *
 * @param before what is before the only part of the address that stands for any text, if that is its end.
 */
function filledIn(to: string | undefined, before: string | undefined, path = ""): string | undefined {
  const parts = to?.split(/(:\w+[*+?]?|\*|\$\d)/) ?? [];
  if (parts.length < 2) return to;
  return parts.length === 3 && before !== undefined ? `${parts[0]}${path.slice(before.length)}${parts[2]}` : undefined;
}

const withoutSlash = (path: string): string => (path.length > 1 ? path.replace(/\/$/, "") : path);

/** Whether the pieces follow each other in the text, the first at its start and the last at its end. */
function fits(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  // `/old/*` is also `/old`.
  if (last === "" && pieces.length === 2 && text === withoutSlash(first)) return true;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
