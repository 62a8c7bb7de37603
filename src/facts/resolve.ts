/**
 * Resolves the references whose facts rules request: paths of the site with the file system, all others with the probe.
 */
import type { ImageReference, LinkReference } from "../article/types.js";
import type { FilePlan } from "../config/types.js";
import { type GeneratorPlan, planOf, profileOf } from "../generators/index.js";
import { openDirectoryListings } from "../platform/directory-listing.js";
import { t } from "../platform/i18n.js";
import { fileUrlOf } from "../platform/paths.js";
import { failure } from "../probe/evidence.js";
import type { ImageQuery, Probe } from "../probe/probe.js";
import type { Alternative, FileFact, ImageFact, LinkFact, LinkWant, Want } from "../probe/types.js";
import { failedFact, linkFactFrom } from "../probe/verdict.js";
import { openSites, reasonText, type Sites } from "../site/index.js";
import { requestAsReader } from "./hotlink.js";
import { hasIds, type LinkTargets, linkTargets, type Targeted } from "./link-targets.js";
import { firstOf } from "./run-facts.js";
import { type SiteAddress, siteAddress } from "./site-address.js";
import { locateImage, locateLink } from "./site-paths.js";
import { contradictsSize, lacksSize } from "./stated-size.js";

/** Resolves the fact of an image that a rule requested. */
export type ResolveImage = (reference: ImageReference, want: Want, more: ImageContext) => Promise<ImageFact>;
export interface ImageContext {
  /** URLs that could replace this one. */
  readonly instead: readonly string[];
  /** Those of them that could replace it if it is broken. */
  readonly insteadOfBroken: readonly string[];
  /** Whether a rule compares the size that the article states. */
  readonly comparesSize?: boolean;
  /** The date of the article: `2019-05-01`. */
  readonly day: string | undefined;
}
/** The same for a link; `undefined` if nothing can be known. Most links of a site have their fact at once. */
export type ResolveLink = (
  reference: LinkReference,
  want: LinkWant,
  more?: Pick<ImageContext, "day">,
) => Promise<LinkFact | undefined> | LinkFact | undefined;

export interface FactResolver {
  image: ResolveImage;
  link: ResolveLink;
  /** See `Probe.skipOffline`. */
  skipOffline(urls: readonly string[]): boolean;
}

export interface ResolveSettings {
  /** URLs that are not requested, because the article already had them before the change that is linted. */
  readonly old?: ReadonlySet<string> | undefined;
  /** When the text was written, in a run that lasts for hours: milliseconds since 1970. */
  readonly since?: number;
  /** Fixes are applied: a size that may be written into the article must be of this run. */
  readonly fixes?: boolean;
}

export interface RunFactResolver {
  /**
   * @param file the article's absolute path.
   */
  for(file: string, plan: FilePlan, settings?: ResolveSettings): FactResolver;
  /** All facts about images and links so far, including those of local files. */
  facts(): { readonly images: readonly ImageFact[]; readonly links: readonly LinkFact[] };
  /** See `Probe.skippedUrls`. */
  skippedUrls(): Iterable<string>;
}

const unchanged = () => t("facts.unchanged", "already in the article before the change");
const unknownIds = (code: string | undefined) =>
  code === undefined
    ? t("facts.unknownIds", "components or templates may add ids to the page")
    : t("facts.unknownIds.code", "{code} may change the ids of the page", { code });
/** Code of the site that may change the ids of an article. */
const codeMakingIds = (file: string | undefined, { generator }: FilePlan): string | undefined =>
  file === undefined ? undefined : generator?.markdown.dialect(file, {}).codeMakesIds;
const noRoot = () => t("facts.noRoot", "path on this site; set images.root in the configuration to check it");

/**
 * @param hotlinkHosts see `images.hotlinkHosts` in the configuration.
 * @param tree see `openDirectoryListings`.
 */
export function openFactResolver(
  probe: Probe,
  hotlinkHosts: readonly string[],
  tree?: string,
  sites: Sites = openSites({ tree }),
): RunFactResolver {
  const folders = openDirectoryListings(tree);
  let finished: GeneratorPlan | undefined;
  /** The plan of a page in the built site. */
  const finishedPlan = (plan: FilePlan): FilePlan => {
    const profile = profileOf("built");
    finished ??= profile && planOf(profile);
    return { ...plan, generator: finished };
  };
  const images = new Map<string, ImageFact>();
  const links = new Map<string, LinkFact>();
  /** The facts of pages and files to which links have led, which are also in `links`. */
  let found = new WeakMap<SiteAddress, LinkFact>();
  const targetsByPath = new Map<string, Promise<LinkTargets | undefined>>();
  const record = <F extends { readonly url: string }>(facts: Map<string, F>, fact: F): F => {
    facts.set(fact.url, fact);
    return fact;
  };

  /** Thousands of links may lead to the same file. */
  const urls = new Map<string, string>();
  const urlOf = (file: string): string => {
    const known = urls.get(file);
    if (known !== undefined) return known;
    const url = fileUrlOf(file);
    urls.set(file, url);
    return url;
  };

  const recordUnknown = (fact: LinkFact): LinkFact => {
    record(links, firstOf(links.get(fact.url), fact));
    return fact;
  };

  const requestImage = (query: ImageQuery, reference: ImageReference, { pageContext }: FilePlan): Promise<ImageFact> =>
    pageContext ? requestAsReader(probe, query, reference, pageContext, hotlinkHosts) : probe.checkImage(query);

  /**
   * What was seen earlier is requested again before it contradicts the article, which may be newer, and before a fix
   * writes it into the article.
   */
  const requestCurrent = async (
    query: ImageQuery,
    reference: ImageReference,
    plan: FilePlan,
    { since, fixes = false }: ResolveSettings,
  ): Promise<ImageFact> => {
    const fact = await requestImage(query, reference, plan);
    if (fact.asOf === undefined && since === undefined) return fact;
    return contradictsSize(reference, fact) || (fixes && lacksSize(reference, fact))
      ? requestImage({ ...query, want: "pixels", fresh: since ?? true }, reference, plan)
      : fact;
  };

  /** The fact of an image. Includes facts of possible replacements if rules or settings need them. */
  async function remote(
    reference: ImageReference,
    { url, want }: ImageQuery,
    { instead, insteadOfBroken, comparesSize = false, day }: ImageContext,
    plan: FilePlan,
    settings: ResolveSettings,
  ): Promise<ImageFact> {
    // Two images are compared by their first bytes, which `pixels` reads.
    const query = { url, want: instead.length > 0 ? "pixels" : want } as const;
    const checked = await (comparesSize
      ? requestCurrent(query, reference, plan, settings)
      : requestImage(query, reference, plan));
    if (checked.fromLedger) return checked;
    if (checked.verdict === "ok") return withAlternatives(checked, instead, reference, plan);
    if (checked.verdict === "unchecked") return checked;
    const fact = await withAlternatives(checked, insteadOfBroken, reference, plan);
    if (fact.verdict === "broken" && !fact.otherwise && !isReplaceable(fact)) {
      const archived = await probe.archivedCopy(url, day);
      if (archived) return { ...fact, archived };
    }
    return fact;
  }

  /** The fact with those of possible replacements. */
  async function withAlternatives(
    fact: ImageFact,
    urls: readonly string[],
    reference: ImageReference,
    plan: FilePlan,
  ): Promise<ImageFact> {
    if (urls.length === 0) return fact;
    const alternatives = urls.map(async (other): Promise<[string, Alternative]> => {
      const found = await requestImage({ url: other, want: "pixels", internal: true }, reference, plan);
      return [other, { fact: found, same: found.verdict === "ok" && isSameImage(fact, found) }];
    });
    return { ...fact, instead: Object.fromEntries(await Promise.all(alternatives)) };
  }

  async function image(
    reference: ImageReference,
    want: Want,
    more: ImageContext,
    article: string,
    plan: FilePlan,
    settings: ResolveSettings,
  ): Promise<ImageFact> {
    const { target } = reference;
    const { old } = settings;
    const ofFile = async (file: FileFact, url: string, isOnDisk: boolean): Promise<ImageFact> => {
      if (file.state === "there" && isOnDisk) return { ...(await probe.checkImage({ url, want })), file };
      const fact = record(images, { ...failedFact(url, "no-such-file", detailOf(file)), file });
      return file.state === "missing" ? withAlternatives(fact, more.insteadOfBroken, reference, plan) : fact;
    };
    if (target.kind === "remote" && old?.has(target.url))
      return record(images, failedFact(target.url, "unchanged", unchanged()));
    if (target.kind === "remote") return remote(reference, { url: target.url, want }, more, plan, settings);
    if (target.kind === "data") return probe.checkImage({ url: target.url, want });
    const address = await addressOf(reference, article, plan);
    if (address?.state === "known") {
      const { file, at, source } = address;
      return ofFile(file, urlOf(at), source !== undefined);
    }
    const path = target.kind === "local" ? target.path : "";
    const located = locateImage(path, article, plan.imagesRoot, folders);
    // An image next to it that has the same folder on its host says what such a path is.
    const isOfNeighbor = located !== undefined && more.insteadOfBroken.length > 0;
    if (address?.state === "unknown" && located?.file.state !== "there" && !isOfNeighbor)
      return record(images, failedFact(reference.url, "unknown-address", reasonText(address.reason)));
    if (!located) return record(images, failedFact(reference.url, "no-root", noRoot()));
    return ofFile(located.file, urlOf(located.path), true);
  }

  /** On a site whose addresses stet knows; `undefined` without one. */
  function addressOf(reference: ImageReference | LinkReference, article: string, plan: FilePlan) {
    const site = sites.of(plan);
    return site && siteAddress(site, reference, article);
  }

  function link(
    reference: LinkReference,
    want: LinkWant,
    day: string | undefined,
    article: string,
    plan: FilePlan,
    old: ReadonlySet<string> | undefined,
  ): ReturnType<ResolveLink> {
    const { target, url: written } = reference;
    if (target.kind === "remote" && old?.has(target.url))
      return record(links, linkFactFrom(target.url, failure("unchanged", unchanged())));
    if (target.kind === "remote") return remoteLink(target.url, want, day);
    if (target.kind !== "local") return undefined;
    if (target.path === "") {
      recordUnknown(
        linkFactFrom(urlOf(article) + written, failure("unknown-address", unknownIds(codeMakingIds(article, plan)))),
      );
      return undefined;
    }
    const address = addressOf(reference, article, plan);
    if (address instanceof Promise) return address.then((later) => factAt(later, want, written, plan));
    if (address) return factAt(address, want, written, plan);
    const located = locateLink(target.path, article, plan.imagesRoot, folders);
    if (!located) return recordUnknown(linkFactFrom(written, failure("no-root", noRoot())));
    const fact = statusOf(located.file, urlOf(located.path));
    return withFragment(fact, { source: located.path }, want, written, plan);
  }

  async function remoteLink(url: string, want: LinkWant, day: string | undefined): Promise<LinkFact> {
    const fact = await probe.checkLink(url, want);
    const archived = fact.verdict === "broken" ? await probe.archivedCopy(url, day) : undefined;
    // The archive shows a page with its own links, without the flag for images.
    return archived
      ? { ...fact, archived: { ...archived, url: archived.url.replace(/(\/web\/\d{4,14})im_\//, "$1/") } }
      : fact;
  }

  function factAt(address: SiteAddress, want: LinkWant, written: string, plan: FilePlan): ReturnType<ResolveLink> {
    if (address.state === "external") return undefined;
    if (address.state === "unknown")
      return recordUnknown(linkFactFrom(written, failure("unknown-address", reasonText(address.reason))));
    const { file, at } = address;
    let fact = found.get(address);
    if (!fact) {
      fact = statusOf(file, urlOf(at));
      if (file.state === "there") found.set(address, fact);
    }
    return withFragment(fact, address, want, written, plan);
  }

  function statusOf(file: FileFact, url: string): LinkFact {
    const recorded = links.get(url);
    const isRecorded = recorded?.verdict === "ok" && recorded.file?.state === "there";
    const known = { url, finalUrl: undefined, requests: [], file };
    if (file.state === "there")
      return isRecorded ? recorded : record(links, { ...known, verdict: "ok", reason: undefined, detail: "" });
    // The next link that leads there has its fact recorded again.
    if (isRecorded) found = new WeakMap();
    return file.state === "page"
      ? record(links, { ...known, verdict: "unchecked", reason: "unknown-address", detail: detailOf(file) })
      : record(links, { ...known, verdict: "broken", reason: "no-such-file", detail: detailOf(file) });
  }

  /**
   * @param source the file with the anchors; `undefined` for a generated page.
   * @param built the page in the built site.
   */
  function withFragment(
    fact: LinkFact,
    { source, built }: { readonly source: string | undefined; readonly built?: string | undefined },
    want: LinkWant,
    written: string,
    plan: FilePlan,
  ): LinkFact | Promise<LinkFact> {
    const fragment = want === "fragment" && fact.file?.state === "there" && /#(.*)$/s.exec(written)?.[1];
    return fragment ? factOfFragment(fact, fragment, source, built, plan) : fact;
  }

  async function factOfFragment(
    fact: LinkFact,
    fragment: string,
    source: string | undefined,
    built: string | undefined,
    plan: FilePlan,
  ): Promise<LinkFact> {
    const inBuilt = built === undefined ? undefined : await targetIn(built, finishedPlan(plan), fragment);
    if (inBuilt === "there" || inBuilt === "perhaps") return { ...fact, hasFragment: true };
    // The built page may not be finished, or be from a build with other settings.
    const inSource = source === undefined ? undefined : await targetIn(source, plan, fragment);
    const isPage = source === undefined || hasIds.test(source);
    const code = codeMakingIds(source, plan);
    if (inBuilt === undefined && isPage && (inSource === undefined || inSource === "perhaps"))
      recordUnknown(linkFactFrom(`${fact.url}#${fragment}`, failure("unknown-address", unknownIds(code))));
    if (inBuilt === undefined && inSource === undefined) return fact;
    return { ...fact, hasFragment: inSource === "there" || inSource === "perhaps" };
  }

  /** `undefined` if the file is no page, or cannot be read. */
  async function targetIn(path: string, plan: FilePlan, fragment: string): Promise<Targeted | undefined> {
    let known = targetsByPath.get(path);
    if (!known) {
      known = linkTargets(path, path.endsWith(".astro") ? finishedPlan(plan) : plan);
      targetsByPath.set(path, known);
    }
    return (await known)?.find(fragment);
  }

  return {
    for: (article, plan, settings = {}) => ({
      image: (reference, want, more) => image(reference, want, more, article, plan, settings),
      link: (reference, want, more) => link(reference, want, more?.day, article, plan, settings.old),
      skipOffline: (urls) => !settings.old?.size && !plan.pageContext && probe.skipOffline(urls),
    }),
    // A URL that is old in one article may be new in another one and then has a fact of the probe.
    facts: () => ({
      images: [...new Map([...images, ...byUrls(probe.imageFacts())]).values()],
      links: [...new Map([...links, ...byUrls(probe.linkFacts())]).values()],
    }),
    skippedUrls: () => probe.skippedUrls(),
  };
}

/** Whether first bytes and lengths are equal, as far as known. */
function isSameImage(a: ImageFact, b: ImageFact): boolean {
  const agree = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined || one === other;
  return a.start !== undefined && a.start === b.start && agree(a.bytes, b.bytes);
}

const isReplaceable = ({ instead = {} }: ImageFact): boolean =>
  Object.values(instead).some(({ fact }) => fact.verdict === "ok");

const byUrls = <F extends { readonly url: string }>(facts: readonly F[]): [string, F][] =>
  facts.map((fact) => [fact.url, fact]);

const detailOf = ({ state, spelled }: FileFact): string =>
  state === "misspelled"
    ? t("facts.otherSpelling", 'no such file, but "{spelled}" exists', { spelled: spelled ?? "" })
    : state === "page"
      ? t("facts.page", "address of a page, which only the site generator can check")
      : t("common.suchFile", "there is no such file");
