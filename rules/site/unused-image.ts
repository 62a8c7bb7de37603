import { type Article, defineRule, t } from "../../src/rule.js";

/** Images, by the file extensions that browsers and site generators know. */
const image = /\.(?:avif|bmp|gif|ico|jfif|jpe?g|png|svg|webp)$/i;

export default defineRule({
  name: "site/unused-image",
  summary: "Report images that no article uses",
  severity: "off",
  options: {
    folders: {
      type: "array",
      items: { type: "string" },
      default: ["images", "img", "assets", "static", "public", "source/images", "source/img", "source/assets"],
      description: "Folders and globs of the images, relative to the configuration; missing folders are ignored",
    },
    except: {
      type: "array",
      items: { type: "string" },
      default: ["favicon.ico", "favicon.svg", "apple-touch-icon.png"],
      description: "Images that templates or style sheets use: file names or ends of paths",
    },
  },
  messages: {
    unused: () =>
      t(
        "site/unused-image.unused",
        "No article uses this image. Delete it if no template or style sheet uses it either.",
      ),
  },

  site: {
    files: ({ folders }) => folders,

    summarize: mentions,

    check(entries, { files, options, reportFile }) {
      const used = new Set<string>();
      for (const { path, summary } of entries)
        for (const name of summary) for (const place of placesOf(name, path)) used.add(place);
      const excepted = options.except.map((name) => `/${comparable(name).replace(/^\/+/, "")}`);
      for (const file of files) {
        const path = resolved(comparable(file.path));
        if (!image.test(path) || excepted.some((name) => path.endsWith(name))) continue;
        if (!used.has(path) && !used.has(pathEnd(path))) reportFile(file, "unused", { data: undefined });
      }
    },
  },
});

/** File systems differ in case and Unicode normalization, and an image that may be used must not be reported. */
const comparable = (path: string): string => path.normalize("NFC").toLowerCase();

/**
 * Everything in an article that may be the path of an image: URLs of images and links, and every word of the text with an
 * image's file extension, also in template tags, styles and front matter.
 */
function mentions(article: Article): string[] {
  const found = new Set<string>();
  const add = (url: string): void => {
    const path = comparable(decoded(url.replace(/[?#].*$/s, "")));
    if (image.test(path)) found.add(path);
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
 * Where a path may lead, with a leading slash: from the root, next to the article, in its asset folder; and, wherever the
 * root of the site is, any image of this name in a folder of this name (`*` + the last two parts).
 */
function placesOf(name: string, article: string): string[] {
  const path = name.replaceAll("\\", "/").replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/, "");
  const own = comparable(article);
  const folder = own.slice(0, own.lastIndexOf("/") + 1);
  const places = [resolved(path), resolved(folder + path), resolved(`${own.replace(/\.[^./]*$/, "")}/${path}`)];
  const [above = "", last = ""] = path.split("/").slice(-2);
  if (last !== "" && /[^.]/.test(above)) places.push(pathEnd(resolved(path)));
  return places;
}

/** A path without `.` and `..`. A `..` at the root is dropped. */
function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/"))
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  return `/${parts.join("/")}`;
}

const pathEnd = (path: string): string => `*/${path.split("/").slice(-2).join("/")}`;
