/** The addresses of a Jekyll site: https://jekyllrb.com/docs/permalinks/ and the source of Jekyll 4.3. */

import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { isAhead } from "../../platform/observer.js";
import { withoutOuterSlashes } from "../../platform/paths.js";
import { decodePercent } from "../../platform/percent.js";
import { jekyllTags } from "../tags/jekyll.js";
import type { Settings, Site } from "../types.js";
import { jekyllDefaults, jekyllFiles } from "./jekyll-files.js";
import { jekyllGenerated, jekyllPlugins } from "./jekyll-generated.js";
import { dateParts, documentPath, outputOf, type Placed, pagePath, postTemplate, suffixOf } from "./jekyll-url.js";
import { clockTimes, extensionOf, folderOf, literalHead, nameOf, tidyPath, withoutExtension } from "./shared.js";
import type { FrontMatterData, Route, RouteIndex, RoutePlan, SiteFiles } from "./types.js";

/** https://github.com/jekyll/jekyll-redirect-from */
const redirectPlugin = "jekyll-redirect-from";

export function jekyllRoutes(site: Site): RoutePlan {
  const { settings } = site;
  const { baseurl, url, destination } = settings;
  const files = jekyllFiles(settings);
  const base = typeof baseurl === "string" ? `/${withoutOuterSlashes(baseurl)}/`.replace("//", "/") : "/";
  return {
    base,
    origin: typeof url === "string" && URL.canParse(url) ? new URL(url).origin : undefined,
    outputFolder: typeof destination === "string" ? destination : "_site",
    key: JSON.stringify(["jekyll", settings]),
    sourceLinks: "as-is",
    tags: jekyllTags(settings, files.source),
    copiedFrom: (output) => (output !== "" && files.readsAll(output) ? [files.source + output] : []),
    index: (siteFiles, now) => jekyllIndex(site, siteFiles, now),
  };
}

interface Collection {
  readonly label: string;
  /** Relative to the source folder, with a slash at the end. */
  readonly folder: string;
  readonly template: string;
  readonly isWritten: boolean;
}

function collectionsOf(settings: Settings, folder: string): Collection[] {
  const { collections, permalink } = settings;
  const style = typeof permalink === "string" ? permalink : "date";
  const listed = Array.isArray(collections)
    ? Object.fromEntries(collections.map((label) => [anyText(label), {}]))
    : isRecord(collections)
      ? collections
      : {};
  return Object.entries({ posts: {}, ...listed }).map(([label, about]) => {
    const own = isRecord(about) ? about : {};
    const isPosts = label === "posts";
    const standard = isPosts ? postTemplate(style) : `/:collection/:path${suffixOf(style)}`;
    const written = typeof own.permalink === "string" ? own.permalink : undefined;
    return {
      label,
      folder: `${folder}_${label}/`,
      template: written ?? standard,
      isWritten: isPosts || own.output === true,
    };
  });
}

/** Files without front matter for sure, which are many in some sites. */
const binary =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|pdf|zip|gz|mp3|mp4|webm|ogg|mov|wav|flac|woff2?|ttf|otf|eot)$/i;

async function jekyllIndex(site: Site, siteFiles: SiteFiles, now: Date): Promise<RouteIndex> {
  const { settings } = site;
  const files = jekyllFiles(settings);
  const plugins = jekyllPlugins(settings, siteFiles);
  const read = articleReader(settings, siteFiles, now, plugins.names);
  const collections = collectionsOf(settings, files.collectionsFolder);
  const articles: [string, Route][] = [];
  const copies: [string, string][] = [];
  for (const file of siteFiles.below(files.source === "" ? "." : files.source.slice(0, -1))) {
    if (binary.test(file) && !file.includes("/_")) continue;
    const path = file.slice(files.source.length);
    const inPosts = /^(.*?)(_posts|_drafts)\/(.+)$/.exec(path);
    const own = collections.find(({ label, folder }) => label !== "posts" && path.startsWith(folder));
    if (inPosts && !own) {
      const [, above = "", folder = "", entry = ""] = inPosts;
      const isInside = files.collectionsFolder === "" || above.startsWith(files.collectionsFolder);
      const isRead = above === "" || files.readsAll(above.slice(0, -1));
      if (!isInside || !isRead || binary.test(file)) continue;
      const route =
        /^[._#~]/.test(entry) || !files.reads(entry, false)
          ? ({ state: "unpublished", because: "name" } as const)
          : read.post(
              file,
              path,
              folder === "_drafts",
              collections.find(({ label }) => label === "posts")?.template ?? "",
            );
      articles.push([file, route]);
    } else if (own) {
      const entry = path.slice(own.folder.length);
      if (/^[._#~]/.test(entry) || !files.reads(entry, false)) continue;
      const front = binary.test(file) ? undefined : frontOf(file, siteFiles);
      if (front) articles.push([file, read.document(file, path, own, front)]);
      else if (own.isWritten) copies.push([staticIn(own, entry), file]);
    } else if (files.readsAll(path)) {
      const front = frontOf(file, siteFiles);
      if (front) articles.push([file, read.page(path, front)]);
    }
  }
  const { generated, gaps } = jekyllGenerated(settings, plugins, articles, siteFiles, files);
  const redirectsBy = plugins.names.has(redirectPlugin) ? { key: "redirect_from" } : { setting: redirectPlugin };
  return {
    articles,
    generated,
    copies,
    gaps,
    names: read.names,
    sourceLinks: plugins.sourceLinks,
    redirectsBy,
    version: plugins.version,
  };
}

/** The front matter, also if Jekyll shows it as text: its first line is what counts. */
function frontOf(file: string, siteFiles: SiteFiles): FrontMatterData | undefined {
  const front = siteFiles.frontMatter(file);
  if (front) return front;
  return /^---\s*\n/.test(siteFiles.start(file) ?? "") ? { data: {}, failed: false, date: () => undefined } : undefined;
}

/** A file without front matter in a collection. */
function staticIn({ label, template }: Collection, entry: string): string {
  const path = withoutExtension(entry).replace(/\.*$/, "");
  const placed = { collection: label, path, basename: nameOf(path), slug: "", outputExtension: "", categories: [] };
  return tidyPath((documentPath(template, placed, undefined) ?? "").replace(/\/$/, "") + extensionOf(entry));
}

function articleReader(settings: Settings, siteFiles: SiteFiles, now: Date, plugins: ReadonlySet<string>) {
  const defaults = jekyllDefaults(settings);
  const { permalink, timezone, future, unpublished, show_drafts, markdown_ext } = settings;
  const style = typeof permalink === "string" ? permalink : "date";
  const zone = typeof timezone === "string" && timezone !== "" ? timezone : undefined;
  const markdown = new Set(
    (typeof markdown_ext === "string" ? markdown_ext : "markdown,mkdown,mkdn,mkd,md").split(","),
  );
  const outputExtension = (file: string): string => {
    const extension = extensionOf(file);
    if (markdown.has(extension.slice(1).toLowerCase())) return ".html";
    return extension === ".scss" || extension === ".sass" ? ".css" : extension;
  };
  const names: [string, string][] = [];
  const aliasesOf = (data: Settings): string[] =>
    plugins.has(redirectPlugin)
      ? [data.redirect_from ?? []]
          .flat()
          .flatMap((from) =>
            typeof from === "string"
              ? outputOf(
                  pagePath(decodePercent(`/${from}`), { folder: "", basename: "", outputExtension: "" }),
                  ".html",
                )
              : [],
          )
      : [];
  const page = (url: string, extension: string, data: Settings): Route => ({
    state: "page",
    url,
    output: outputOf(url, extension),
    aliases: aliasesOf(data),
  });
  const isHidden = (data: Settings): boolean =>
    (data.published === false || data.published === null) && unpublished !== true;

  function documentRoute(
    file: string,
    path: string,
    front: FrontMatterData | undefined,
    about: { type: string; label: string; folder: string; template: string; isDraft: boolean },
  ): Route {
    if (front?.failed) return { state: "unknown", reason: { why: "front-matter", detail: "" } };
    const data = { ...defaults(path, about.type), ...front?.data };
    const name = nameOf(path);
    const dated = /^(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)$/.exec(name);
    const slug = typeof data.slug === "string" || typeof data.slug === "number" ? String(data.slug) : undefined;
    const extension = outputExtension(path);
    const above = about.label === "posts" ? path.replace(/_(?:posts|drafts)\/.*$/s, "") : "";
    const placed: Placed = {
      collection: about.label,
      path: withoutExtension(path.replace(`_${about.isDraft ? "drafts" : about.label}`, "")).replace(/\.*$/, ""),
      basename: withoutExtension(name),
      slug: (slug ?? dated?.[2] ?? withoutExtension(name)).replace(slug === undefined ? /\.*$/ : /$^/, ""),
      outputExtension: extension,
      categories: categoriesOf(above, defaults(path, about.type), front?.data ?? {}),
    };
    const moments = momentsOf(front, data, dated?.[1]);
    const clocks = moments && (moments.isLocal ? moments.clocks : clockTimes(moments.at, zone));
    // `post_url` also accepts the date and the slug of the front matter.
    if (about.label === "posts")
      for (const clock of clocks ?? []) names.push([`${clock.year}-${clock.month}-${clock.day}-${placed.slug}`, file]);
    const isFuture = future !== true && moments !== undefined && moments.at.every((one) => isAhead(one, now));
    const because =
      about.isDraft && show_drafts !== true
        ? "draft"
        : isHidden(data)
          ? "unpublished"
          : isFuture
            ? "future"
            : undefined;
    const template = typeof data.permalink === "string" ? decodePercent(data.permalink) : about.template;
    const needsDate = dateParts.test(template);
    if (needsDate && !clocks)
      return because
        ? { state: "unpublished", because }
        : { state: "unknown", reason: { why: "machine", detail: file }, within: literalHead(template) };
    const [first, second] = (clocks ?? [undefined, undefined]).map((clock) => documentPath(template, placed, clock));
    if (first === undefined || second === undefined)
      return { state: "unknown", reason: { why: "template", detail: template } };
    if (because)
      return { state: "unpublished", because, ...(first === second && { output: outputOf(first, extension) }) };
    if (first === second) return page(first, extension, data);
    const among = [first, second].map((url) => outputOf(url, extension));
    return { state: "unknown", reason: { why: "machine", detail: "date" }, among };
  }

  return {
    names,
    post(file: string, path: string, isDraft: boolean, template: string): Route {
      const name = nameOf(path);
      if (!isDraft && !/^\d{2,4}-\d{1,2}-\d{1,2}-.*\.[^.]+$/.test(name))
        return { state: "unpublished", because: "no-date" };
      const type = isDraft ? "drafts" : "posts";
      const folder = folderOf(path);
      return documentRoute(file, path, siteFiles.frontMatter(file), {
        type,
        label: "posts",
        folder,
        template,
        isDraft,
      });
    },
    document(
      file: string,
      path: string,
      { label, folder, template, isWritten }: Collection,
      front: FrontMatterData,
    ): Route {
      if (!isWritten) return { state: "unpublished", because: "collection" };
      const inCollections = path.slice(folder.length - `_${label}/`.length);
      return documentRoute(file, inCollections, front, { type: label, label, folder, template, isDraft: false });
    },
    page(path: string, front: FrontMatterData): Route {
      if (front.failed) return { state: "unknown", reason: { why: "front-matter", detail: "" } };
      const extension = outputExtension(path);
      const basename = withoutExtension(nameOf(path)).replace(/\.*$/, "");
      const isHtml = /^\.(?:html|xhtml|htm)$/.test(extension);
      const own = front.data.permalink ?? defaults(path, "pages").permalink;
      const template =
        typeof own === "string"
          ? decodePercent(own)
          : !isHtml
            ? "/:path/:basename:output_ext"
            : basename === "index"
              ? "/:path/"
              : `/:path/:basename${suffixOf(style)}`;
      const url = pagePath(template, { folder: folderOf(path), basename, outputExtension: extension });
      if (isHidden(front.data))
        return { state: "unpublished", because: "unpublished", output: outputOf(url, extension) };
      return page(url, extension, { ...defaults(path, "pages"), ...front.data });
    },
  };
}

/** The moments of a document on two machines. */
function momentsOf(front: FrontMatterData | undefined, data: Settings, inName: string | undefined) {
  if (front && Object.hasOwn(front.data, "date") && front.data.date !== null) {
    const at = front.date("date");
    return at === "fails" || at === undefined ? undefined : { at, isLocal: false as const };
  }
  if (inName === undefined || (data.date !== undefined && data.date !== null)) return undefined;
  const [year = "", month = "", day = ""] = inName.split("-");
  const full = year.length === 2 ? Number(year) + (Number(year) < 69 ? 2000 : 1900) : Number(year);
  const midnight = Date.UTC(full, Number(month) - 1, Number(day));
  // Midnight of that day, wherever the site is built.
  const clocks = clockTimes([midnight, midnight], "UTC");
  return { at: [midnight, midnight - 8 * 3_600_000] as const, isLocal: true as const, clocks };
}

/** `Document#populate_categories`: from the folders above `_posts`, from defaults and from front matter. */
function categoriesOf(above: string, standards: Settings, data: Settings): string[] {
  const all = new Set<string>(above.split("/").filter((name) => name !== ""));
  const add = (value: unknown): void => {
    if (typeof value === "string") for (const one of value.split(/\s+/)) if (one !== "") all.add(one);
    if (Array.isArray(value))
      for (const one of value.flat()) if (one !== null && one !== undefined) all.add(anyText(one));
  };
  add(standards.categories);
  add(data.categories);
  const single = data.category ?? standards.category;
  for (const one of [single ?? []].flat()) if (one !== null && one !== undefined) all.add(anyText(one));
  return [...all];
}
