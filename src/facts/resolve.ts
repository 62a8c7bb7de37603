/** Answers to what rules want to know of references: paths of the site to files, all else to the probe. */
import { pathToFileURL } from "node:url";
import { hasAnchor } from "../article/anchors.js";
import type { Anchors, ImageReference, LinkReference } from "../article/types.js";
import type { FilePlan } from "../config/types.js";
import { readArticle } from "../lint/read-article.js";
import { load } from "../load/index.js";
import { t } from "../platform/i18n.js";
import { failure } from "../probe/evidence.js";
import type { ImageQuery, Probe } from "../probe/probe.js";
import type { Alternative, FileFact, ImageFact, LinkFact, LinkWant, Want } from "../probe/types.js";
import { failedFact, linkFactFrom } from "../probe/verdict.js";
import { openDirectoryListings } from "./directory-listing.js";
import { requestAsReader } from "./hotlink.js";
import { locateImage, locateLink, type SitePath } from "./site-paths.js";

/** Answers what a rule wants to know about a picture. */
export type ResolveImage = (reference: ImageReference, want: Want, more: ImageContext) => Promise<ImageFact>;
export interface ImageContext {
  /** URLs that could stand in the picture's place. */
  readonly instead: readonly string[];
  /** The day of the article, as `2019-05-01`. */
  readonly day: string | undefined;
}
/** The same about a link; `undefined` where nothing can be known. */
export type ResolveLink = (reference: LinkReference, want: LinkWant) => Promise<LinkFact | undefined>;

export interface FactResolver {
  image: ResolveImage;
  link(reference: LinkReference, want: LinkWant): Promise<LinkFact | undefined>;
  /** See `Probe.passOver`. */
  passOver(urls: readonly string[]): boolean;
}

export interface RunFactResolver {
  /**
   * @param file the article's absolute path.
   * @param old addresses that are not asked for: the article had them before the change that is looked at.
   */
  for(file: string, plan: FilePlan, old?: ReadonlySet<string>): FactResolver;
  /** All that is known of pictures and links so far, also of those that the probe was not asked about. */
  facts(): { readonly images: readonly ImageFact[]; readonly links: readonly LinkFact[] };
  /** See `Probe.unasked`. */
  unasked(): Iterable<string>;
}

const unchanged = () => t("facts.articleBefore", "it was in the article before");
const noRoot = () =>
  t("facts.pathSiteImages", "a path of the site; images.root in the configuration says where its files are");

/** @param hotlinkHosts see `images.hotlinkHosts` in the configuration. */
export function openFactResolver(probe: Probe, hotlinkHosts: readonly string[]): RunFactResolver {
  const folders = openDirectoryListings();
  const images = new Map<string, ImageFact>();
  const links = new Map<string, LinkFact>();
  const anchors = new Map<string, Promise<Anchors | undefined>>();
  const keep = <F extends { readonly url: string }>(facts: Map<string, F>, fact: F): F => {
    facts.set(fact.url, fact);
    return fact;
  };

  const askFor = (question: ImageQuery, reference: ImageReference, { pageContext }: FilePlan): Promise<ImageFact> =>
    pageContext ? requestAsReader(probe, question, reference, pageContext, hotlinkHosts) : probe.checkImage(question);

  /** With what could stand in the picture's place, where rules or the person who runs stet want to know of that. */
  async function remote(
    reference: ImageReference,
    { url, want }: ImageQuery,
    { instead, day }: ImageContext,
    plan: FilePlan,
  ): Promise<ImageFact> {
    // Whether two pictures are the same is told by their first bytes.
    const fact = await askFor({ url, want: instead.length > 0 ? "pixels" : want }, reference, plan);
    if (fact.verdict === "broken" && !fact.otherwise) {
      const archived = await probe.archivedCopy(url, day);
      if (archived) return { ...fact, archived };
    }
    if (instead.length === 0 || fact.verdict !== "ok" || fact.fromLedger) return fact;
    const asked = instead.map(async (other): Promise<[string, Alternative]> => {
      const found = await askFor({ url: other, want: "pixels", internal: true }, reference, plan);
      return [other, { fact: found, same: found.verdict === "ok" && isSamePicture(fact, found) }];
    });
    return { ...fact, instead: Object.fromEntries(await Promise.all(asked)) };
  }

  async function image(
    reference: ImageReference,
    want: Want,
    more: ImageContext,
    article: string,
    plan: FilePlan,
    old: ReadonlySet<string>,
  ): Promise<ImageFact> {
    const { target } = reference;
    if (target.kind === "remote" && old.has(target.url))
      return keep(images, failedFact(target.url, "unchanged", unchanged()));
    if (target.kind === "remote") return remote(reference, { url: target.url, want }, more, plan);
    if (target.kind === "data") return probe.checkImage({ url: target.url, want });
    const path = target.kind === "local" ? target.path : "";
    const place = await locateImage(path, article, plan.imagesRoot, folders);
    if (!place) return keep(images, failedFact(reference.url, "no-root", noRoot()));
    const { file } = place;
    const url = fileUrl(place);
    if (file.state === "there") return { ...(await probe.checkImage({ url, want })), file };
    return keep(images, { ...failedFact(url, "no-such-file", told(file)), file });
  }

  async function link(
    { target, url: written }: LinkReference,
    want: LinkWant,
    article: string,
    plan: FilePlan,
    old: ReadonlySet<string>,
  ): Promise<LinkFact | undefined> {
    if (target.kind === "remote" && old.has(target.url))
      return keep(links, linkFactFrom(target.url, failure("unchanged", unchanged())));
    if (target.kind === "remote") return probe.checkLink(target.url);
    if (target.kind !== "local") return undefined;
    const place = await locateLink(target.path, article, plan.imagesRoot, folders);
    if (!place) return undefined;
    const { file } = place;
    const known = { url: fileUrl(place), finalUrl: undefined, requests: [], file };
    // It would be news to nobody that a site has pages.
    if (file.state === "page") return { ...known, verdict: "unchecked", reason: "unsupported", detail: told(file) };
    if (file.state !== "there")
      return keep(links, { ...known, verdict: "broken", reason: "no-such-file", detail: told(file) });
    const fact = keep(links, { ...known, verdict: "ok", reason: undefined, detail: "" } as const);
    const fragment = want === "fragment" && /#(.*)$/s.exec(written)?.[1];
    const there = fragment ? await anchorsIn(place.path, plan) : undefined;
    return fragment && there ? { ...fact, hasFragment: hasAnchor(there, fragment) } : fact;
  }

  function anchorsIn(path: string, plan: FilePlan): Promise<Anchors | undefined> {
    let known = anchors.get(path);
    if (!known) {
      known = /\.(?:md|markdown|html?)$/i.test(path) ? readAnchors(path, plan) : Promise.resolve(undefined);
      anchors.set(path, known);
    }
    return known;
  }

  return {
    for: (article, plan, old = new Set()) => ({
      image: (reference, want, more) => image(reference, want, more, article, plan, old),
      link: (reference, want) => link(reference, want, article, plan, old),
      passOver: (urls) => old.size === 0 && !plan.pageContext && probe.skipOffline(urls),
    }),
    // What is old in one article may be new, and so asked for, in another one.
    facts: () => ({
      images: [...new Map([...images, ...byUrls(probe.imageFacts())]).values()],
      links: [...new Map([...links, ...byUrls(probe.linkFacts())]).values()],
    }),
    unasked: () => probe.skippedUrls(),
  };
}

/** As far as can be told without reading them whole. */
function isSamePicture(a: ImageFact, b: ImageFact): boolean {
  const agree = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined || one === other;
  return a.start !== undefined && a.start === b.start && agree(a.bytes, b.bytes);
}

const fileUrl = ({ path }: SitePath): string => pathToFileURL(path).href;

const byUrls = <F extends { readonly url: string }>(facts: readonly F[]): [string, F][] =>
  facts.map((fact) => [fact.url, fact]);

const told = ({ state, spelled }: FileFact): string =>
  state === "misspelt"
    ? t("facts.suchFileBut", 'there is no such file, but "{spelled}"', { spelled: spelled ?? "" })
    : state === "page"
      ? t("facts.addressPageOnly", "the address of a page, which only the site's generator knows")
      : t("common.suchFile", "there is no such file");

/** `undefined` for what cannot be read as an article. */
async function readAnchors(path: string, plan: FilePlan): Promise<Anchors | undefined> {
  try {
    const article = readArticle({ ...(await load(path)), path }, plan);
    return article.encodingProblem ? undefined : article.anchors;
  } catch {
    return undefined; // whoever lints that file is told why
  }
}
