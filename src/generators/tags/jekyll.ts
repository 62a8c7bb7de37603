/** The tags and filters of Jekyll 4: `jekyll/lib/jekyll/{tags,filters}`. https://jekyllrb.com/docs/liquid/ */
import { nameOf } from "../routes/shared.js";
import type { RouteIndex, TagFinder, TagPlan, Unknown } from "../routes/types.js";
import type { Settings } from "../types.js";
import { generalGap, partsOf } from "./written.js";

/** @param source the folder of the site's files: empty, or with a slash at the end. */
export function jekyllTags({ baseurl }: Settings, source: string): TagPlan {
  const hasBase = typeof baseurl === "string" && baseurl.replace(/\//g, "") !== "";
  return {
    inUrl(url) {
      const [, prefix = "", tag = "", rest = ""] =
        /^((?:\{\{-?\s*site\.(?:url|baseurl)\s*-?\}\})*)(\{%(?:(?!%\}).)*%\})?([^{]*)$/s.exec(url) ?? [];
      const start = prefix.length;
      if (tag !== "") {
        if (prefix !== "" && hasBase && !prefix.includes("baseurl")) return undefined;
        const parts = partsOf(tag);
        if (!parts || !/^(?:post_url|link)$/.test(parts.name)) return undefined;
        const name = tag.replace(/^\{%-?\s*\w+\s*|\s*-?%\}$/g, "");
        const at = start + tag.indexOf(name, parts.name.length);
        const tagName = prefix !== "" && hasBase ? `${withBaseTwice} ${parts.name}` : parts.name;
        return { tag: tagName, url: name + rest, start: at, end: at + name.length };
      }
      if (prefix !== "")
        return { tag: prefix.includes("baseurl") ? "site.baseurl" : "site.url", url: rest, start, end: url.length };
      const [, quote = "", literal = "", filters = "", after = ""] =
        /^\{\{-?\s*(["'])((?:(?!\1).)*)\1\s*((?:\|(?:(?!\}\}).)*)?)-?\}\}([^{]*)$/s.exec(url) ?? [];
      if (quote === "") return undefined;
      const value = filtered(literal, filters);
      const at = url.indexOf(quote) + 1;
      return value && { ...value, url: value.url + after, start: at, end: at + literal.length };
    },
    finder(index, base) {
      const find = postFinder(index);
      const gap = generalGap(index);
      const ofTag = (tag: string, path: string): ReturnType<TagFinder> =>
        tag === "post_url"
          ? (find(path) ?? gap ?? { miss: "no-name" })
          : { sources: [source + path.replace(/^\//, "")] };
      const routes = new Map(index.articles);
      return ({ tag, url }) => {
        const path = url.replace(/[?#].*$/s, "");
        const [prefix, name] = tag.split(" ");
        if (name === undefined) return /^(?:post_url|link)$/.test(tag) ? ofTag(tag, path) : withBase(tag, url, base);
        const found = ofTag(name, path);
        if (prefix !== withBaseTwice || typeof found !== "object" || !("sources" in found)) return found;
        // Jekyll 3 puts the base path before the address only here, and Jekyll 4 puts it there twice.
        if (index.version === 3) return found;
        if (index.version === undefined) return { why: "data", detail: "Gemfile" };
        const route = routes.get(found.sources[0] ?? "");
        if (route?.state !== "page" || typeof base !== "string") return found;
        return base.slice(0, -1) + base.slice(0, -1) + route.url;
      };
    },
  };
}

/** `{{ site.baseurl }}` before a tag. */
const withBaseTwice = "site.baseurl";

function withBase(tag: string, url: string, base: string | Unknown): string | Unknown {
  if (tag === "site.url" || /^[a-z][a-z\d+.-]*:/i.test(url)) return url === "" ? "/" : url;
  if (typeof base !== "string") return base;
  // `{{ site.baseurl }}` alone has no slash at its end.
  return base.slice(0, -1) + (url.startsWith("/") || tag === "site.baseurl" ? url : `/${url}`);
}

/** What filters with literal values make of a text; `undefined` if there are others. */
function filtered(literal: string, written: string): { readonly tag: string; readonly url: string } | undefined {
  let url = literal;
  let tag: string | undefined;
  for (const filter of written.split("|").slice(1)) {
    const [, quoted = ""] = /^\s*append\s*:\s*["']([^"']*)["']\s*$/.exec(filter) ?? [];
    const name = filter.trim().replace(/\s*:\s*/, ": ");
    if (/^(?:relative_url|absolute_url)$/.test(name)) {
      if (tag !== undefined) return undefined;
      tag = name;
    } else if (name === "prepend: site.baseurl") {
      if (tag !== undefined) return undefined;
      tag = "site.baseurl";
    } else if (name === "prepend: site.url") tag ??= "site.url";
    else if (quoted !== "") url += quoted;
    else return undefined;
  }
  return tag === undefined ? undefined : { tag, url };
}

/** `PostComparer` of `post_url.rb`: by the path and the name of the file, then by the date and the slug. */
function postFinder({ articles, names = [] }: RouteIndex) {
  const posts = articles.flatMap(([file, route]) => (/(?:^|\/)_posts\//.test(file) ? [{ file, route }] : []));
  const byName = new Map<string, string[]>();
  for (const { file } of posts) {
    const name = nameOf(file).replace(/\.[^.]+$/, "");
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  const byDate = new Map(names);
  return (written: string): ReturnType<TagFinder> | undefined => {
    const [, folder = "", name = ""] = /^\/?((?:.+\/)?)(\d+-\d+-\d+-.*)$/.exec(written) ?? [];
    const same = byName.get(name) ?? [];
    const exact = same.find(
      (file) => file.includes(`_posts/${folder}${name}.`) || file.includes(`${folder}_posts/${name}.`),
    );
    const found = exact ?? same[0] ?? byDate.get(name);
    return found === undefined ? undefined : { sources: [found] };
  };
}
