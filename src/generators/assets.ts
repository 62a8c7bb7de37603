/** Where each generator takes the images of a site from, and how articles refer to them. */
import path from "node:path";
import { isRecord } from "../platform/is-record.js";
import { exists } from "../platform/paths.js";
import { siteIn } from "./detect.js";
import { profileOf } from "./profiles.js";
import { routesOf } from "./routes/index.js";
import type { RoutePlan, Writing } from "./routes/types.js";
import { pathWith } from "./settings.js";
import type { GeneratorId, GeneratorPlan, Settings, Site } from "./types.js";

/** The language in which an article refers to an image: generators change the URLs of Markdown only. */
export type AssetSyntax = "markdown" | "html" | "front-matter";

export interface AssetPlace {
  /** Absolute folder of the images. */
  readonly folder: string;
  /** Absolute folder that the images must stay in. */
  readonly root: string;
  /** The URL of an image in the folder, as the article writes it for an image or for a link to it. */
  url(name: string, syntax: AssetSyntax, about: "image" | "link"): string;
}

export interface AssetRequest {
  /** Absolute path of the article. */
  readonly file: string;
  readonly plan: GeneratorPlan | undefined;
  /** The setting `images.root`, absolute. */
  readonly imagesRoot: string | undefined;
  /** A folder below the root to use instead of the generator's. */
  readonly folder: string | undefined;
  /** All references are written in Markdown. */
  readonly onlyMarkdown: boolean;
}

/** Where images are customary, below the folder of static files. */
const customary: Partial<Record<GeneratorId, string>> = { jekyll: "assets/images", docusaurus: "img" };

/** `undefined` if nothing tells where the static files of the site are. */
export async function assetPlace({
  file,
  plan,
  imagesRoot,
  folder,
  onlyMarkdown,
}: AssetRequest): Promise<AssetPlace | undefined> {
  const profile = plan && profileOf(plan.id);
  const site = plan?.root && profile ? await siteIn(plan.root, { only: profile, complete: true }) : undefined;
  const settings = site?.settings ?? {};
  const bundle = plan?.id === "hugo" && folder === undefined && /^index\.\w+$/.test(path.basename(file));
  if (bundle) {
    // The resources of a page bundle: https://gohugo.io/content-management/page-bundles/
    const own = path.dirname(file);
    return { folder: own, root: own, url: (name) => name };
  }
  if (folder === undefined && onlyMarkdown && hasAssetFolder(file, plan, settings)) {
    const own = file.replace(/\.\w+$/, "");
    return { folder: own, root: path.dirname(file), url: (name) => name };
  }
  const root =
    imagesRoot ?? (site && profile ? await staticFolder(site.root, profile.content.roots, settings) : undefined);
  if (root === undefined) return undefined;
  const below = folder ?? customary[plan?.id ?? "plain"] ?? "images";
  const place = path.resolve(root, below);
  const routes = site && routesOf(site);
  const base = baseOf(routes?.base, plan?.id, settings);
  return {
    folder: place,
    root,
    url(name, syntax, about) {
      const target = path.join(place, name);
      if (isRelative(plan?.id)) return relativeUrl(file, target, syntax, plan?.id, settings);
      const plain = `/${path.relative(root, target).split(path.sep).map(encodeURIComponent).join("/")}`;
      // Themes put the path of the site before URLs in front matter, but not in Hugo: relURL and absURL leave a URL alone that
      // begins with a slash.
      if (syntax === "front-matter") return plan?.id === "hugo" ? base + plain : plain;
      return site && routes && leadsTo(plain, base + plain, target, { syntax, about }, { site, routes, file, base })
        ? plain
        : base + plain;
    },
  };
}

/**
 * Whether Hexo looks for the images of a post in the folder of the post's name
 * (https://hexo.io/docs/asset-folders.html). Its renderer only does so for Markdown, and only with `postAsset`; without
 * it, a bare name would be missing on the home page.
 */
function hasAssetFolder(file: string, plan: GeneratorPlan | undefined, settings: Settings): boolean {
  if (plan?.id !== "hexo" || settings.post_asset_folder !== true) return false;
  const { marked } = settings;
  return isRecord(marked) && marked.postAsset === true && file.split(path.sep).includes("_posts");
}

/** The first of these folders that exists. If there is none, the first one, which the images create. */
async function staticFolder(
  root: string,
  patterns: readonly string[],
  settings: Settings,
): Promise<string | undefined> {
  const folders = patterns.flatMap((pattern) => pathWith(pattern, settings) ?? []);
  for (const folder of folders) if (await exists(path.join(root, folder))) return path.join(root, folder);
  return folders[0] === undefined ? undefined : path.join(root, folders[0]);
}

/** Generators of books: they resolve URLs from the article, and know no root. */
const isRelative = (id: GeneratorId | undefined): boolean => id === "mkdocs" || id === "mdbook";

/** Whether the generator makes of a root-relative URL the address of the file, which begins with the path of the site. */
function leadsTo(
  written: string,
  address: string,
  target: string,
  as: Writing,
  {
    site,
    routes,
    file,
    base,
  }: { readonly site: Site; readonly routes: RoutePlan; readonly file: string; readonly base: string },
): boolean {
  const relative = (to: string) => path.relative(site.root, to).split(path.sep).join("/");
  const is = routes.rewrite?.(written, as, relative(file), `${base}/`) ?? written;
  if (typeof is === "string") return is === address;
  return "sources" in is && is.sources.includes(relative(target));
}

function relativeUrl(
  file: string,
  target: string,
  syntax: AssetSyntax,
  id: GeneratorId | undefined,
  settings: Settings,
): string {
  const url = path.relative(path.dirname(file), target).split(path.sep).map(encodeURIComponent).join("/");
  // MkDocs makes a.md the page a/, and only corrects the URLs of Markdown.
  const isFolder =
    id === "mkdocs" && settings.use_directory_urls !== false && !/^(?:index|README)\./.test(path.basename(file));
  return syntax === "html" && isFolder ? `../${url}` : url;
}

/** The path of the site on its host, without the last slash: `/blog`, or nothing. */
function baseOf(base: RoutePlan["base"] | undefined, id: GeneratorId | undefined, settings: Settings): string {
  const written = typeof base === "string" ? base : id === "next" ? settings.basePath : "";
  const found = (typeof written === "string" ? written : "").replace(/^\/*|\/*$/g, "");
  return found === "" ? "" : `/${found}`;
}
