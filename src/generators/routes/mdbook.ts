/**
 * The addresses of a book of mdBook: the chapters in SUMMARY.md, and the other files of its folder. From the sources of mdBook 0.5:
 * `crates/mdbook-summary/src/lib.rs`, `mdbook-html/src/html_handlebars/hbs_renderer.rs` and `html/tree.rs` (`fix_link`).
 * https://rust-lang.github.io/mdBook/format/summary.html
 */
import { parseMarkdown } from "../../article/body/commonmark.js";
import { boundWork } from "../../article/body/work-limits.js";
import { isRecord } from "../../platform/is-record.js";
import { decodePercent } from "../../platform/percent.js";
import type { Settings, Site } from "../types.js";
import { folderOf } from "./shared.js";
import { basePath, folderPath, isAnotherSite, joined, splitUrl, unknownIndex } from "./static-settings.js";
import type { Gap, Route, RoutePlan, Sources } from "./types.js";

const tableOf = (settings: unknown, ...names: readonly string[]): Settings =>
  names.reduce<Settings>(
    (table, name) => (isRecord(table[name]) ? table[name] : {}),
    isRecord(settings) ? settings : {},
  );

const textAt = (table: Settings, key: string, standard: string): string =>
  typeof table[key] === "string" ? table[key] : standard;

export function mdbookRoutes({ settings }: Site): RoutePlan {
  const source = folderPath(textAt(tableOf(settings, "book"), "src", "src"));
  const html = tableOf(settings, "output", "html");
  const outputs = Object.keys(tableOf(settings, "output"));
  const build = textAt(tableOf(settings, "build"), "build-dir", "book");
  return {
    base: basePath(textAt(html, "site-url", "/")),
    origin: undefined,
    // With several renderers, each has a folder of its own.
    outputFolder: outputs.length > 1 ? `${build}/html` : build,
    key: JSON.stringify(["mdbook", settings]),
    sourceLinks: "as-is",
    copiedFrom: (path) => (path.endsWith(".md") ? [] : [joined(source, path)]),
    rewrite(url, { syntax, about }, from) {
      if (syntax === "code" || about === "image") return url;
      // A chapter that is not there has no page, or an empty one.
      const isChapter = from === joined(source, "SUMMARY.md") && url.endsWith(".md") && !isAnotherSite(url);
      return isChapter ? { sources: [joined(folderOf(from), decodePercent(url))] } : linked(url, from);
    },
    async index(files) {
      const summary = files.text(joined(source, "SUMMARY.md"));
      const chapters = summary === undefined ? undefined : chaptersIn(summary);
      if (!chapters) return unknownIndex({ why: "file", detail: "SUMMARY.md" });
      const known = new Set(chapters);
      const articles: [string, Route][] = files
        .below(source)
        .filter((file) => file.endsWith(".md"))
        .map((file) => {
          const path = source === "" ? file : file.slice(source.length + 1);
          return [
            file,
            known.has(path) ? routeOf(path, path === chapters[0]) : { state: "unpublished", because: "ignored" },
          ];
        });
      const redirects = Object.keys(tableOf(html, "redirect")).map((path) => path.replace(/^\//, ""));
      return {
        articles,
        generated: [
          ["print.html", "other"],
          ["toc.html", "other"],
          ["404.html", "error"],
          ...redirects.map((path) => [path, "other"] as const),
        ],
        copies: [],
        gaps: gapsOf(settings),
      };
    },
  };
}

/** The files that SUMMARY.md links to, in order. `undefined`: reading all of it takes too long; see `boundWork`. */
function chaptersIn(summary: string): string[] | undefined {
  const found: string[] = [];
  const { source: text, unread } = boundWork(summary.replace(/\r\n?/g, "\n"));
  if (unread.length > 0) return undefined;
  const { tree, unresolved } = parseMarkdown(text, { base: "commonmark" });
  if (unresolved !== undefined) return undefined;
  tree.iterate({
    enter: ({ name, node }) => {
      const url = name === "Link" ? node.getChild("URL") : null;
      if (url) found.push(joined("", decodePercent(text.slice(url.from, url.to).replace(/^<(.*)>$/, "$1"))));
    },
  });
  return found;
}

/** The first chapter is also the home page. README.md is the index of its folder. */
function routeOf(path: string, isFirst: boolean): Route {
  const output = path.replace(/(^|\/)readme\.md$/i, "$1index.md").replace(/\.md$/, ".html");
  const aliases = isFirst && output !== "index.html" ? ["index.html"] : [];
  return { state: "page", url: `/${output.replace(/(^|\/)index\.html$/, "$1")}`, output, aliases };
}

/** A path that ends in `.md` becomes that of a page. */
function linked(url: string, from: string): string | Sources {
  const { path, rest } = splitUrl(url);
  if (path === "" || isAnotherSite(url) || !path.endsWith(".md")) return url;
  const otherwise = `${path.slice(0, -3)}.html${rest}`;
  return path.startsWith("/") ? otherwise : { sources: [joined(folderOf(from), decodePercent(path))], otherwise };
}

/**
 * Preprocessors of mdBook itself, and others that change neither pages nor ids: https://rust-lang.github.io/mdBook/format/configuration/preprocessors.html,
 * https://github.com/badboy/mdbook-mermaid, https://github.com/badboy/mdbook-toc
 */
const own = new Set(["links", "index", "mermaid", "toc"]);

/** Others may read more than Markdown, and change ids and pages. */
export const otherPreprocessors = (settings: Settings): string[] =>
  Object.keys(tableOf(settings, "preprocessor")).filter((name) => !own.has(name));

function gapsOf(settings: Settings): Gap[] {
  const html = tableOf(settings, "output", "html");
  const gaps: Gap[] = [
    // Scripts, styles, fonts and icons.
    { reason: { why: "theme", detail: textAt(html, "theme", "theme") }, only: "files", except: "images" },
    { reason: { why: "theme", detail: textAt(html, "theme", "theme") }, prefix: "favicon", only: "files" },
  ];
  for (const name of otherPreprocessors(settings))
    gaps.push({ reason: { why: "plugin", detail: `preprocessor.${name}` } });
  return gaps;
}
