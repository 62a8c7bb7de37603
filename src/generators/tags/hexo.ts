/** The tags of Hexo 8: `hexo/lib/plugins/tag`. https://hexo.io/docs/tag-plugins */
import { withoutExtension } from "../routes/shared.js";
import type { TagPlan, TagUse, Unknown } from "../routes/types.js";
import type { Settings } from "../types.js";
import { partsOf, type Word } from "./written.js";

/** @param source the folder of the site's files. */
export function hexoTags({ post_asset_folder }: Settings, source: string): TagPlan {
  return {
    shown(tag) {
      const parts = partsOf(tag);
      const found = parts && wordOf(parts.name, parts.words);
      return parts && found ? [{ tag: parts.name, about: aboutOf(parts.name), ...spot(found) }] : [];
    },
    inUrl(url) {
      const [, tag = "", rest = ""] = /^(\{%(?:(?!%\}).)*%\})([^{]*)$/s.exec(url) ?? [];
      const parts = partsOf(tag);
      const [word] = parts?.words ?? [];
      if (!parts || !word || !/^(?:asset|post)_path$/.test(parts.name)) return undefined;
      return { tag: parts.name, ...spot(word), url: word.text + rest };
    },
    finder({ names = [], articles }, base) {
      const hidden = new Set(articles.flatMap(([file, { state }]) => (state === "unpublished" ? [file] : [])));
      const posts = new Map<string, string>();
      for (const [name, file] of names) if (!posts.has(name) || !hidden.has(file)) posts.set(name, file);
      return ({ tag, url }, from, inMarkdown) => {
        // Hexo puts a comment in place of a tag, and after Markdown the tag in place of the comment, but not in attributes.
        if (inMarkdown) return { miss: "in-markdown" };
        if (tag.startsWith("asset_")) {
          const isPost = from.startsWith(`${source}/_posts/`) || from.startsWith(`${source}/_drafts/`);
          if (post_asset_folder !== true || !isPost) return { miss: "no-name" };
          return { sources: [`${withoutExtension(from)}/${url.replace(/[?#].*$/s, "")}`] };
        }
        if (tag.startsWith("post_")) {
          const [name = "", ...rest] = url.split("#");
          const wanted = rest.length > 1 ? url : name;
          const file = posts.get(`slug ${wanted}`) ?? posts.get(`title ${wanted}`);
          return file === undefined ? { miss: "no-name" } : { sources: [file] };
        }
        return /^(?:a|link|anchor)$/.test(tag) ? url : urlFor(url, base);
      };
    },
  };
}

const spot = ({ text, start, end }: Word) => ({ url: text, start, end });

const aboutOf = (name: string): TagUse["about"] => (/^(?:asset_)?(?:img|image)$/.test(name) ? "image" : "link");

/** The word that names the target. */
function wordOf(name: string, words: readonly Word[]): Word | undefined {
  switch (name) {
    case "post_link":
    case "asset_link":
      return words[0];
    case "url_for":
    case "full_url_for":
      return words[1];
    case "asset_img":
    case "asset_image":
      // The others are classes, a size and a title.
      return words.find(({ text }) => /\.\w+$/.test(text));
    case "img":
    case "image":
      return words.find(({ text }) => /^\/|^[a-z]+:\/\//i.test(text));
    case "a":
    case "link":
    case "anchor":
      return words.find(({ text }) => /^[a-z]+:\/\//i.test(text));
    default:
      return undefined;
  }
}

/** `url_for` of hexo-util. */
function urlFor(url: string, base: string | Unknown): string | Unknown {
  if (/^(?:#|\/\/|[a-z][a-z\d+.-]*:)/i.test(url)) return url;
  return typeof base === "string" ? base + url.replace(/^\/+/, "") : base;
}
