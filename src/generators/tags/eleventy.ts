/** The filter `url` of Eleventy: `eleventy/src/Filters/Url.js`. https://www.11ty.dev/docs/filters/url/ */
import type { TagPlan } from "../routes/types.js";

/** @param isDoubled whether a plugin puts the prefix before URLs, too. */
export const eleventyTags = (isDoubled: boolean): TagPlan => ({
  inUrl(url) {
    const [, quote = "", literal = "", after = ""] =
      /^\{\{-?\s*(["'])((?:(?!\1).)*)\1\s*\|\s*url\s*-?\}\}([^{]*)$/s.exec(url) ?? [];
    const start = url.indexOf(quote) + 1;
    return quote === "" ? undefined : { tag: "url", url: literal + after, start, end: start + literal.length };
  },
  finder:
    (_, base) =>
    ({ url }) => {
      if (!url.startsWith("/") || url.startsWith("//")) return url;
      if (isDoubled) return { why: "plugin", detail: "EleventyHtmlBasePlugin" };
      return typeof base === "string" ? base + url.slice(1) : base;
    },
});
