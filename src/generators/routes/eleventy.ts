/** The addresses of an Eleventy site: https://www.11ty.dev/docs/permalinks/ and the source of Eleventy 3. */

import { ignoreLines } from "../../patterns/ignore-lines.js";
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { append } from "../../platform/lists.js";
import { decodePercent } from "../../platform/percent.js";
import { eleventyTags } from "../tags/eleventy.js";
import type { Settings, Site } from "../types.js";
import { eleventyCopies } from "./eleventy-copies.js";
import { codeData, dataCascade } from "./eleventy-data.js";
import {
  type ConfigCall,
  configCalls,
  type EleventyFolders,
  eleventyFolders,
  feedsOf,
  pluginGaps,
} from "./eleventy-plugins.js";
import { folderOf, nameOf, tidyPath } from "./shared.js";
import { basePath, baseSetting, isAnotherSite, splitUrl } from "./static-settings.js";
import type { Gap, Route, RouteIndex, RoutePlan, SiteFiles, Sources, Unknown } from "./types.js";

export function eleventyRoutes(site: Site): RoutePlan {
  const { settings } = site;
  const calls = configCalls(settings);
  const folders = eleventyFolders(settings);
  const base = baseSetting(settings, "pathPrefix", (written) => basePath(tidyPath(written)));
  const adds = (plugin: RegExp): boolean =>
    calls.some(({ name, names }) => name === "addPlugin" && plugin.test(names[0] ?? ""));
  const writesBase = adds(/^(?:Eleventy)?HtmlBasePlugin$/);
  const convertsLinks = adds(/^InputPathToUrlTransformPlugin$/);
  const findsImages = adds(/^eleventyImageTransformPlugin$/);
  return {
    ...base,
    origin: undefined,
    outputFolder: folders.output,
    key: JSON.stringify(["eleventy", settings, base]),
    sourceLinks: convertsLinks ? "converted" : "as-is",
    rewrite(url, { about }, from, prefix) {
      // The plugin puts the prefix in front of each URL from the root.
      const based = writesBase && /^\/(?!\/)/.test(url) ? prefix + url.slice(1) : url;
      if (about === "image") return (findsImages && imageSources(url, folders.input, from, based)) || based;
      return (convertsLinks && templateSources(url, folders.input, from, based)) || based;
    },
    tags: eleventyTags(writesBase),
    copiedFrom: () => [],
    index: (files) => eleventyIndex(settings, folders, calls, files),
  };
}

/**
 * The template that a URL may be the path of: https://www.11ty.dev/docs/plugins/inputpath-to-url/
 *
 * @param otherwise the URL without one.
 */
function templateSources(url: string, input: string, from: string, otherwise: string): Sources | undefined {
  const written = decodePercent(splitUrl(url).path);
  if (!/\.[a-z\d]+$/i.test(written) || isAnotherSite(written)) return undefined;
  const path = tidyPath(written);
  const sources = path.startsWith(input) && input !== "" ? [path] : [];
  sources.push(input + path);
  if (!written.startsWith("/")) sources.push(tidyPath(folderOf(from) + written));
  return { sources, otherwise, only: "pages" };
}

/** The file of an image: https://www.11ty.dev/docs/plugins/image/#html-transform */
function imageSources(url: string, input: string, from: string, otherwise: string): Sources | undefined {
  const written = decodePercent(splitUrl(url).path);
  if (written === "" || isAnotherSite(written)) return undefined;
  return { sources: [tidyPath((written.startsWith("/") ? input : folderOf(from)) + written)], otherwise };
}

/** https://www.11ty.dev/docs/config/#template-formats */
const standardFormats = ["liquid", "md", "njk", "html", "11ty.js", "11ty.cjs", "11ty.mjs"];
const engines = new Set([...standardFormats, "hbs", "ejs", "pug", "webc", "haml", "mustache", "11ty.ts"]);

function formatsOf({ templateFormats }: Settings, calls: readonly ConfigCall[]): readonly string[] {
  const list = (value: unknown): string[] =>
    (typeof value === "string" ? value.split(",") : [value ?? []].flat()).map((one) =>
      anyText(one).trim().replace(/^\./, ""),
    );
  const called = calls.filter(({ name }) => name === "setTemplateFormats").at(-1)?.args[0];
  const added = calls.filter(({ name }) => name === "addTemplateFormats").flatMap(({ args }) => list(args[0]));
  const stated = called ?? templateFormats;
  return [...(stated === undefined ? standardFormats : list(stated)), ...added];
}

async function eleventyIndex(
  settings: Settings,
  { input, output, includes, layouts, data: dataFolder }: EleventyFolders,
  calls: readonly ConfigCall[],
  files: SiteFiles,
): Promise<RouteIndex> {
  const formats = formatsOf(settings, calls);
  /** Folders without templates. */
  const others = [tidyPath(`${output}/`), includes, layouts, dataFolder];
  const ignores = await ignored(calls, files);
  const cascade = dataCascade(input, files);
  const articles: [string, Route][] = [];
  const gaps: Gap[] = pluginGaps(settings, calls, files);
  const copies = eleventyCopies(
    input,
    formats.filter((one) => !engines.has(one)),
    calls,
    files,
    others,
  );
  const hasPreprocessor = calls.some(({ name }) => name === "addPreprocessor");
  for (const file of files.below(input === "" ? "." : input.slice(0, -1))) {
    const format = formats.find((one) => engines.has(one) && file.endsWith(`.${one}`));
    if (format === undefined || others.some((folder) => file.startsWith(folder))) continue;
    const name = file.slice(input.length);
    if (ignores.test(file).ignored) {
      articles.push([file, { state: "unpublished", because: "ignored" }]);
      continue;
    }
    const front = files.frontMatter(file);
    const own = front?.failed ? await codeData(files.start(file) ?? "") : (front?.data ?? {});
    if (!own) {
      articles.push([file, { state: "unknown", reason: { why: "front-matter", detail: "" } }]);
      continue;
    }
    const data = await cascade(file, own);
    // Code decides whether there is a page.
    if ((data.draft === true || typeof data.draft === "symbol") && hasPreprocessor) {
      articles.push([file, { state: "unknown", reason: { why: "template", detail: "addPreprocessor" } }]);
      continue;
    }
    const source = { name, stem: name.slice(0, name.length - format.length - 1) };
    const { route, more } = routeOf(source, data, /^11ty\./.test(format) && /permalink/.test(files.text(file) ?? ""));
    articles.push([file, route]);
    append(
      gaps,
      more.map((gap) => ({ ...gap, of: file })),
    );
  }
  return { articles, generated: feedsOf(calls).map((output) => [output, "feed"] as const), copies, gaps };
}

async function ignored(calls: readonly ConfigCall[], files: SiteFiles) {
  const usesGit = !calls.some(({ name, args }) => name === "setUseGitIgnore" && args[0] === false);
  const lines = [
    ...(usesGit ? [files.text(".gitignore") ?? "node_modules/"] : ["node_modules/"]),
    files.text(".eleventyignore") ?? "",
    ...calls.flatMap(({ name, args }) => (name === "ignores.add" && typeof args[0] === "string" ? [args[0]] : [])),
  ];
  return ignoreLines(lines.join("\n"));
}

interface Source {
  /** In the input folder. */
  readonly name: string;
  /** Without the extension of the template. */
  readonly stem: string;
}

function routeOf(
  source: Source,
  data: Settings,
  isMade: boolean,
): { readonly route: Route; readonly more: readonly Gap[] } {
  const { permalink, pagination } = data;
  const stated = isRecord(permalink) ? permalink.build : permalink;
  const unknown = (reason: Unknown, prefix: string): { route: Route; more: readonly Gap[] } => ({
    route: { state: "unknown", reason, among: [] },
    more: [{ reason, prefix, ...(prefix === "" && { only: "pages" as const }) }],
  });
  const template: Unknown = { why: "template", detail: "permalink" };
  if (isMade || data.eleventyComputed !== undefined || typeof stated === "symbol") return unknown(template, "");
  if (typeof pagination === "symbol") return unknown({ why: "data", detail: "pagination" }, "");
  if (stated === false || (isRecord(permalink) && !("build" in permalink)))
    return { route: { state: "unpublished", because: "unpublished" }, more: [] };
  const written = typeof stated === "string" && stated !== "" ? stated : undefined;
  const isTemplate = written !== undefined && data.dynamicPermalink !== false && /\{\{|\{%/.test(written);
  const path =
    written === undefined ? standardPath(source.stem) : isTemplate ? rendered(written, source, data) : written;
  const fixedPart = tidyPath(/^[^{]*/.exec(written ?? "")?.[0] ?? "");
  if (path === undefined)
    return unknown(isRecord(pagination) ? { why: "data", detail: "pagination" } : template, fixedPart);
  const output = tidyPath(path.endsWith("/") || path === "" ? `${path}index.html` : path);
  // How many pages there are is in the data.
  if (isRecord(pagination)) return unknown({ why: "data", detail: "pagination" }, folderOf(output));
  return { route: { state: "page", url: urlOf(output), output, aliases: [] }, more: [] };
}

const urlOf = (output: string): string => `/${output}`.replace(/\/index(?:\.html)?$/, "/");

/** `TemplatePermalink.generate` */
function standardPath(stem: string): string {
  const [folder, name] = [folderOf(stem), nameOf(stem)];
  const isSame = folder !== "" && nameOf(folder.slice(0, -1)) === name;
  return `${folder}${name === "index" || isSame ? "" : `${name}/`}`;
}

/** A permalink of which all parts are known. */
function rendered(permalink: string, { stem }: Source, data: Settings): string | undefined {
  const slug = fileSlug(stem);
  const values: Readonly<Record<string, unknown>> = {
    "page.fileSlug": slug,
    "page.filePathStem": `/${folderOf(stem)}${undated(nameOf(stem))}`,
  };
  let isKnown = !permalink.includes("{%");
  const path = permalink.replace(
    /\{\{-?\s*([\w.]+)\s*(?:\|\s*(\w+)\s*)?-?\}\}/g,
    (_, name: string, filter?: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : Object.hasOwn(data, name) ? data[name] : undefined;
      const text = typeof value === "string" || typeof value === "number" ? String(value) : undefined;
      if (text !== undefined && filter === undefined) return text;
      const slugged = text === undefined ? undefined : filtered(text, filter);
      // Nothing is left of a title in Chinese.
      if (slugged === undefined || slugged === "") isKnown = false;
      return slugged ?? "";
    },
  );
  return isKnown && !path.includes("{{") ? path : undefined;
}

/** What `slugify` and `slug` make of a text; `undefined` if that is not known. */
function filtered(text: string, filter: string | undefined): string | undefined {
  // Of other signs, the version of the package decides.
  if (filter === "slug")
    return /^[A-Za-z0-9 -]+$/.test(text) ? text.trim().toLowerCase().replace(/[ -]+/g, "-") : undefined;
  return filter === "slugify" && keptOrLost.test(text) ? withoutOuterDashes(slugOfText(text)) : undefined;
}

/**
 * Text of which @sindresorhus/slugify keeps the letters and digits of ASCII, and loses the others. It has a table of letters
 * of other scripts, and versions differ in apostrophes. https://github.com/sindresorhus/slugify
 */
const keptOrLost =
  /^(?:[ !-&(-~]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\u3000-\u303f！＂（），：；？])+$/u;

const slugOfText = (text: string): string =>
  text
    .replaceAll("&", " and ")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-");

const withoutOuterDashes = (slug: string): string => slug.replace(/^-|-$/g, "");

const undated = (name: string): string => /\d{4}-\d{2}-\d{2}-(.*)/.exec(name)?.[1] ?? name;

/** https://www.11ty.dev/docs/data-eleventy-supplied/#fileslug */
function fileSlug(stem: string): string {
  const name = undated(nameOf(stem));
  return name === "index" ? undated(nameOf(folderOf(stem).slice(0, -1))) : name;
}
