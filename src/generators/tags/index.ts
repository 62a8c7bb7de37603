/** The links and images of an article that template tags make. */
import type { FileReferences } from "../../article/index.js";
import { imageWithoutElement, linkWithoutElement } from "../../article/references.js";
import type { Article, ImageReference, LinkReference } from "../../article/types.js";
import { isTemplate } from "../../article/url.js";
import { firstIndex } from "../../platform/binary-search.js";
import type { TagPlan, TagUse } from "../routes/types.js";

type Reference = ImageReference | LinkReference;

/**
 * In the text, and in the URLs of other references.
 *
 * @param media references of the article that `links` does not have.
 */
export function tagReferences(article: Article, plan: TagPlan, media: readonly LinkReference[] = []): FileReferences {
  const images: ImageReference[] = [];
  const links: LinkReference[] = [];
  for (const image of article.images) {
    const found = image.target.kind === "template" ? inUrl(image, article, plan) : undefined;
    if (found) images.push(found);
  }
  for (const link of [...article.links, ...media]) {
    const found = link.target.kind === "template" ? inUrl(link, article, plan) : undefined;
    if (found) links.push(found);
  }
  const { shown } = plan;
  if (!shown) return { images, links };
  for (const range of article.templateTags) {
    const { start } = range;
    for (const use of shown(article.text.slice(start, range.end))) {
      if (isTemplate(use.url)) continue;
      const reference = {
        kind: "template",
        syntax: "html",
        url: use.url,
        range,
        urlRange: { start: start + use.start, end: start + use.end },
        written: use.url,
        quote: "",
        target: targetOf(use.url),
        tag: use.tag,
      } as const;
      if (use.about === "link") links.push(linkWithoutElement(reference));
      else images.push(imageWithoutElement(reference));
    }
  }
  return { images, links };
}

function inUrl<R extends Reference>(reference: R, { templateTags }: Article, plan: TagPlan): R | undefined {
  const use = plan.inUrl(reference.url);
  if (!use || isTemplate(use.url)) return undefined;
  // Between `{% raw %}` and `{% endraw %}`, a tag is text.
  const { start, end } = reference.urlRange;
  const tag = templateTags[firstIndex(templateTags.length, (index) => (templateTags[index]?.end ?? 0) > start)];
  if (tag === undefined || tag.start >= end) return undefined;
  return { ...reference, url: use.url, urlRange: rangeOf(reference, use), target: targetOf(use.url), tag: use.tag };
}

/** The place of the name, if the URL is written as it is read. */
const rangeOf = ({ url, written, urlRange }: Reference, { start, end }: Omit<TagUse, "about">) =>
  url === written ? { start: urlRange.start + start, end: urlRange.start + end } : urlRange;

/** Never another site here: what the tag refers to is found later. */
const targetOf = (url: string): Reference["target"] => ({ kind: "local", path: url.replace(/[?#].*$/s, "") });
