/**
 * The addresses of a Hexo site: `hexo/lib/plugins/processor`, `filter/post_permalink.js` and `models` of Hexo 8, and the
 * generators of hexojs. https://hexo.io/docs/permalinks
 */

import { createHash } from "node:crypto";
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { append } from "../../platform/lists.js";
import { isAhead } from "../../platform/observer.js";
import { machines } from "../dates.js";
import { hexoTags } from "../tags/hexo.js";
import type { Settings, Site } from "../types.js";
import { hexoFiles } from "./hexo-files.js";
import { type HexoPost, hexoGenerated } from "./hexo-generated.js";
import { parseFileName, stringify } from "./hexo-permalink.js";
import { slugize } from "./hexo-slug.js";
import { type ClockTime, clockTimes, extensionOf, literalHead, nameOf, textOf, tidyPath } from "./shared.js";
import type { FrontMatterData, Route, RouteIndex, RoutePlan, SiteFiles, Unknown } from "./types.js";

export function hexoRoutes(site: Site): RoutePlan {
  const { settings } = site;
  const { url, root, public_dir } = settings;
  const origin = typeof url === "string" && URL.canParse(url) ? new URL(url) : undefined;
  const stated = typeof root === "string" && root !== "" ? root : origin?.pathname;
  const files = hexoFiles(site);
  const writesRoot = isMarked(site) && !isOff(settings.marked, "prependRoot");
  const base = `/${(stated ?? "/").replace(/^\/+|(?<!\/)\/+$/g, "")}/`.replace("//", "/");
  return {
    base,
    origin: origin && /^https?:$/.test(origin.protocol) ? origin.origin : undefined,
    outputFolder: typeof public_dir === "string" ? public_dir : "public",
    key: JSON.stringify(["hexo", settings, [...(site.dependencies ?? [])]]),
    sourceLinks: "as-is",
    copiedFrom: (output) => files.copiedFrom(output),
    // hexo-renderer-marked writes the address of an image from the root of the site.
    rewrite: (written, { syntax, about }, _, above) =>
      writesRoot && syntax === "markdown" && about === "image" && !settings.relative_link
        ? imageUrl(written, above, settings)
        : written,
    tags: hexoTags(settings, files.source),
    index: (siteFiles, now) => hexoIndex(site, siteFiles, now),
  };
}

/** The renderer of a new site, and of one whose packages name none. */
function isMarked({ dependencies }: Site): boolean {
  const renderers = [...(dependencies?.keys() ?? [])].filter((name) =>
    /hexo-renderer-(?:mark|kramed|pandoc|rmark|multi-mark)/.test(name),
  );
  return renderers.length === 0 || renderers.includes("hexo-renderer-marked");
}

const isOff = (value: unknown, key: string): boolean =>
  typeof value === "object" && value !== null && (value as Settings)[key] === false;

function imageUrl(written: string, base: string, { post_asset_folder, marked }: Settings): string {
  if (/^(?:#|\/\/|https?:|data:)/i.test(written)) return written;
  const findsAssets = post_asset_folder === true && (marked as Settings | undefined)?.postAsset === true;
  // The asset of a post is found beside it, which is where a relative URL leads to from its page, too.
  if (findsAssets && !/^[/\\]/.test(written)) return written;
  return base + written.replace(/^[/\\]+/, "");
}

async function hexoIndex(site: Site, siteFiles: SiteFiles, now: Date): Promise<RouteIndex> {
  const { settings } = site;
  const files = hexoFiles(site);
  const articles: [string, Route][] = [];
  const copies: [string, string][] = [];
  const posts: HexoPost[] = [];
  const names: [string, string][] = [];
  const { new_post_name } = settings;
  const parse = parseFileName(typeof new_post_name === "string" ? new_post_name : ":title.md");
  const permalinks = permalinkMaker(settings);
  for (const file of siteFiles.below(files.source)) {
    const kind = files.kindOf(file);
    if (kind.is === "hidden") articles.push([file, { state: "unpublished", because: kind.because }]);
    else if (kind.is === "post" || kind.is === "draft") {
      const front = siteFiles.frontMatter(file);
      const info = parse(kind.path);
      const made = permalinks(info, front, kind.is === "draft", now);
      articles.push([file, made.route]);
      for (const name of namesOf(info, front)) names.push([name, file]);
      if (made.post) posts.push(made.post);
    } else if (kind.is === "page") {
      const route = pageRoute(kind.path, kind.output, siteFiles.frontMatter(file), settings, now);
      articles.push([file, route]);
    }
  }
  if (settings.post_asset_folder === true) append(copies, files.assetCopies(articles, siteFiles));
  // https://github.com/hexojs/hexo-generator-alias
  const redirectsBy = { setting: "hexo-generator-alias" };
  return { articles, copies, names, ...(await hexoGenerated(site, siteFiles, posts)), redirectsBy };
}

/** What the name of a file says, by its parts. */
type FileName = Readonly<Record<string, string>>;

/** What `{% post_link %}` may call a post. */
function namesOf({ title: slug = "" }: FileName, front: FrontMatterData | undefined): string[] {
  const title = textOf(front?.data.title);
  return [`slug ${slug}`, ...(title === undefined ? [] : [`title ${title}`])];
}

interface Made {
  readonly route: Route;
  readonly post?: HexoPost;
}

function permalinkMaker(settings: Settings) {
  const { permalink, timezone, permalink_defaults, default_category } = settings;
  const rule = typeof permalink === "string" ? permalink : ":year/:month/:day/:title/";
  const zone = typeof timezone === "string" && timezone.trim() !== "" ? timezone.trim() : undefined;
  const standards = isRecord(permalink_defaults) ? permalink_defaults : {};
  const category = typeof default_category === "string" ? default_category : "uncategorized";
  const isForced = isRecord(settings.abbrlink) && settings.abbrlink.force === true;
  const needsDate = /:(?:year|month|day|hour|minute|second|i_month|i_day|timestamp|hash)(?![a-z])/.test(rule);

  return (info: FileName, front: FrontMatterData | undefined, isDraft: boolean, now: Date): Made => {
    if (front?.failed) return { route: { state: "unknown", reason: { why: "front-matter", detail: "" } } };
    const data: Record<string, unknown> = { ...front?.data };
    for (const [key, value] of Object.entries(info)) if (!preserved.has(key)) data[key] = value;
    const date = dateOf(front, info, zone);
    const isFuture = settings.future === false && date !== undefined && date.moments.every((one) => isAhead(one, now));
    const isHidden = isDraft || ["false", "0", ""].includes(anyText(front?.data.published ?? "true"));
    const because =
      isHidden && settings.render_drafts !== true
        ? isDraft
          ? "draft"
          : "unpublished"
        : isFuture
          ? "future"
          : undefined;
    const categories = categorySlugs(data.categories || data.category, settings);
    const output = (written: string): string =>
      tidyPath(withAssetSlash(written, settings)).replace(/(?:^|\/)$/, "$&index.html");
    const post: HexoPost = {
      date: date?.clocks,
      tags: listOf(data.tags || data.tag),
      categories: categories.all,
    };
    const routeTo = (written: string): Made => {
      const to = output(written);
      if (because) return { route: { state: "unpublished", because, output: to } };
      const url = prettyUrl(tidyPath(withAssetSlash(written, settings)), settings);
      return { route: { state: "page", url, output: to, aliases: [] }, post };
    };
    const unknown = (reason: Unknown, among?: readonly string[]): Made =>
      because
        ? { route: { state: "unpublished", because } }
        : { route: { state: "unknown", reason, ...(among ? { among } : { within: literalHead(rule) }) }, post };
    if (data.permalink) return routeTo(anyText(data.permalink));
    if (needsDate && !date) return unknown(machine);
    if (categories.isAmbiguous && rule.includes(":category")) return unknown({ why: "template", detail: ":category" });
    // hexo-abbrlink computes it, and writes it to the article.
    if (/:abbrlink(?!\w)/.test(rule) && (!data.abbrlink || isForced))
      return unknown({ why: "plugin", detail: "hexo-abbrlink" });
    if (/:id(?![\w])/.test(rule) && !data.id) return unknown({ why: "template", detail: ":id" });
    const written = (date?.clocks ?? [undefined, undefined]).map((clock, at) =>
      stringify(rule, {
        ...standards,
        ...data,
        ...(clock && dateParts(clock, date?.moments[at as 0 | 1] ?? 0, info.title ?? "")),
        id: data.id,
        title: info.title,
        name: nameOf(info.title ?? ""),
        post_title: slugize(textOf(data.title) ?? "", 1),
        category: categories.last ?? category,
      }),
    );
    const [first = "", second = ""] = written;
    if (first === second) return routeTo(first);
    return unknown(machine, written.map(output));
  };
}

const machine: Unknown = { why: "machine", detail: "date" };

/** The parts of a file name that do not replace a key of the front matter. */
const preserved = new Set(["title", "year", "month", "day", "i_month", "i_day", "hash"]);

function dateParts(clock: ClockTime, moment: number, slug: string): Record<string, string> {
  const unix = String(Math.floor(moment / 1000));
  const { year, month, day, hour, minute, second } = clock;
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    timestamp: unix,
    hash: createHash("sha1")
      .update(slug + unix)
      .digest("hex")
      .slice(0, 12),
  };
}

function dateOf(front: FrontMatterData | undefined, info: FileName, zone: string | undefined) {
  let moments = front?.date("date");
  if (moments === "fails") return undefined;
  const isWritten = front !== undefined && Boolean(front.data.date);
  if (!moments && !isWritten) {
    const { year, month = info.i_month, day = info.i_day } = info;
    if (year === undefined || month === undefined || day === undefined) return undefined;
    const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
    // Midnight on the machine, then moved to the zone of the site, so that its clock shows the time of the zone.
    moments = [midnight - machines[0] * 60_000, midnight - machines[1] * 60_000];
    if (zone !== undefined) {
      const inZone = clockTimes(moments, zone);
      return { moments, clocks: inZone };
    }
  }
  return moments && { moments, clocks: clockTimes(moments, undefined) };
}

/** Hexo reads a category as a chain; several lists are several chains, of which the order is not known. */
function categorySlugs(value: unknown, { category_map, filename_case }: Settings) {
  const entries = value === undefined || value === null || value === "" ? [] : Array.isArray(value) ? value : [value];
  const lists = entries.some(Array.isArray) ? entries.map(listOf) : [listOf(entries)];
  const map = isRecord(category_map) ? category_map : {};
  const all = new Set<string>();
  let last: string | undefined;
  for (const list of lists) {
    let slug = "";
    for (const name of list) {
      const mapped = Object.hasOwn(map, name) && map[name] ? anyText(map[name]) : name;
      slug += `${slug === "" ? "" : "/"}${slugize(mapped, filename_case)}`;
      all.add(slug);
      last = slug;
    }
  }
  return { all: [...all], last, isAmbiguous: lists.filter(({ length }) => length > 0).length > 1 };
}

const listOf = (value: unknown): string[] =>
  [value].flat().flatMap((one) => (one === undefined || one === null || one === "" ? [] : [anyText(one)]));

const withAssetSlash = (written: string, { post_asset_folder }: Settings): string =>
  post_asset_folder === true && !written.endsWith("/") && !written.endsWith(".html") ? `${written}/` : written;

function pageRoute(
  path: string,
  extension: string,
  front: FrontMatterData | undefined,
  settings: Settings,
  now: Date,
): Route {
  if (front?.failed) return { state: "unknown", reason: { why: "front-matter", detail: "" } };
  const { permalink } = front?.data ?? {};
  let output = `${path.slice(0, path.length - extensionOf(path).length)}.${extension}`;
  if (permalink) {
    output = anyText(permalink);
    if (output.endsWith("/")) output += "index";
    if (extensionOf(output) === "") output += `.${extension}`;
  }
  output = tidyPath(output);
  const date = front?.date("date");
  if (settings.future === false && date && date !== "fails" && date.every((one) => isAhead(one, now)))
    return { state: "unpublished", because: "future", output };
  return { state: "page", url: prettyUrl(output, settings), output, aliases: [] };
}

function prettyUrl(path: string, { pretty_urls }: Settings): string {
  const { trailing_index = true, trailing_html = true } = isRecord(pretty_urls) ? pretty_urls : {};
  let url = `/${path}`;
  if (trailing_index === false) url = url.replace(/index\.html$/, "");
  if (trailing_html === false && !/index\.html$/.test(url)) url = url.replace(/\.html$/, "");
  return url;
}
