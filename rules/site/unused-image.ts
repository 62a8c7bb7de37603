import { type Article, defineRule, t } from "../../src/rule.js";

/** Pictures, by the endings that browsers and site generators know. */
const picture = /\.(?:avif|bmp|gif|ico|jfif|jpe?g|png|svg|webp)$/i;

export default defineRule({
  name: "site/unused-image",
  summary: "Every picture of the site is named by an article",
  severity: "off",
  options: {
    folders: {
      type: "array",
      items: { type: "string" },
      default: ["images", "img", "assets", "static", "public", "source/images", "source/img", "source/assets"],
      description:
        "folders and globs of the pictures, relative to the configuration; those that are not there do not count",
    },
    except: {
      type: "array",
      items: { type: "string" },
      default: ["favicon.ico", "favicon.svg", "apple-touch-icon.png"],
      description: "pictures that templates and style sheets use: names, or ends of paths",
    },
  },
  messages: {
    unused: () =>
      t(
        "site/unused-image.unused",
        "no article names this picture: remove it if no template or style sheet does either",
      ),
  },

  site: {
    files: ({ folders }) => folders,

    summarize: mentions,

    check(entries, { files, options, reportFile }) {
      const named = new Set<string>();
      for (const { path, summary } of entries)
        for (const name of summary) for (const place of placesOf(name, path)) named.add(place);
      const excepted = options.except.map((name) => `/${comparable(name).replace(/^\/+/, "")}`);
      for (const file of files) {
        const path = resolved(comparable(file.path));
        if (!picture.test(path) || excepted.some((name) => path.endsWith(name))) continue;
        if (!named.has(path) && !named.has(ending(path))) reportFile(file, "unused", { data: undefined });
      }
    },
  },
});

/** Case and Unicode form are not the same on all disks: a picture that may be used is no unused one. */
const comparable = (path: string): string => path.normalize("NFC").toLowerCase();

/**
 * Whatever in an article may be the path of a picture: URLs of pictures and links, and every word of the text that ends
 * like a picture, be it in template tags, styles or front matter.
 */
function mentions(article: Article): string[] {
  const found = new Set<string>();
  const add = (url: string): void => {
    const path = comparable(decoded(url.replace(/[?#].*$/s, "")));
    if (picture.test(path)) found.add(path);
  };
  for (const { url } of article.images) add(url);
  for (const { url } of article.links) add(url);
  for (const [word] of article.text.matchAll(/[^\s"'`()<>=,;|{}[\]]+/g)) add(word);
  for (const [, , quoted = ""] of article.text.matchAll(/(["'])([^"'\r\n]{1,255})\1/g)) add(quoted);
  return [...found].sort();
}

function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

/**
 * Where a path may lead, with a slash in front: from the root, beside the article, in its asset folder; and, wherever the
 * root of the site is, any picture of this name in a folder of this name (`*` + the last two parts).
 */
function placesOf(name: string, article: string): string[] {
  const path = name.replaceAll("\\", "/").replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/, "");
  const own = comparable(article);
  const folder = own.slice(0, own.lastIndexOf("/") + 1);
  const places = [resolved(path), resolved(folder + path), resolved(`${own.replace(/\.[^./]*$/, "")}/${path}`)];
  if (/[^./][^/]*\/[^/]+$/.test(path)) places.push(ending(resolved(path)));
  return places;
}

/** A path without `.` and `..`, which lead no further than to the root. */
function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/"))
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  return `/${parts.join("/")}`;
}

const ending = (path: string): string => `*/${path.split("/").slice(-2).join("/")}`;
