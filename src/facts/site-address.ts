/** What a link or image leads to on a site whose addresses stet knows. */
import path from "node:path";
import type { ImageReference, LinkReference } from "../article/types.js";
import type { AddressFact, FileFact } from "../probe/types.js";
import { type SiteModel, type Target, type Unknown, unpublishedText, type Writing, writingOf } from "../site/index.js";
import { type NearPages, nearPages } from "./near-pages.js";

/** `unknown`: why stet does not know it. `external`: another site. */
export type SiteAddress =
  | { readonly state: "unknown"; readonly reason: Unknown }
  | { readonly state: "external" }
  | {
      readonly state: "known";
      readonly file: FileFact;
      /** The absolute path of the source; `undefined` if there is none, or if it is a generated page. */
      readonly source: string | undefined;
      /** The page in the built site, which has all ids. */
      readonly built?: string | undefined;
      /** Identifies the target: the source, or the path of the address. */
      readonly at: string;
    };

/** @param article absolute path. */
export function siteAddress(
  site: SiteModel,
  reference: ImageReference | LinkReference,
  article: string,
): SiteAddress | Promise<SiteAddress> {
  const { url, as } = writingOf(reference);
  // There may be a hundred thousand links, and a promise takes longer than the answer.
  const target = site.resolveNow(url, article, as);
  return target
    ? addressOf(site, target, url, article, as)
    : site.resolve(url, article, as).then((later) => addressOf(site, later, url, article, as));
}

/** By target, which most links to a page have in common. */
const known = new WeakMap<Target, SiteAddress>();

function addressOf(
  site: SiteModel,
  target: Target,
  url: string,
  article: string,
  as: Writing,
): SiteAddress | Promise<SiteAddress> {
  if (target.state === "unknown" || target.state === "external") return target;
  if (target.state === "page" || target.state === "file") {
    let address = known.get(target);
    if (!address) {
      address = existing(site, target);
      known.set(target, address);
    }
    return address;
  }
  if (target.state === "misspelled")
    return {
      state: "known",
      file: { state: "misspelled", spelled: target.spelled },
      source: target.file,
      at: target.file ?? path.join(site.root, target.output),
    };
  return missingAddress(site, target, url, article, as).then((address) => ({
    state: "known",
    file: { state: "missing", address },
    source: undefined,
    at: path.join(site.outputFolder ?? site.root, target.output),
  }));
}

const existing = (site: SiteModel, target: Target & { readonly state: "page" | "file" }): SiteAddress => ({
  state: "known",
  file: { state: "there" },
  source: target.file,
  ...(target.state === "page" && target.built !== undefined && { built: target.built }),
  at: target.file ?? path.join(site.outputFolder ?? site.root, target.output),
});

async function missingAddress(
  site: SiteModel,
  target: Target & { readonly state: "missing" },
  url: string,
  article: string,
  as: Writing,
): Promise<AddressFact> {
  const { because } = target;
  if (because?.kind === "tag" || because?.kind === "tag-in-markdown")
    return { looked: url, tag: { name: because.tag, inMarkdown: because.kind === "tag-in-markdown" } };
  const base = typeof site.base === "string" ? site.base : "/";
  const relative = (file: string) => path.relative(site.root, file).replaceAll(path.sep, "/");
  const outside = because?.kind === "base" ? "/" : base;
  const looked =
    because?.kind === "no-file" ? relative(because.file) : outside + target.output.replace(/(^|\/)index\.html$/, "$1");
  if (because?.kind === "unpublished")
    return { looked, unpublished: { file: relative(because.file), because: unpublishedText(because.because) } };
  const meant = because?.kind === "no-file" ? undefined : await pageMeant(site, target, base);
  const page = meant && (await writtenFor(site, meant, url, article, as));
  return {
    looked,
    ...(because?.kind === "no-file" && { isFile: true as const }),
    ...(because?.kind === "base" && { base: because.base }),
    ...(page !== undefined && { page }),
    ...(meant?.file !== undefined && { source: relative(meant.file) }),
  };
}

interface Page {
  readonly url: string;
  readonly output: string | undefined;
  readonly file: string | undefined;
}

/** The pages of a site, by what may be left of a wrong URL. */
interface Names {
  readonly byUrl: ReadonlyMap<string, Page>;
  /** By the last part of the path; `undefined` if several pages have it. */
  readonly byName: ReadonlyMap<string, Page | undefined>;
  /** Made when it is needed. */
  near(): NearPages;
}

const namesBySite = new WeakMap<SiteModel, Promise<Names>>();

function namesOf(site: SiteModel): Promise<Names> {
  let names = namesBySite.get(site);
  if (!names) {
    names = site.routes().then(({ articles }) => {
      const byUrl = new Map<string, Page>();
      const byName = new Map<string, Page | undefined>();
      for (const { file, route } of articles) {
        if (route.state !== "page") continue;
        const page = { url: route.url, output: route.output, file };
        const address = plain(route.url);
        byUrl.set(address, page);
        const name = lastPart(address);
        if (name !== "") byName.set(name, byName.has(name) ? undefined : page);
      }
      let pages: NearPages | undefined;
      const near = () => {
        pages ??= nearPages(byUrl.keys());
        return pages;
      };
      return { byUrl, byName, near };
    });
    namesBySite.set(site, names);
  }
  return names;
}

/** A URL without what generators write differently: case, the file extension and the last slash. */
const plain = (url: string): string =>
  url
    .toLowerCase()
    .replace(/\.(?:html?|mdx?|markdown)$/, "")
    .replace(/(?:\/index)?\/?$/, "");

const lastPart = (address: string): string => address.slice(address.lastIndexOf("/") + 1);

/** The page that a URL without a page surely means: with the base path, the other ending, a new date, or one other letter. */
async function pageMeant(
  site: SiteModel,
  { output, because }: Target & { readonly state: "missing" },
  base: string,
): Promise<Page | undefined> {
  const { byUrl, byName, near } = await namesOf(site);
  if (because?.kind === "source")
    return because.url === undefined ? undefined : { url: because.url, output: undefined, file: because.file };
  const wanted = plain(base + output);
  const same = byUrl.get(wanted);
  if (same) return same;
  if (because?.kind === "base") return { url: base + output, output, file: undefined };
  const name = lastPart(plain(output));
  const moved = byName.get(name);
  if (moved && name.length > 2 && name !== "index") return moved;
  const nearest = near().find(wanted);
  return nearest === undefined ? undefined : byUrl.get(nearest);
}

/** A URL that surely leads to the page, in the way in which the wrong one is written. */
async function writtenFor(
  site: SiteModel,
  { url: page, output, file }: Page,
  written: string,
  article: string,
  as: Writing,
): Promise<string | undefined> {
  const rest = /[?#].*$/s.exec(written)?.[0] ?? "";
  const base = typeof site.base === "string" ? site.base : "/";
  const encoded = page.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  const source = file && path.relative(path.dirname(article), file).replaceAll(path.sep, "/");
  const origin = /^https?:\/\/[^/]+/i.exec(written)?.[0];
  const bare = encoded.startsWith(base) ? `/${encoded.slice(base.length)}` : encoded;
  const rooted = origin === undefined ? [encoded, bare] : [origin + encoded];
  const bySource = source === undefined ? [] : [source.startsWith(".") ? source : `./${source}`];
  const isSource = /\.mdx?$/i.test(/^[^?#]*/.exec(written)?.[0] ?? "");
  for (const candidate of isSource ? [...bySource, ...rooted] : rooted) {
    const target = await site.resolve(candidate, article, as);
    const isPage =
      target.state === "page" && (file ? target.file === file : target.output.startsWith(output ?? target.output));
    if (isPage || (target.state === "file" && file === undefined)) return candidate + rest;
  }
  return undefined;
}
