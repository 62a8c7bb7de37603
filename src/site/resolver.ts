/** What the URLs in the articles of a site lead to, once its addresses are known. */
import path from "node:path";
import { someBase } from "../generators/routes/static-settings.js";
import type {
  Route,
  RouteIndex,
  RoutePlan,
  Sources,
  TagFinder,
  TagPlan,
  Unknown,
  Writing,
} from "../generators/routes/types.js";
import type { DirectoryListings } from "../platform/directory-listing.js";
import { statSync } from "../platform/observed-fs.js";
import { decodedPath, endsOf, isSource, isUnknown, pathOf, spelledAs, type WrittenUrl, writtenUrl } from "./address.js";
import { type ArticleFinder, articleFinder } from "./article-finder.js";
import { agreed, type BasePages, basePages } from "./base-pages.js";
import { nameFinder } from "./lookup-names.js";
import type { MissingReason, Target } from "./model.js";
import { type IndexedPage, type OutputIndex, outputIndex } from "./output-index.js";
import { hasRedirects, leadsOn, redirectFinder } from "./redirects.js";
import { isThere, namesSource, outside, unpaged } from "./targets.js";
import { moduleOf } from "./writing.js";

export interface ResolvedSite {
  /** Absolute path. */
  readonly root: string;
  /** See `SiteModel`. */
  readonly base: string | Unknown;
  readonly origin: string | undefined;
  readonly outputFolder: string | undefined;
  readonly plan: RoutePlan;
  readonly folders: DirectoryListings;
}

/** What a generator makes of a URL. */
type Rewritten = string | Sources | Unknown;

/** Characters of a path of which systems still make a file: generators compare each folder of a path with patterns. */
const longestPath = 4096;

export class UrlResolver {
  readonly raw: RouteIndex;
  readonly outputs: OutputIndex;
  readonly #site: ResolvedSite;
  readonly #redirectsOf: ReturnType<typeof redirectFinder>;
  #tags: TagFinder | undefined;
  /** By path of the URL, decoded. Thousands of links may lead to the same page. */
  readonly #published = new Map<string, Target>();
  /** By output path. */
  readonly #pages = new Map<string, Target>();
  /** Made when it is needed. */
  #named: ArticleFinder | undefined;
  readonly #hasName: (url: string) => boolean;
  /** The article whose links were resolved last: those of an article follow one another. */
  #last: { readonly file: string; readonly name: string; pages: BasePages | undefined } | undefined;
  /** What addresses begin with here: a name that no URL has, if the base path is not known. */
  readonly #base: string;

  /** The root with a separator at its end. */
  readonly #rootStart: string;

  constructor(site: ResolvedSite, raw: RouteIndex, outputs = outputIndex(raw)) {
    this.#site = site;
    this.#rootStart = path.join(site.root, path.sep);
    this.#base = isUnknown(site.base) ? someBase : site.base;
    this.raw = raw;
    this.outputs = outputs;
    this.#hasName = nameFinder(raw);
    this.#redirectsOf = redirectFinder(raw.redirects ?? []);
  }

  /** See `SiteModel`. */
  routeOf(file: string): Route {
    const route = this.outputs.route(this.nameOf(file));
    if (route) return this.withBase(route);
    return { state: "unknown", reason: this.raw.unread ?? { why: "file", detail: "" } };
  }

  /** See `SiteModel`. */
  resolve(url: string, from: string, as: Writing): Target {
    const target = this.#resolveAsWritten(url, from, as);
    if (target.state === "missing" && !this.outputs.route(this.nameOf(from)) && namesSource(url, this.#site))
      return unpaged;
    const mayBeHooked = as.syntax !== "code" && as.tag === undefined;
    if (!mayBeHooked || (target.state !== "missing" && target.state !== "misspelled")) return target;
    const { hooks } = this.raw;
    const hook = as.syntax === "markdown" || hooks?.alsoInHtml ? hooks?.[as.about] : undefined;
    if (!hook || (hooks?.lookups && !this.#hasName(url))) return target;
    return { state: "unknown", reason: hook };
  }

  #resolveAsWritten(url: string, from: string, as: Writing): Target {
    const { tags } = this.#site.plan;
    const rewritten = tags && as.tag !== undefined ? this.#ofTag(tags, url, from, as) : this.#rewritten(url, from, as);
    if (typeof rewritten === "object" && "state" in rewritten) return rewritten;
    const found = typeof rewritten === "object" && "sources" in rewritten ? this.#firstOf(rewritten, url) : undefined;
    if (found) return found;
    const asPublished =
      typeof rewritten === "object" && "sources" in rewritten ? (rewritten.otherwise ?? url) : rewritten;
    if (isUnknown(asPublished)) return { state: "unknown", reason: asPublished };
    const target = this.#resolveWritten(asPublished, from);
    // What is to be written is a part of the URL in the article, which the generator may have completed.
    return target.state === "misspelled" && asPublished !== url
      ? { ...target, spelled: spelledAs(target.spelled, /^[^?#]*/.exec(url)?.[0] ?? url) }
      : target;
  }

  #rewritten(url: string, from: string, as: Writing): Rewritten {
    if (as.syntax === "code") return moduleOf(url, this.nameOf(from));
    return this.#site.plan.rewrite?.(url, as, this.nameOf(from), this.#base) ?? url;
  }

  #ofTag(tags: TagPlan, url: string, from: string, { tag = "", syntax }: Writing): Rewritten | Target {
    this.#tags ??= tags.finder(this.raw, this.#base);
    const found = this.#tags({ tag, url }, this.nameOf(from), syntax === "markdown");
    if (typeof found === "string" || !("miss" in found)) return found;
    const kind = found.miss === "no-name" ? "tag" : "tag-in-markdown";
    return { state: "missing", output: url, because: { kind, tag } };
  }

  #resolveWritten(url: string, from: string): Target {
    const written = writtenUrl(url, this.#site.origin);
    switch (written.kind) {
      case "external":
        return { state: "external" };
      case "self":
        return this.#ownPage(from);
      case "rooted":
        return this.#resolveAt(pathOf(written.path, "/"), written, from);
      case "relative":
        return this.#resolveRelative(written, from);
    }
  }

  /** What the first of the source files becomes; `undefined` if there is another URL without them. */
  #firstOf({ sources, otherwise, only }: Sources, url: string): Target | undefined {
    const { outputs } = this;
    let other: Target | undefined;
    for (const name of sources) {
      const file = path.join(this.#site.root, name);
      const route = outputs.route(name);
      if (route?.state === "page") return { state: "page", output: route.output, kind: "article", file };
      if (route?.state === "unknown") return { state: "unknown", reason: route.reason };
      if (route)
        other ??= {
          state: "missing",
          output: route.output ?? "",
          because: { kind: "unpublished", because: route.because, file },
        };
      const found = route ? undefined : this.#site.folders.find(file, path.resolve(this.#site.root, ".."));
      if (found?.state === "unknown") return { state: "unknown", reason: { why: "file", detail: "" } };
      if (!found || !("path" in found) || found.kind !== "file") continue;
      const real = path.relative(this.#site.root, found.path).replaceAll(path.sep, "/");
      const page = outputs.route(real);
      if (found.state === "misspelled")
        other ??= {
          state: "misspelled",
          output: page?.state === "page" ? page.output : "",
          spelled: spelledAs(found.path.replaceAll(path.sep, "/"), /^[^?#]*/.exec(url)?.[0] ?? url),
          file: found.path,
        };
      else if (only !== "pages") return { state: "file", output: "", file: found.path };
    }
    if (other || otherwise !== undefined) return other;
    const file = path.join(this.#site.root, sources[0] ?? url);
    return { state: "missing", output: sources[0] ?? url, because: { kind: "no-file", file } };
  }

  #ownPage(from: string): Target {
    const route = this.routeOf(from);
    return { state: "page", output: route.state === "page" ? route.output : "", file: from, kind: "article" };
  }

  /**
   * @param address the path of the URL, decoded, from the root of the host.
   * @param isFollowed whether the host leads on from here.
   */
  #resolveAt(address: string, written: WrittenUrl, from: string, isFollowed = true): Target {
    const known = this.#published.get(address);
    if (known) return known;
    const target = this.#resolveOwn(address, written, from);
    if (target.state === "page" || target.state === "file") this.#published.set(address, target);
    if (target.state !== "missing" && target.state !== "misspelled") return target;
    const { base } = this.#site;
    if (isUnknown(base) && this.#mayHaveBase(target.output, written)) return { state: "unknown", reason: base };
    if (isFollowed && this.#isLedOn(address, from))
      return { state: "page", output: address.slice(1), kind: "other", file: undefined };
    const { redirectsAny } = this.raw;
    return redirectsAny ? { state: "unknown", reason: redirectsAny } : target;
  }

  /** Whether the host leads readers of an address on, also in several steps, and it is not known that nothing is there. */
  #isLedOn(address: string, from: string): boolean {
    return leadsOn(address, this.#redirectsOf, (to) => {
      const { state } = this.#resolveAt(to, { kind: "rooted", path: to }, from, false);
      return state !== "missing" && state !== "misspelled";
    });
  }

  #resolveOwn(address: string, written: WrittenUrl, from: string): Target {
    const base = this.#base;
    if (isUnknown(this.#site.base) && !`${address}/`.startsWith(base))
      return { state: "unknown", reason: this.#site.base };
    if (`${address}/` === base) return this.#find("", written, from);
    if (address.startsWith(base)) {
      const target = this.#find(address.slice(base.length), written, from);
      return base === "/" && this.#mayBeOfAnother(target, written, from) ? outside(base) : target;
    }
    // Who writes the host writes the whole path.
    if (written.hasHost && !isSource(address)) return outside(base);
    const output = address.slice(1);
    const inside = this.#find(output, written, from);
    if (inside.state === "page" || inside.state === "file")
      return { state: "missing", output, because: { kind: "base", base } };
    // No other site of the host has a source file of this site.
    const source = isSource(address) ? this.#sourceNamed(address) : undefined;
    if (source) return { state: "missing", output, because: { kind: "source", ...source } };
    return outside(base);
  }

  #resolveRelative(written: WrittenUrl, from: string): Target {
    if (isSource(written.path)) {
      const { sourceLinks = this.#site.plan.sourceLinks } = this.raw;
      if (isUnknown(sourceLinks)) return { state: "unknown", reason: sourceLinks };
      const source = sourceLinks === "as-is" ? undefined : this.#sourceAt(written, from);
      if (source?.url !== undefined) return this.#find(source.output, written, from);
    }
    const last = this.#lastOf(from);
    last.pages ??= basePages(this.outputs.route(last.name), this.#base);
    const { pages, reason } = last.pages;
    return agreed(pages, (page) => this.#resolveAt(pathOf(written.path, page), written, from), reason);
  }

  /**
   * Whether the base path, which is not known, may be in the URL already, so that the generator does not add it; or a redirect,
   * which states the whole path, may begin with it.
   */
  #mayHaveBase(output: string, written: WrittenUrl): boolean {
    if (hasRedirects(this.raw.redirects ?? [])) return true;
    if (written.kind !== "rooted") return false;
    const [, ...ends] = endsOf(output);
    return ends.some((end) => end !== "" && isThere(this.#find(end, written, this.#site.root)));
  }

  /**
   * Whether a URL with a host leads to another site on the same host: to a folder of which this site has nothing. The URLs of a
   * sitemap are those of its own site.
   */
  #mayBeOfAnother(target: Target, { hasHost }: WrittenUrl, from: string): boolean {
    if (!hasHost || target.state !== "missing" || target.because || from.endsWith(".xml")) return false;
    return this.#isElsewhere(target.output);
  }

  /** Whether a path is in a folder at the top of which the site has nothing: no page, and no file that is copied. */
  #isElsewhere(output: string): boolean {
    const [folder = "", ...rest] = output.split("/");
    if (rest.length === 0 || this.outputs.hasFolder(folder)) return false;
    const { root, plan, folders } = this.#site;
    return !plan.copiedFrom(folder).some((name) => folders.find(path.join(root, name), root).state === "there");
  }

  /** What is at an output path, given as in a URL: `a/` may be `a/index.html`. */
  #find(wanted: string, written: WrittenUrl, from: string): Target {
    if (wanted.length > longestPath) return { state: "missing", output: wanted };
    const { outputs } = this;
    const endings = wanted === "" || wanted.endsWith("/") ? ["index.html", "index.htm"] : ["", "/index.html", ".html"];
    let misspelled: Target | undefined;
    for (const ending of endings) {
      const output = wanted + ending;
      const page = outputs.page(output);
      if (page) return this.#pageAt(output, page);
      const copied = this.#copiedTo(output);
      if (copied?.state === "there") return { state: "file", output, file: copied.file };
      const other = copied?.output ?? outputs.respelled(output);
      if (other === undefined || misspelled) continue;
      const source = copied?.file ?? outputs.page(other)?.file ?? outputs.copied(other);
      misspelled = {
        state: "misspelled",
        output: other,
        spelled: spelledAs(other.slice(0, other.length - ending.length), written.path),
        file: source && path.resolve(this.#site.root, source),
      };
    }
    for (const ending of endings) {
      const output = wanted + ending;
      const built = this.#builtAt(output);
      if (built !== undefined)
        return /\.html?$/i.test(output)
          ? { state: "page", output, kind: "other", file: undefined, built }
          : { state: "file", output, file: built };
    }
    if (misspelled) return misspelled;
    for (const ending of endings) {
      const hidden = outputs.unpublished(wanted + ending);
      if (hidden)
        return {
          state: "missing",
          output: wanted,
          because: { kind: "unpublished", because: hidden.because, file: path.join(this.#site.root, hidden.file) },
        };
    }
    const isPage = !/\.[^./]+$/.test(wanted) || /\.html?$/i.test(wanted);
    const { builtWhole = false } = this.raw;
    const isElsewhere = this.#isElsewhere(wanted);
    for (const ending of builtWhole ? [] : endings) {
      const reason = outputs.gap(wanted + ending, isPage, isElsewhere);
      if (reason) return { state: "unknown", reason };
    }
    const source = isSource(written.path) ? this.#sourceAt(written, from) : undefined;
    const because: MissingReason | undefined = source && { kind: "source", file: source.file, url: source.url };
    return { state: "missing", output: wanted, ...(because && { because }) };
  }

  #pageAt(output: string, { file: name, kind }: IndexedPage): Target {
    const known = this.#pages.get(output);
    if (known) return known;
    const file = name && path.join(this.#site.root, name);
    const target: Target = { state: "page", output, kind, file, built: this.#builtAt(output) };
    this.#pages.set(output, target);
    return target;
  }

  /** The file at an output path in the built site, if that is newer than the sources. */
  #builtAt(output: string): string | undefined {
    const { builtSince } = this.raw;
    if (builtSince === undefined || this.#site.outputFolder === undefined) return undefined;
    const found = this.#site.folders.find(path.join(this.#site.outputFolder, output), this.#site.outputFolder);
    if (found.state !== "there" || found.kind !== "file") return undefined;
    const isOfBuild = !/\.html?$/i.test(output) || builtSince === 0 || statSync(found.path).mtimeMs >= builtSince;
    return isOfBuild ? found.path : undefined;
  }

  #copiedTo(output: string) {
    const { outputs } = this;
    let misspelled: { readonly state: "misspelled"; readonly file: string; readonly output: string } | undefined;
    const listed = outputs.copied(output);
    if (listed !== undefined) return { state: "there", file: path.join(this.#site.root, listed) } as const;
    for (const source of this.#site.plan.copiedFrom(output)) {
      const found = this.#site.folders.find(path.join(this.#site.root, source), this.#site.root);
      if (!("path" in found) || found.kind !== "file") continue;
      const real = path.relative(this.#site.root, found.path).replaceAll(path.sep, "/");
      // A file of which the generator makes a page is not copied.
      if (outputs.route(real)) continue;
      if (found.state === "there") return { state: "there", file: found.path } as const;
      const folder = source.slice(0, source.length - output.length);
      misspelled ??= { state: "misspelled", file: found.path, output: real.slice(folder.length) };
    }
    return misspelled;
  }

  /** The article at a path next to this one, as `b.md` in an editor. */
  #sourceAt({ path: written }: WrittenUrl, from: string) {
    const file = written.startsWith("/")
      ? path.join(this.#site.root, decodedPath(written))
      : path.resolve(path.dirname(from), decodedPath(written));
    const route = this.routeOf(file);
    if (route.state === "unknown" && route.reason.why === "file") return undefined;
    return route.state === "page"
      ? { file, url: route.url, output: route.output }
      : { file, url: undefined, output: "" };
  }

  /** The one article whose path ends like this: `/about.md`. */
  #sourceNamed(end: string) {
    this.#named ??= articleFinder(this.raw);
    const only = this.#named(end);
    if (!only) return undefined;
    const file = path.join(this.#site.root, only[0]);
    const route = this.withBase(only[1]);
    return { file, url: route.state === "page" ? route.url : undefined };
  }

  /** The path of a file relative to the root. Some generators read articles beside it: `../docs/a.md`. */
  nameOf(file: string): string {
    return this.#lastOf(file).name;
  }

  #lastOf(file: string) {
    if (this.#last?.file !== file) {
      const { root } = this.#site;
      // `path.relative` reads both paths sign by sign.
      const inside = file.startsWith(this.#rootStart) ? file.slice(this.#rootStart.length) : path.relative(root, file);
      const name = inside.replaceAll(path.sep, "/");
      this.#last = { file, name, pages: undefined };
    }
    return this.#last;
  }

  withBase(route: Route): Route {
    const { base } = this.#site;
    return route.state !== "page" || isUnknown(base) ? route : { ...route, url: base + route.url.slice(1) };
  }
}
