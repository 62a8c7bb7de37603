import { type Article, defineRule, type ImageReference, t, truncate } from "../../src/rule.js";
import { coverKeys, imagesAt } from "./_covers.js";

export default defineRule({
  name: "front-matter/image-in-body",
  summary: "Disallow placeholder cover images, and check whether the cover is also in the body",
  severity: "warning",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: coverKeys,
      description: "Keys that hold a cover image or a list of them; a dot leads into a mapping",
    },
    cover: {
      type: "string",
      enum: ["anywhere", "not-in-body", "in-body"],
      default: "anywhere",
      description:
        "Where the cover may be used: `anywhere`, `not-in-body` (for themes that show it above the article) or `in-body` (it must be an image of the body)",
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
      description: "Hosts that serve only placeholder images; their subdomains count too",
    },
  },
  messages: {
    repeated: (d: { key: string; url: string }) =>
      t(
        "front-matter/image-in-body.repeated",
        'The "{key}" image is also in the body ("{url}"), so readers see it twice. Remove one of the two.',
        { key: d.key, url: d.url },
      ),
    absent: (d: { key: string; url: string }) =>
      t(
        "front-matter/image-in-body.absent",
        'The "{key}" image "{url}" is not in the body. Choose an image from the body or add this one to it.',
        { key: d.key, url: d.url },
      ),
    placeholder: (d: { key: string; host: string }) =>
      t("front-matter/image-in-body.placeholder", '"{key}" is a placeholder image from {host}. Choose a real image.', {
        key: d.key,
        host: d.host,
      }),
  },

  frontMatter(frontMatter, { article, options, report }) {
    if (!frontMatter?.data) return;
    for (const key of options.keys) {
      for (const { path, url } of imagesAt(frontMatter.data, key)) {
        const at = frontMatter.place(path, "value");
        if (!at) continue;
        const host = hostOf(url);
        if (host !== undefined && options.placeholders.some((one) => host === one || host.endsWith(`.${one}`))) {
          report("placeholder", { at, data: { key, host } });
          continue;
        }
        if (options.cover === "anywhere") continue;
        const images = inBody(article);
        // Without images in the body there is none to choose.
        if (images.length === 0) continue;
        const isInBody = images.some((image) => isSame(image, url));
        const data = { key, url: truncate(url) };
        if (options.cover === "not-in-body" && isInBody) report("repeated", { at, data });
        if (options.cover === "in-body" && !isInBody) report("absent", { at, data });
      }
    }
  },
});

const inBody = ({ images }: Article): readonly ImageReference[] =>
  images.filter(({ kind, present }) => kind !== "front-matter" && present);

function hostOf(url: string): string | undefined {
  const absolute = url.startsWith("//") ? `https:${url}` : url;
  return /^https?:/i.test(absolute) && URL.canParse(absolute) ? new URL(absolute).hostname : undefined;
}

/** Whether a browser would request the same image. Another scheme or another spelling of the path makes no difference. */
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
