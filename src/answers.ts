/** Answers to what rules want to know of references: paths of the site to files, all else to the probe. */
import { pathToFileURL } from "node:url";
import { hasAnchor } from "./article/anchors.js";
import type { Anchors, ImageReference, LinkReference } from "./article/types.js";
import type { FilePlan } from "./config/types.js";
import { openFolders } from "./folders.js";
import { load } from "./load/index.js";
import { locateLink, locatePicture, type Place } from "./locate.js";
import { readArticle } from "./look.js";
import { failure } from "./probe/evidence.js";
import type { FileFact, ImageFact, LinkFact, LinkWant, Probe, Want } from "./probe/types.js";
import { page, unmet } from "./probe/verdict.js";
import { askForReaders } from "./readers.js";

export interface Answers {
  image(reference: ImageReference, want: Want): Promise<ImageFact>;
  link(reference: LinkReference, want: LinkWant): Promise<LinkFact | undefined>;
}

export interface AnswersOfRun {
  /**
   * @param file the article's absolute path.
   * @param old addresses that are not asked for: the article had them before the change that is looked at.
   */
  for(file: string, plan: FilePlan, old?: ReadonlySet<string>): Answers;
  /** All that is known of pictures and links so far, also of those that the probe was not asked about; sorted by URL. */
  facts(): { readonly images: readonly ImageFact[]; readonly links: readonly LinkFact[] };
}

const unchanged = "it was in the article before";
const noRoot = "a path of the site; images.root in the configuration says where its files are";

/** @param hotlinkHosts see `images.hotlinkHosts` in the configuration. */
export function openAnswers(probe: Probe, hotlinkHosts: readonly string[]): AnswersOfRun {
  const folders = openFolders();
  const images = new Map<string, ImageFact>();
  const links = new Map<string, LinkFact>();
  const anchors = new Map<string, Promise<Anchors | undefined>>();
  const keep = <F extends { readonly url: string }>(facts: Map<string, F>, fact: F): F => {
    facts.set(fact.url, fact);
    return fact;
  };

  async function image(
    reference: ImageReference,
    want: Want,
    article: string,
    plan: FilePlan,
    old: ReadonlySet<string>,
  ): Promise<ImageFact> {
    const { target } = reference;
    if (target.kind === "remote" && old.has(target.url)) return keep(images, unmet(target.url, "unchanged", unchanged));
    if (target.kind === "remote" && plan.readers)
      return askForReaders(probe, { url: target.url, want }, reference, plan.readers, hotlinkHosts);
    if (target.kind === "remote" || target.kind === "data") return probe.ask({ url: target.url, want });
    const path = target.kind === "local" ? target.path : "";
    const place = await locatePicture(path, article, plan.imagesRoot, folders);
    if (!place) return keep(images, unmet(reference.url, "no-root", noRoot));
    const { file } = place;
    const url = fileUrl(place);
    if (file.state === "there") return { ...(await probe.ask({ url, want })), file };
    return keep(images, { ...unmet(url, "no-such-file", told(file)), file });
  }

  async function link(
    { target, url: written }: LinkReference,
    want: LinkWant,
    article: string,
    plan: FilePlan,
    old: ReadonlySet<string>,
  ): Promise<LinkFact | undefined> {
    if (target.kind === "remote" && old.has(target.url))
      return keep(links, page(target.url, failure("unchanged", unchanged)));
    if (target.kind === "remote") return probe.askPage(target.url);
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
      image: (reference, want) => image(reference, want, article, plan, old),
      link: (reference, want) => link(reference, want, article, plan, old),
    }),
    // What is old in one article may be new, and so asked for, in another one.
    facts: () => ({
      images: [...new Map([...images, ...byUrls(probe.facts())]).values()].sort(byUrl),
      links: [...new Map([...links, ...byUrls(probe.pages())]).values()].sort(byUrl),
    }),
  };
}

const fileUrl = ({ path }: Place): string => pathToFileURL(path).href;

const byUrls = <F extends { readonly url: string }>(facts: readonly F[]): [string, F][] =>
  facts.map((fact) => [fact.url, fact]);

const byUrl = (a: { readonly url: string }, b: { readonly url: string }): number =>
  a.url < b.url ? -1 : a.url > b.url ? 1 : 0;

const told = ({ state, spelled }: FileFact): string =>
  state === "misspelt"
    ? `there is no such file, but "${spelled}"`
    : state === "page"
      ? "the address of a page, which only the site's generator knows"
      : "there is no such file";

/** `undefined` for what cannot be read as an article. */
async function readAnchors(path: string, plan: FilePlan): Promise<Anchors | undefined> {
  try {
    const article = readArticle({ ...(await load(path)), path }, plan);
    return article.encodingProblem ? undefined : article.anchors;
  } catch {
    return undefined; // whoever lints that file is told why
  }
}
