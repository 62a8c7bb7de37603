/** Where a built site is on the web, as far as its files tell. */
import path from "node:path";
import { readStart } from "../../platform/disk.js";
import { existsSync } from "../../platform/observed-fs.js";

/** Bytes of a page or sitemap that are read for this. */
const startBytes = 64 * 1024;

export interface BuiltAddress {
  /** Begins and ends with a slash. */
  readonly base: string;
  readonly origin: string | undefined;
}

/**
 * What the home page states, or else what the sitemap and the paths of the home page show: `/news/a.css` in a site with the file
 * `a.css` means that the site is below `/news/`.
 *
 * @param root absolute path of the built site.
 */
export function builtAddress(root: string): BuiltAddress {
  const home = startOf(root, "index.html");
  const stated = statedIn(home);
  if (stated) return stated;
  const listed = [...startOf(root, "sitemap.xml").matchAll(/<loc>\s*(https?:[^<\s]+)/gi)].flatMap(([, url = ""]) =>
    URL.canParse(url) ? [new URL(url)] : [],
  );
  const pages = home === "" ? startOf(root, "404.html") : home;
  const written = [...pages.matchAll(/\s(?:href|src)=["']?(\/(?!\/)[^"'\s>?#]*)/gi)].map(([, url = ""]) => url);
  const origins = new Set(listed.map(({ origin }) => origin));
  return {
    base: baseIn(root, new Set([...listed.map(({ pathname }) => pathname), ...written])),
    origin: origins.size === 1 ? [...origins][0] : undefined,
  };
}

function startOf(root: string, name: string): string {
  try {
    return readStart(path.join(root, name), startBytes, undefined).text;
  } catch {
    return "";
  }
}

/** The address of the home page, which it states itself. Hexo writes it with `index.html`. */
function statedIn(html: string): BuiltAddress | undefined {
  // A page that sends readers to one of the languages states the address of that.
  const tags = [...html.matchAll(/<(?:link|meta)\b[^<>]*>/gi)].map(([tag]) => tag);
  if (tags.some((tag) => /^<meta\b.*\bhttp-equiv=["']?refresh\b/is.test(tag))) return undefined;
  const link = tags.find((tag) => /^<link\b.*\brel=["']?canonical\b/is.test(tag));
  const meta = tags.find((tag) => /^<meta\b.*\bproperty=["']?og:url\b/is.test(tag)) ?? "";
  const [, href = ""] = /\s(?:href|content)=["']?([^"'\s>]+)/i.exec(link || meta) ?? [];
  if (!URL.canParse(href)) return undefined;
  const { protocol, origin, pathname } = new URL(href);
  const base = pathname.replace(/\/index\.html?$/i, "/");
  return /^https?:$/.test(protocol) && base.endsWith("/") ? { base, origin } : undefined;
}

/** The base path without which most of the paths are files of the site. */
function baseIn(root: string, paths: ReadonlySet<string>): string {
  const votes = new Map<string, number>();
  for (const url of paths) {
    const base = basesOf(url).find((one) => isThere(root, url.slice(one.length)));
    if (base !== undefined) votes.set(base, (votes.get(base) ?? 0) + 1);
  }
  const [first] = [...votes].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  return first?.[0] ?? "/";
}

/** The shortest first: `/`, `/a/` for `/a/b.css`. */
const basesOf = (url: string): string[] => [...url.matchAll(/\//g)].map(({ index }) => url.slice(0, index + 1));

function isThere(root: string, rest: string): boolean {
  let name: string;
  try {
    name = decodeURIComponent(rest);
  } catch {
    return false;
  }
  if (name.split("/").includes("..") || name.includes("\0")) return false;
  const endings = name === "" || name.endsWith("/") ? ["index.html"] : ["", ".html", "/index.html"];
  return endings.some((ending) => existsSync(path.join(root, name + ending)));
}
