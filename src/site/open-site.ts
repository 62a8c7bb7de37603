/** The model of a site that its generator plan describes: reads the files of the site once, when a question needs them. */
import path from "node:path";
import { type GeneratorPlan, outputFolderOf } from "../generators/index.js";
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
import { type DirectoryListings, openDirectoryListings } from "../platform/directory-listing.js";
import { statSync } from "../platform/observed-fs.js";
import { decodedPath, endsOf, isSource, isUnknown, pathOf, spelledAs, type WrittenUrl, writtenUrl } from "./address.js";
import { pagesIn } from "./built-output.js";
import type { BuiltPage, MissingReason, RedirectWay, SiteModel, Target } from "./model.js";
import { type OutputIndex, outputIndex } from "./output-index.js";
import { redirectWay } from "./redirect-way.js";
import { redirectFinder } from "./redirects.js";
import { moduleOf } from "./writing.js";

export interface SiteOptions {
  /** Returns the addresses of the site. Called once, at the first question that needs them. */
  readIndex(): Promise<RouteIndex>;
  /** See `openDirectoryListings`. */
  readonly tree?: string | undefined;
  /** What the configuration of stet states. */
  readonly base?: string | undefined;
  readonly origin?: string | undefined;
}

/** What a generator makes of a URL. */
type Rewritten = string | Sources | Unknown;

interface Index {
  readonly raw: RouteIndex;
  readonly outputs: OutputIndex;
  readonly isRedirected: ReturnType<typeof redirectFinder>;
}

const inHtml: Writing = { syntax: "html", about: "link" };

/** A generator plan with the folder of its site and its addresses. */
export type RoutedPlan = GeneratorPlan & { readonly root: string; readonly routes: RoutePlan };

export const isRouted = (plan: GeneratorPlan | undefined): plan is RoutedPlan =>
  plan?.routes !== undefined && plan.root !== undefined;

/** Characters of a path of which systems still make a file: generators compare each folder of a path with patterns. */
const longestPath = 4096;

export function openSite(plan: RoutedPlan, options: SiteOptions): SiteModel {
  return new OpenSite(plan, options);
}

class OpenSite implements SiteModel {
  readonly root: string;
  readonly base: string | Unknown;
  readonly origin: string | undefined;
  readonly outputFolder: string | undefined;
  readonly #isBuilt: boolean;
  readonly #plan: RoutePlan;
  readonly #options: SiteOptions;
  readonly #folders: DirectoryListings;
  #tags: TagFinder | undefined;
  #index: Promise<Index> | undefined;
  /** By path of the URL, decoded. Thousands of links may lead to the same page. */
  readonly #published = new Map<string, Target>();
  #lastNamed: { readonly file: string; readonly name: string } | undefined;

  constructor(plan: RoutedPlan, options: SiteOptions) {
    const { root, routes } = plan;
    this.root = root;
    this.#isBuilt = plan.id === "built";
    this.#plan = routes;
    this.#options = options;
    this.base = options.base ?? routes.base;
    this.origin = options.origin ?? routes.origin;
    this.outputFolder = outputFolderOf(plan);
    this.#folders = openDirectoryListings(options.tree);
  }

  async routeOf(file: string): Promise<Route> {
    const route = (await this.#read()).outputs.route(this.#nameOf(file));
    return route ? this.#withBase(route) : { state: "unknown", reason: { why: "file", detail: "" } };
  }

  async routes() {
    const { raw } = await this.#read();
    return {
      articles: raw.articles.map(([file, route]) => ({
        file: path.join(this.root, file),
        route: this.#withBase(route),
      })),
      generated: raw.generated.map(([output, kind]) => ({ output, kind })),
    };
  }

  async builtPages(): Promise<readonly BuiltPage[] | undefined> {
    const { builtSince, articles } = (await this.#read()).raw;
    if (this.#isBuilt) return articles.map(([output]) => ({ file: path.join(this.root, output), output }));
    return builtSince === undefined || this.outputFolder === undefined
      ? undefined
      : pagesIn(this.outputFolder, builtSince);
  }

  async redirectTo(url: string, page: string | undefined): Promise<RedirectWay> {
    const { redirectsBy } = (await this.#read()).raw;
    return redirectWay(
      { root: this.root, base: isUnknown(this.base) ? "/" : this.base, plan: this.#plan, redirectsBy },
      url,
      page,
    );
  }

  async copyOf(file: string): Promise<string | undefined> {
    const { base } = this;
    if (isUnknown(base)) return undefined;
    const { outputs } = await this.#read();
    const name = this.#nameOf(file);
    const output = outputs.copyOf(name) ?? endsOf(name).find((end) => this.#plan.copiedFrom(end).includes(name));
    return output === undefined || outputs.route(name) ? undefined : base + output;
  }

  async resolve(url: string, from: string, as: Writing = inHtml): Promise<Target> {
    const target = await this.#resolveAsWritten(url, from, as);
    const mayBeHooked = as.syntax !== "code" && as.tag === undefined;
    if (!mayBeHooked || (target.state !== "missing" && target.state !== "misspelled")) return target;
    const { hooks } = (await this.#read()).raw;
    const hook = as.syntax === "markdown" || hooks?.alsoInHtml ? hooks?.[as.about] : undefined;
    return hook ? { state: "unknown", reason: hook } : target;
  }

  async #resolveAsWritten(url: string, from: string, as: Writing): Promise<Target> {
    const { tags } = this.#plan;
    const rewritten =
      tags && as.tag !== undefined ? await this.#ofTag(tags, url, from, as) : this.#rewritten(url, from, as);
    if (typeof rewritten === "object" && "state" in rewritten) return rewritten;
    const found =
      typeof rewritten === "object" && "sources" in rewritten ? await this.#firstOf(rewritten, url) : undefined;
    if (found) return found;
    const asPublished =
      typeof rewritten === "object" && "sources" in rewritten ? (rewritten.otherwise ?? url) : rewritten;
    if (isUnknown(asPublished)) return { state: "unknown", reason: asPublished };
    const target = await this.#resolveWritten(asPublished, from);
    // What is to be written is a part of the URL in the article, which the generator may have completed.
    return target.state === "misspelled" && asPublished !== url
      ? { ...target, spelled: spelledAs(target.spelled, /^[^?#]*/.exec(url)?.[0] ?? url) }
      : target;
  }

  #rewritten(url: string, from: string, as: Writing): Rewritten {
    if (as.syntax === "code") return moduleOf(url, this.#nameOf(from));
    return this.#plan.rewrite?.(url, as, this.#nameOf(from)) ?? url;
  }

  async #ofTag(tags: TagPlan, url: string, from: string, { tag = "", syntax }: Writing): Promise<Rewritten | Target> {
    const { raw } = await this.#read();
    this.#tags ??= tags.finder(raw, this.base);
    const found = this.#tags({ tag, url }, this.#nameOf(from), syntax === "markdown");
    if (typeof found === "string" || !("miss" in found)) return found;
    const kind = found.miss === "no-name" ? "tag" : "tag-in-markdown";
    return { state: "missing", output: url, because: { kind, tag } };
  }

  async #resolveWritten(url: string, from: string): Promise<Target> {
    const written = writtenUrl(url, this.origin);
    switch (written.kind) {
      case "external":
        return { state: "external" };
      case "self":
        return this.#ownPage(from);
      case "rooted":
        return this.#resolveRooted(written, from);
      case "relative":
        return this.#resolveRelative(written, from);
    }
  }

  /** What the first of the source files becomes; `undefined` if there is another URL without them. */
  async #firstOf({ sources, otherwise, only }: Sources, url: string): Promise<Target | undefined> {
    const { outputs } = await this.#read();
    let other: Target | undefined;
    for (const name of sources) {
      const file = path.join(this.root, name);
      const route = outputs.route(name);
      if (route?.state === "page") return { state: "page", output: route.output, kind: "article", file };
      if (route?.state === "unknown") return { state: "unknown", reason: route.reason };
      if (route)
        other ??= {
          state: "missing",
          output: route.output ?? "",
          because: { kind: "unpublished", because: route.because, file },
        };
      const found = route ? undefined : await this.#folders.find(file, path.resolve(this.root, ".."));
      if (found?.state === "unknown") return { state: "unknown", reason: { why: "file", detail: "" } };
      if (!found || !("path" in found) || found.kind !== "file") continue;
      const real = path.relative(this.root, found.path).replaceAll(path.sep, "/");
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
    const file = path.join(this.root, sources[0] ?? url);
    return { state: "missing", output: sources[0] ?? url, because: { kind: "no-file", file } };
  }

  async #ownPage(from: string): Promise<Target> {
    const route = await this.routeOf(from);
    return { state: "page", output: route.state === "page" ? route.output : "", file: from, kind: "article" };
  }

  async #resolveRooted(written: WrittenUrl, from: string): Promise<Target> {
    const path = pathOf(written.path, "/");
    const known = this.#published.get(path);
    if (known) return known;
    const target = await this.#resolveOwn(written, from);
    if (target.state === "page" || target.state === "file") this.#published.set(path, target);
    if (target.state !== "missing" && target.state !== "misspelled") return target;
    const { isRedirected } = await this.#read();
    return isRedirected(path) ? { state: "page", output: path.slice(1), kind: "other", file: undefined } : target;
  }

  async #resolveOwn(written: WrittenUrl, from: string): Promise<Target> {
    const { base } = this;
    if (isUnknown(base)) return { state: "unknown", reason: base };
    const wanted = pathOf(written.path, "/");
    if (`${wanted}/` === base) return this.#find("", written, from);
    if (wanted.startsWith(base)) return this.#find(wanted.slice(base.length), written, from);
    const inside = await this.#find(wanted.slice(1), written, from);
    if (inside.state === "page" || inside.state === "file")
      return { state: "missing", output: wanted.slice(1), because: { kind: "base", base } };
    // No other site of the host has a source file of this site.
    const source = isSource(wanted) ? await this.#sourceNamed(wanted) : undefined;
    if (source) return { state: "missing", output: wanted.slice(1), because: { kind: "source", ...source } };
    return { state: "unknown", reason: { why: "outside", detail: base } };
  }

  async #resolveRelative(written: WrittenUrl, from: string): Promise<Target> {
    if (isSource(written.path)) {
      const { sourceLinks = this.#plan.sourceLinks } = (await this.#read()).raw;
      if (isUnknown(sourceLinks)) return { state: "unknown", reason: sourceLinks };
      const source = sourceLinks === "as-is" ? undefined : await this.#sourceAt(written, from);
      if (source?.url !== undefined) return this.#find(source.output, written, from);
    }
    const route = await this.routeOf(from);
    const page =
      route.state === "page"
        ? route.url
        : route.state === "unpublished" && route.output !== undefined
          ? this.urlOf(route.output)
          : undefined;
    if (page === undefined)
      return {
        state: "unknown",
        reason: route.state === "unknown" ? route.reason : { why: "file", detail: "" },
      };
    return this.#resolveRooted({ ...written, path: pathOf(written.path, page) }, from);
  }

  /** What is at an output path, given as in a URL: `a/` may be `a/index.html`. */
  async #find(wanted: string, written: WrittenUrl, from: string): Promise<Target> {
    if (wanted.length > longestPath) return { state: "missing", output: wanted };
    const { outputs } = await this.#read();
    const endings = wanted === "" || wanted.endsWith("/") ? ["index.html", "index.htm"] : ["", "/index.html", ".html"];
    let misspelled: Target | undefined;
    for (const ending of endings) {
      const output = wanted + ending;
      const page = outputs.page(output);
      if (page) {
        const file = page.file && path.join(this.root, page.file);
        return { state: "page", output, kind: page.kind, file, built: await this.#builtAt(output) };
      }
      const copied = await this.#copiedTo(output, outputs);
      if (copied?.state === "there") return { state: "file", output, file: copied.file };
      const other = copied?.output ?? outputs.respelled(output);
      if (other === undefined || misspelled) continue;
      const source = copied?.file ?? outputs.page(other)?.file ?? outputs.copied(other);
      misspelled = {
        state: "misspelled",
        output: other,
        spelled: spelledAs(other.slice(0, other.length - ending.length), written.path),
        file: source && path.resolve(this.root, source),
      };
    }
    for (const ending of endings) {
      const output = wanted + ending;
      const built = await this.#builtAt(output);
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
          because: { kind: "unpublished", because: hidden.because, file: path.join(this.root, hidden.file) },
        };
    }
    const isPage = !/\.[^./]+$/.test(wanted) || /\.html?$/i.test(wanted);
    const { builtWhole = false } = (await this.#read()).raw;
    for (const ending of builtWhole ? [] : endings) {
      const reason = outputs.gap(wanted + ending, isPage);
      if (reason) return { state: "unknown", reason };
    }
    const source = isSource(written.path) ? await this.#sourceAt(written, from) : undefined;
    const because: MissingReason | undefined = source && { kind: "source", file: source.file, url: source.url };
    return { state: "missing", output: wanted, ...(because && { because }) };
  }

  /** The file at an output path in the built site, if that is newer than the sources. */
  async #builtAt(output: string): Promise<string | undefined> {
    const { builtSince } = (await this.#read()).raw;
    if (builtSince === undefined || this.outputFolder === undefined) return undefined;
    const found = await this.#folders.find(path.join(this.outputFolder, output), this.outputFolder);
    if (found.state !== "there" || found.kind !== "file") return undefined;
    const isOfBuild = !/\.html?$/i.test(output) || builtSince === 0 || statSync(found.path).mtimeMs >= builtSince;
    return isOfBuild ? found.path : undefined;
  }

  async #copiedTo(output: string, outputs: OutputIndex) {
    let misspelled: { readonly state: "misspelled"; readonly file: string; readonly output: string } | undefined;
    const listed = outputs.copied(output);
    if (listed !== undefined) return { state: "there", file: path.join(this.root, listed) } as const;
    for (const source of this.#plan.copiedFrom(output)) {
      const found = await this.#folders.find(path.join(this.root, source), this.root);
      if (!("path" in found) || found.kind !== "file") continue;
      const real = path.relative(this.root, found.path).replaceAll(path.sep, "/");
      // A file of which the generator makes a page is not copied.
      if (outputs.route(real)) continue;
      if (found.state === "there") return { state: "there", file: found.path } as const;
      const folder = source.slice(0, source.length - output.length);
      misspelled ??= { state: "misspelled", file: found.path, output: real.slice(folder.length) };
    }
    return misspelled;
  }

  /** The article at a path next to this one, as `b.md` in an editor. */
  async #sourceAt({ path: written }: WrittenUrl, from: string) {
    const file = written.startsWith("/")
      ? path.join(this.root, decodedPath(written))
      : path.resolve(path.dirname(from), decodedPath(written));
    const route = await this.routeOf(file);
    if (route.state === "unknown" && route.reason.why === "file") return undefined;
    return route.state === "page"
      ? { file, url: route.url, output: route.output }
      : { file, url: undefined, output: "" };
  }

  /** The one article whose path ends like this: `/about.md`. */
  async #sourceNamed(end: string) {
    const { raw } = await this.#read();
    const found = raw.articles.filter(([file]) => `/${file}`.endsWith(end));
    const [only] = found;
    if (!only || found.length > 1) return undefined;
    const file = path.join(this.root, only[0]);
    const route = this.#withBase(only[1]);
    return { file, url: route.state === "page" ? route.url : undefined };
  }

  #read() {
    this.#index ??= this.#options.readIndex().then((raw) => ({
      raw,
      outputs: outputIndex(raw),
      isRedirected: redirectFinder(raw.redirects ?? []),
    }));
    return this.#index;
  }

  /** The path of a file relative to the root. Some generators read articles beside it: `../docs/a.md`. */
  #nameOf(file: string): string {
    // The links of an article follow one another.
    if (this.#lastNamed?.file === file) return this.#lastNamed.name;
    const name = path.relative(this.root, file).replaceAll(path.sep, "/");
    this.#lastNamed = { file, name };
    return name;
  }

  #withBase(route: Route): Route {
    const { base } = this;
    return route.state !== "page" || isUnknown(base) ? route : { ...route, url: base + route.url.slice(1) };
  }

  urlOf(output: string): string {
    const base = isUnknown(this.base) ? "/" : this.base;
    return base + output.replace(/(^|\/)index\.html$/, "$1");
  }
}
