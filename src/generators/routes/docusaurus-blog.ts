/** The pages of a blog plugin of Docusaurus: `plugin-content-blog/src/blogUtils.ts`. */
import { anyText } from "../../platform/any-text.js";
import { isPartial, pageAt } from "./docusaurus-page.js";
import type { ContentPlugin } from "./docusaurus-plugins.js";
import { tagPages } from "./docusaurus-tags.js";
import { globsIn, unknownRoute } from "./static-settings.js";
import type { Gap, GeneratedKind, Route, RouteIndex, SiteFiles } from "./types.js";

export function blogIndex(
  plugin: ContentPlugin,
  files: SiteFiles,
  slash: boolean | undefined,
  locales: readonly string[],
): RouteIndex {
  const { folder, route, options, id } = plugin;
  const base = `/${route}`;
  const articles: [string, Route][] = [];
  const tags: unknown[] = [];
  let published = 0;
  const isLeftOut = globsIn(options, "exclude");
  const suffix = id === "default" ? "" : `-${id}`;
  const add = (from: string, prefix: string) => {
    for (const file of files.below(from)) {
      const post = file.slice(from.length + 1);
      if (!/\.mdx?$/.test(post) || isPartial(post)) continue;
      const excluded = isLeftOut(post);
      if (excluded) {
        articles.push([
          file,
          excluded === true ? { state: "unpublished", because: "ignored" } : unknownRoute(excluded),
        ]);
        continue;
      }
      const made = postRoute(post, prefix + base, files.frontMatter(file), slash);
      articles.push([file, made.route]);
      if (made.route.state === "page" && prefix === "") {
        published++;
        tags.push(made.tags);
      }
    }
  };
  add(folder, "");
  for (const locale of locales) add(`i18n/${locale}/docusaurus-plugin-content-blog${suffix}`, `/${locale}`);
  if (published === 0) return { articles, generated: [], copies: [], gaps: [] };
  const listed = tagPages(tags, `${base}/${anyText(options.tagsBasePath ?? "tags")}`, slash);
  const gap = (path: string, only: "pages" | "files"): Gap => ({
    reason: { why: "data", detail: "blog" },
    prefix: `${base}/${path}`.replace(/^\/+/, ""),
    only,
  });
  const generated: [string, GeneratedKind][] = [
    [pageAt(base, slash).output, "home"],
    [pageAt(`${base}/${anyText(options.archiveBasePath ?? "archive")}`, slash).output, "archive"],
    ...listed.generated.map(([output, kind]): [string, GeneratedKind] => [output, kind]),
  ];
  const gaps = [
    gap("page/", "pages"),
    gap("authors", "pages"),
    gap("rss.", "files"),
    gap("atom.", "files"),
    gap("feed.", "files"),
  ];
  return { articles, generated, copies: [], gaps: [...gaps, ...listed.gaps] };
}

function postRoute(
  post: string,
  base: string,
  front: ReturnType<SiteFiles["frontMatter"]>,
  slash: boolean | undefined,
): { readonly route: Route; readonly tags?: unknown } {
  if (front?.failed) return { route: unknownRoute({ why: "front-matter", detail: "" }) };
  const { slug, draft, tags } = front?.data ?? {};
  const path = typeof slug === "string" || typeof slug === "number" ? `/${slug}` : slugOf(post);
  const route = pageAt(base + path, slash);
  return draft === true ? { route: { state: "unpublished", because: "draft", output: route.output } } : { route, tags };
}

function slugOf(post: string): string {
  const dated = /^(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:\/index)?\.mdx?$/.exec(post);
  if (!dated) return `/${post.replace(/(?:\/index)?\.mdx?$/, "")}`;
  const [, folder = "", date = "", text = ""] = dated;
  return `/${date.replaceAll("-", "/")}/${folder}${text}`;
}
