import { type Article, cut, defineRule, type ImageReference, type Path, t } from "../../src/rule.js";

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
        "cover_image",
        "coverImage",
        "image",
        "images",
        "banner",
        "banner_img",
        "index_img",
        "top_img",
        "preview_image",
        "featured_image",
        "feature_image",
        "heroImage",
        "ogImage",
        "cover.image",
        "image.path",
        "image.url",
        "image.src",
        "header.image",
        "header.teaser",
      ],
      description: "the keys that name a cover picture, or several; a dot leads into a mapping",
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
        "placehold.it",
        "placeholder.com",
        "placehold.jp",
        "placeholdit.imgix.net",
        "placekitten.com",
        "placeimg.com",
        "placebear.com",
        "picsum.photos",
        "dummyimage.com",
        "loremflickr.com",
        "lorempixel.com",
        "fakeimg.pl",
        "source.unsplash.com",
      ],
      description: "hosts of pictures that only fill a place",
    },
  },
  messages: {
    repeated: (d: { key: string; url: string }) =>
      t(
        "front-matter/image-in-body.repeated",
        'the picture of "{key}" stands in the article too ("{url}"), so that readers see it twice: remove one of them',
        { key: d.key, url: d.url },
      ),
    absent: (d: { key: string; url: string }) =>
      t(
        "front-matter/image-in-body.absent",
        'the picture of "{key}" ("{url}") is none of the article\'s: choose one of them, or show it in the article',
        { key: d.key, url: d.url },
      ),
    placeholder: (d: { key: string; host: string }) =>
      t(
        "front-matter/image-in-body.placeholder",
        'the picture of "{key}" is from {host}, which only fills a place: choose a picture for this article',
        { key: d.key, host: d.host },
      ),
  },

  frontMatter(frontMatter, { article, options, report }) {
    if (!frontMatter?.data) return;
    for (const key of options.keys) {
      for (const { path, url } of picturesAt(frontMatter.data, key)) {
        const at = frontMatter.place(path, "value");
        if (!at) continue;
        const host = hostOf(url);
        if (host !== undefined && options.placeholders.some((one) => host === one || host.endsWith(`.${one}`))) {
          report("placeholder", { at, data: { key, host } });
          continue;
        }
        if (options.cover === "anywhere") continue;
        const pictures = inBody(article);
        // An article without pictures has none to choose from.
        if (pictures.length === 0) continue;
        const isThere = pictures.some((picture) => isSame(picture, url));
        const data = { key, url: cut(url) };
        if (options.cover === "not-in-body" && isThere) report("repeated", { at, data });
        if (options.cover === "in-body" && !isThere) report("absent", { at, data });
      }
    }
  },
});

/** The address that a key holds, or those of its list. */
function picturesAt(data: Readonly<Record<string, unknown>>, key: string): { path: Path; url: string }[] {
  let value: unknown = data;
  let path: Path = [];
  for (const step of Object.hasOwn(data, key) ? [key] : key.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
    value = (value as Record<string, unknown>)[step];
    path = [...path, step];
  }
  const values = Array.isArray(value)
    ? value.map((item, index) => [[...path, index], item] as const)
    : [[path, value] as const];
  return values.flatMap(([place, item]) => {
    const url = typeof item === "string" ? item.trim() : "";
    return url === "" || /\{\{|\{%/.test(url) ? [] : [{ path: place, url }];
  });
}

const inBody = ({ images }: Article): readonly ImageReference[] =>
  images.filter(({ kind, present }) => kind !== "front-matter" && present);

function hostOf(url: string): string | undefined {
  const absolute = url.startsWith("//") ? `https:${url}` : url;
  return /^https?:/i.test(absolute) && URL.canParse(absolute) ? new URL(absolute).hostname : undefined;
}

/** By what a browser would ask for; the scheme alone makes no other picture, nor does the spelling of a path. */
function isSame({ url, target }: ImageReference, cover: string): boolean {
  if (url === cover) return true;
  if (target.kind === "local") return hostOf(cover) === undefined && plain(target.path) === plain(cover);
  if (target.kind !== "remote" || hostOf(cover) === undefined) return false;
  const bare = (text: string) => new URL(text).href.replace(/^https?:/, "");
  return bare(target.url) === bare(cover.startsWith("//") ? `https:${cover}` : cover);
}

/** A path without query, fragment, escapes and a leading `./`. */
function plain(path: string): string {
  const bare = path.replace(/[?#].*$/s, "").replace(/^(?:\.\/)+/, "");
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
