import {
  type Article,
  defineRule,
  type FrontMatter,
  formatNames,
  type ImageReference,
  type Range,
  t,
  truncate,
} from "../../src/rule.js";
import { coverKeys, hostOf, imagesAt, isHostOf, placeholderHosts } from "./_covers.js";

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
      default: placeholderHosts,
      description: "Hosts that serve only placeholder images; their subdomains count too",
    },
  },
  messages: {
    repeated: (d: { keys: readonly string[]; url: string }) =>
      t(
        "front-matter/image-in-body.repeated",
        'The {keys} image is also in the body ("{url}"), so readers see it twice. Remove one of the two.',
        { keys: formatNames(d.keys), url: d.url },
      ),
    absent: (d: { keys: readonly string[]; url: string }) =>
      t(
        "front-matter/image-in-body.absent",
        'The {keys} image "{url}" is not in the body. Choose an image from the body or add this one to it.',
        { keys: formatNames(d.keys), url: d.url },
      ),
    placeholder: (d: { keys: readonly string[]; host: string }) =>
      t("front-matter/image-in-body.placeholder", "Placeholder image from {host} in {keys}. Choose a real image.", {
        keys: formatNames(d.keys),
        host: d.host,
      }),
  },

  folded: {
    placeholder: ({ data: { host } }) =>
      host === undefined
        ? t("front-matter/image-in-body.folded.placeholders", "The cover is a placeholder image. Choose a real image.")
        : t(
            "front-matter/image-in-body.folded.placeholder",
            "The cover is a placeholder image from {host}. Choose a real image.",
            { host },
          ),
    repeated: () =>
      t(
        "front-matter/image-in-body.folded.repeated",
        "The cover image is also in the body, so readers see it twice. Remove one of the two, or have the theme show one.",
      ),
  },

  frontMatter(frontMatter, { article, options, report }) {
    if (!frontMatter?.data) return;
    for (const { keys, url, at } of covers(frontMatter, options.keys)) {
      const host = hostOf(url);
      if (host !== undefined && isHostOf(host, options.placeholders)) {
        report("placeholder", { at, data: { keys, host } });
        continue;
      }
      if (options.cover === "anywhere") continue;
      const images = inBody(article);
      // Without images in the body there is none to choose.
      if (images.length === 0) continue;
      const isInBody = images.some((image) => isSame(image, url));
      const data = { keys, url: truncate(url) };
      if (options.cover === "not-in-body" && isInBody) report("repeated", { at, data });
      if (options.cover === "in-body" && !isInBody) report("absent", { at, data });
    }
  },
});

interface Cover {
  readonly url: string;
  /** Themes differ in the key that they read, so many articles have the same cover in two keys. */
  readonly keys: readonly string[];
  /** The first of its places. */
  readonly at: Range;
}

/** Each cover once, in the order of the front matter. */
function covers(frontMatter: FrontMatter, keys: readonly string[]): Cover[] {
  const found = keys.flatMap((key) =>
    imagesAt(frontMatter.data ?? {}, key).flatMap(({ path, url }) => {
      const at = frontMatter.place(path, "value");
      return at ? [{ key, url, at }] : [];
    }),
  );
  const byUrl = new Map<string, Cover>();
  for (const { key, url, at } of found.sort((a, b) => a.at.start - b.at.start)) {
    const { keys: others = [], at: first = at } = byUrl.get(url) ?? {};
    byUrl.set(url, { url, keys: others.includes(key) ? others : [...others, key], at: first });
  }
  return [...byUrl.values()];
}

const inBody = ({ images }: Article): readonly ImageReference[] =>
  images.filter(({ kind, present }) => kind !== "front-matter" && present);

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
