/** The references of an article that its images and links do not have. */
import { type FileReferences, fileReferences, requiredModule } from "../article/index.js";
import type { Article, LinkReference } from "../article/types.js";
import type { FilePlan } from "../config/types.js";

/** What template tags, media elements and imports refer to on the site. Files and pages of other sites are left out. */
export function otherReferences(article: Article, generator: FilePlan["generator"]): FileReferences {
  const files = fileReferences(article);
  const links = files.links.flatMap((link): LinkReference[] => {
    const { target } = link;
    if (target.kind === "local") return [link];
    if (target.kind === "remote") {
      // A canonical URL is an absolute one of the site.
      const origin = generator?.routes?.origin;
      if (origin === undefined || !target.url.startsWith(`${origin}/`)) return [];
      return [{ ...link, target: { kind: "local", path: new URL(target.url).pathname } }];
    }
    if (target.kind !== "template") return [];
    const module = requiredModule(link.url);
    return module === undefined ? [] : [{ ...link, target: { kind: "local", path: module } }];
  });
  const tags = generator?.tagReferences?.(article, files.links);
  if (!tags) return { images: files.images, links };
  return { images: [...files.images, ...tags.images], links: [...links, ...tags.links] };
}
