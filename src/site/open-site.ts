/** The model of a site that its generator plan describes: reads the files of the site once, when a question needs them. */
import path from "node:path";
import { type GeneratorPlan, outputFolderOf } from "../generators/index.js";
import type { Route, RouteIndex, RoutePlan, Unknown, Writing } from "../generators/routes/types.js";
import { openDirectoryListings } from "../platform/directory-listing.js";
import { endsOf, isUnknown, urlOfOutput } from "./address.js";
import { onAnyBase } from "./any-base.js";
import { pagesIn } from "./built-output.js";
import type { BuiltPage, RedirectWay, SiteModel, Target } from "./model.js";
import { redirectWay } from "./redirect-way.js";
import { UrlResolver } from "./resolver.js";

export interface SiteOptions {
  /** Returns the addresses of the site. Called once, at the first question that needs them. */
  readIndex(): Promise<RouteIndex>;
  /** See `openDirectoryListings`. */
  readonly tree?: string | undefined;
  /** What the configuration of stet states. */
  readonly base?: string | undefined;
  readonly origin?: string | undefined;
}

const inHtml: Writing = { syntax: "html", about: "link" };

/** A generator plan with the folder of its site and its addresses. */
export type RoutedPlan = GeneratorPlan & { readonly root: string; readonly routes: RoutePlan };

export const isRouted = (plan: GeneratorPlan | undefined): plan is RoutedPlan =>
  plan?.routes !== undefined && plan.root !== undefined;

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
  #resolver: Promise<UrlResolver> | undefined;
  /** The same, once the addresses are read. */
  #resolve: ((url: string, from: string, as: Writing) => Target) | undefined;

  constructor(plan: RoutedPlan, options: SiteOptions) {
    const { root, routes } = plan;
    this.root = root;
    this.#isBuilt = plan.id === "built";
    this.#plan = routes;
    this.#options = options;
    this.base = options.base ?? routes.base;
    this.origin = options.origin ?? routes.origin;
    this.outputFolder = outputFolderOf(plan);
  }

  async routeOf(file: string): Promise<Route> {
    return (await this.#read()).routeOf(file);
  }

  async routes() {
    const resolver = await this.#read();
    const { articles, generated } = resolver.raw;
    return {
      articles: articles.map(([file, route]) => ({
        file: path.join(this.root, file),
        route: resolver.withBase(route),
      })),
      generated: generated.map(([output, kind]) => ({ output, kind })),
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
    const resolver = await this.#read();
    const { outputs } = resolver;
    const name = resolver.nameOf(file);
    const output = outputs.copyOf(name) ?? endsOf(name).find((end) => this.#plan.copiedFrom(end).includes(name));
    return output === undefined || outputs.route(name) ? undefined : base + output;
  }

  async resolve(url: string, from: string, as: Writing = inHtml): Promise<Target> {
    await this.#read();
    return this.#resolve?.(url, from, as) ?? { state: "unknown", reason: { why: "file", detail: "" } };
  }

  resolveNow(url: string, from: string, as: Writing = inHtml): Target | undefined {
    return this.#resolve?.(url, from, as);
  }

  urlOf(output: string): string {
    return urlOfOutput(output, this.base);
  }

  #read(): Promise<UrlResolver> {
    this.#resolver ??= this.#options.readIndex().then((raw) => {
      const { root, base, origin, outputFolder } = this;
      const folders = openDirectoryListings(this.#options.tree);
      const site = { root, base, origin, outputFolder, plan: this.#plan, folders };
      const resolver = new UrlResolver(site, raw);
      this.#resolve = isUnknown(base)
        ? onAnyBase(resolver, site, this.#plan.bases)
        : (url, from, as) => resolver.resolve(url, from, as);
      return resolver;
    });
    return this.#resolver;
  }
}
