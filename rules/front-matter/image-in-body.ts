import { type Article, cut, defineRule, type ImageReference } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/image-in-body",
  summary: "The cover picture is a picture of the article's own, and stands where the site wants it",
  severity: "warning",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: [
        "thumbnail",
        "headimg",
        "cover",
        "image",
        "banner",
        "top_img",
        "preview_image",
        "featured_image",
        "heroImage",
      ],
      description: "the keys that name a cover picture",
    },
    cover: {
      type: "string",
      enum: ["anywhere", "not-in-body", "in-body"],
      default: "anywhere",
      description:
        "`not-in-body`: the theme shows the cover above the article, where it would be seen twice; `in-body`: it must be one of the article's pictures",
    },
    placeholders: {
      type: "array",
      items: { type: "string" },
      default: [
        "placehold.co",
        "placeholder.com",
        "via.placeholder.com",
        "placekitten.com",
        "picsum.photos",
        "dummyimage.com",
        "loremflickr.com",
        "fakeimg.pl",
        "source.unsplash.com",
      ],
      description: "hosts of pictures that only fill a place",
    },
  },
  messages: {
    repeated: (d: { key: string; url: string }) =>
      `the picture of "${d.key}" stands in the article too ("${d.url}"), so that readers see it twice: remove one of them`,
    absent: (d: { key: string; url: string }) =>
      `the picture of "${d.key}" ("${d.url}") is none of the article's: choose one of them, or show it in the article`,
    placeholder: (d: { key: string; host: string }) =>
      `the picture of "${d.key}" is from ${d.host}, which only fills a place: choose a picture for this article`,
  },

  frontMatter(frontMatter, { article, options, report }) {
    if (!frontMatter?.data) return;
    for (const key of options.keys) {
      const url = frontMatter.data[key];
      if (typeof url !== "string" || url.trim() === "" || /\{\{|\{%/.test(url)) continue;
      const at = frontMatter.place([key], "value");
      if (!at) continue;
      const host = hostOf(url.trim());
      if (host !== undefined && options.placeholders.some((one) => host === one || host.endsWith(`.${one}`))) {
        report("placeholder", { at, data: { key, host } });
        continue;
      }
      if (options.cover === "anywhere") continue;
      const pictures = inBody(article);
      // An article without pictures has none to choose from.
      if (pictures.length === 0) continue;
      const isThere = pictures.some((picture) => isSame(picture, url.trim()));
      const data = { key, url: cut(url.trim()) };
      if (options.cover === "not-in-body" && isThere) report("repeated", { at, data });
      if (options.cover === "in-body" && !isThere) report("absent", { at, data });
    }
  },
});

const inBody = ({ images }: Article): readonly ImageReference[] =>
  images.filter(({ kind, present }) => kind !== "front-matter" && present);

function hostOf(url: string): string | undefined {
  const absolute = url.startsWith("//") ? `https:${url}` : url;
  return /^https?:/i.test(absolute) && URL.canParse(absolute) ? new URL(absolute).hostname : undefined;
}

/** By what a browser would ask for; the scheme alone makes no other picture. */
function isSame({ url, target }: ImageReference, cover: string): boolean {
  if (url === cover) return true;
  if (target.kind !== "remote" || hostOf(cover) === undefined) return false;
  const bare = (text: string) => new URL(text).href.replace(/^https?:/, "");
  return bare(target.url) === bare(cover.startsWith("//") ? `https:${cover}` : cover);
}
