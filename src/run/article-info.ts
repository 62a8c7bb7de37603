/** The details of an article for reports: its title and date, and the facts about its images. */
import { readDate } from "../article/dates.js";
import { LineIndex } from "../article/lines.js";
import type { Attributes } from "../article/types.js";
import type { ImageFact } from "../probe/types.js";
import type { ArticleDetails } from "../results.js";
import type { LintedText } from "./lint-text.js";

/** @param path of the article. Its name may begin with a date. */
export function articleInfo({ analysis, facts }: Pick<LintedText, "analysis" | "facts">, path: string): ArticleDetails {
  const { title, factRequests } = analysis;
  const date = analysis.day ?? dayInName(path);
  const lines = LineIndex.from(analysis.lines);
  return {
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    images: factRequests.flatMap(({ about, reference }, at) => {
      const fact = facts[at];
      if (about !== "image" || !fact) return [];
      const { line } = lines.at(reference.urlRange.start);
      // The request was for an image, so the fact is about an image.
      const { verdict, detail, type, width, height, bytes } = fact as ImageFact;
      const known = { verdict, detail, type, width, height, bytes };
      return { url: reference.url, line, declared: declaredSize(reference.attributes), fact: known };
    }),
  };
}

/** `2019-05-01-title.md`, like in Jekyll. */
function dayInName(path: string): string | undefined {
  const [, day] = /(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]*$/.exec(path) ?? [];
  return day !== undefined && readDate(day) ? day : undefined;
}

/** In pixels, from the first pair of attributes with two valid values. */
function declaredSize(attributes: Attributes): { readonly width: number; readonly height: number } | undefined {
  const value = (name: string) => attributes[name]?.value.trim() ?? "";
  const stated = [
    [value("width"), value("height")],
    value("data-size").split(","),
    [value("data-rawwidth"), value("data-rawheight")],
    [value("data-width"), value("data-height")],
  ].find((sides) => sides.length === 2 && sides.every((side) => /^[1-9]\d{0,8}(?:px)?$/.test(side)));
  return stated && { width: Number.parseInt(stated[0] ?? "", 10), height: Number.parseInt(stated[1] ?? "", 10) };
}
