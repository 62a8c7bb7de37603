/**
 * Addresses that the host of a site sends elsewhere: https://docs.netlify.com/manage/routing/redirects/overview/,
 * https://developers.cloudflare.com/pages/configuration/redirects/, https://vercel.com/docs/project-configuration.
 */
import { unreadAt } from "../generators/index.js";
import type { Gap, RouteIndex, RoutePlan, SiteFiles } from "../generators/routes/types.js";
import { isRecord } from "../platform/is-record.js";

/** Addresses that hosts answer themselves: Cloudflare, Vercel, Netlify and Firebase. */
const ofHosts = ["/cdn-cgi/*", "/_vercel/*", "/.netlify/*", "/__/*"];

/** Whether there are redirects besides those of hosts. */
export const hasRedirects = (redirects: readonly string[]): boolean => redirects.length > ofHosts.length;

/**
 * Patterns of addresses, such as `/old/*` and `/:lang/old`. The last rules of a host, for what is not found, do not count. A
 * pattern of every address, and those beyond what is compared, are why it is not known where an address leads.
 */
export async function redirectsIn(
  files: SiteFiles,
  plan: Pick<RoutePlan, "copiedFrom" | "origin">,
): Promise<Pick<RouteIndex, "redirects" | "redirectsAny" | "gaps">> {
  const found: string[] = [...ofHosts];
  const gaps: Gap[] = [];
  let pieces = 0;
  let redirectsAny: RouteIndex["redirectsAny"];
  const add = (from: unknown, to: unknown, status: unknown, file: string): void => {
    if (typeof from !== "string" || /^404/.test(String(status ?? "")) || isOwnFile(from, to)) return;
    const [, host, path = ""] = /^(?:(?:https?:)?\/\/([^/]*))?([^?#]*)/i.exec(from) ?? [];
    // Another name of the site: its redirects are not for the addresses of the site itself.
    const isOwn = host === undefined || plan.origin === undefined || new URL(plan.origin).host === host.toLowerCase();
    if (!isOwn || !path.startsWith("/")) return;
    const parts = piecesOf(path);
    const [first, ...others] = parts;
    if (others.length > 0) pieces += parts.length;
    const isOfAll = others.length > 0 && first === "/" && others.every((part) => part === "");
    if (isOfAll || (others.length > 0 && pieces > mostPieces)) redirectsAny ??= { why: "redirects", detail: file };
    else found.push(path);
  };
  // A site in a folder of a repository has them beside it, or above it.
  for (const folder of ["", "../"]) {
    const netlify = await files.data(`${folder}netlify.toml`);
    for (const rule of listIn(netlify?.redirects)) add(rule.from, rule.to, rule.status, `${folder}netlify.toml`);
    const vercel = await files.data(`${folder}vercel.json`);
    for (const key of ["redirects", "rewrites"])
      for (const rule of listIn(vercel?.[key])) add(rule.source, rule.destination, undefined, `${folder}vercel.json`);
    // Rules that cannot be read may be for any address.
    for (const [name, data] of [
      ["netlify.toml", netlify],
      ["vercel.json", vercel],
    ] as const)
      if (unreadAt(data, "redirects")) gaps.push({ reason: { why: "unread", detail: folder + name } });
  }
  for (const name of new Set(["_redirects", ...plan.copiedFrom("_redirects")]))
    for (const line of (files.text(name) ?? "").split("\n")) {
      const [from = "", to, status] = line
        .trim()
        .split(/\s+/)
        .filter((word) => !word.includes("="));
      if (!from.startsWith("#")) add(from, to, status, name);
    }
  return { redirects: found, redirectsAny, gaps };
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

/** Whether one of the patterns matches a path. */
export function redirectFinder(patterns: readonly string[]): (path: string) => boolean {
  const exact = new Set<string>();
  const others: string[][] = [];
  for (const pattern of patterns) {
    const pieces = piecesOf(pattern);
    if (pieces.length === 1) exact.add(pieces[0] ?? "");
    else others.push(pieces);
  }
  return (path) => {
    const wanted = withoutSlash(path);
    return exact.has(wanted) || others.some((pieces) => fits(wanted, pieces));
  };
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
