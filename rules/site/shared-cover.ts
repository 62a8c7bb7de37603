import { defineRule, lostValueIn, type Range, type SiteEntry, t, truncate } from "../../src/rule.js";
import { coverKeys, imagesAt, isPlaceholder } from "../front-matter/_covers.js";

interface Summary {
  readonly title: string;
  /** Each URL once, with its place. */
  readonly covers: readonly (readonly [url: string, at: Range])[];
}

/** Words in the file names of icons and placeholders, which no article has as its own cover. */
const iconNames =
  /(?:^|[-_.\d])(?:icons?|favicon|logo|avatar|external-?link|share|fenxiang?|hot|new|arrow|btn|button|emoji|smiley|blank|spacer|transparent|placeholder|loading|lazy|default|none|pixel|1x1|qrcode|play)(?:[-_.\d]|$)/i;

export default defineRule({
  name: "site/shared-cover",
  summary: "Disallow covers that many articles have in common",
  // Off, because many sites have a default cover. A feed crawler takes the first image of each article.
  severity: "off",
  presets: { "rss-archive": "warning" },
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: coverKeys,
      description: "Keys that hold a cover image or a list of them; a dot leads into a mapping",
    },
    least: {
      type: "integer",
      minimum: 2,
      default: 5,
      description: "Number of articles with different titles from which their common cover is reported",
    },
  },
  messages: {
    icon: (d: { url: string; count: number }) =>
      t(
        "site/shared-cover.icon",
        'Cover "{url}" has the name of an icon or a placeholder, and {count} articles use it. Remove the key, or choose another image.',
        { url: d.url, count: d.count },
      ),
    shared: (d: { url: string; count: number }) =>
      t(
        "site/shared-cover.shared",
        'Cover "{url}" is used by {count} articles with different titles. If it is an icon or a logo, remove the key or choose another image.',
        { url: d.url, count: d.count },
      ),
  },

  folded: {
    icon: ({ data: { url = "" } }) =>
      t(
        "site/shared-cover.folded.icon",
        'Cover "{url}" has the name of an icon or a placeholder. Remove the key, or choose another image.',
        { url },
      ),
    shared: ({ data: { url = "" } }) =>
      t(
        "site/shared-cover.folded.shared",
        'Articles with different titles have the cover "{url}". If it is an icon or a logo, remove the key or choose another image.',
        { url },
      ),
  },

  site: {
    summarize({ path, frontMatter, encodingProblem }, { options }): Summary | undefined {
      const data = encodingProblem ? undefined : frontMatter?.data;
      if (!data) return undefined;
      const covers = new Map<string, Summary["covers"][number]>();
      for (const key of options.keys)
        for (const { path: keyPath, url } of imagesAt(data, key)) {
          const at = frontMatter?.place(keyPath, "value");
          const absolute = absoluteFrom(url, path);
          if (at && absolute !== undefined && !covers.has(absolute) && !isReported(absolute))
            covers.set(absolute, [absolute, at]);
        }
      const { title } = data;
      const known = typeof title === "string" || typeof title === "number" ? truncate(String(title).trim()) : "";
      return covers.size > 0 ? { title: known, covers: [...covers.values()] } : undefined;
    },

    check(entries, { options, report }) {
      const users = new Map<string, { readonly entry: SiteEntry<Summary>; readonly at: Range }[]>();
      for (const entry of entries)
        for (const [url, at] of entry.summary.covers) {
          const list = users.get(url) ?? [];
          list.push({ entry, at });
          users.set(url, list);
        }
      for (const [url, list] of users) {
        const titles = new Set(list.map(({ entry }) => entry.summary.title));
        if (titles.size < options.least) continue;
        const message = iconNames.test(fileNameOf(url)) ? "icon" : "shared";
        const count = list.length;
        const about = { data: { url: truncate(url), count }, url, cause: url, group: { articles: count } };
        for (const { entry, at } of list) if (entry.linted) report(entry, message, { ...about, at });
      }
    },
  },
});

/** The URL, or the path from the folder of the site. `undefined` for the data of an image. */
function absoluteFrom(url: string, path: string): string | undefined {
  if (/^data:/i.test(url)) return undefined;
  if (/^(?:[a-z][a-z\d+.-]*:|\/)/i.test(url)) return url.startsWith("//") ? `https:${url}` : url;
  return new URL(url, `file:///${path.split("/").map(encodeURIComponent).join("/")}`).pathname;
}

/** Whether link/undefined or front-matter/image-in-body reports the URL. */
const isReported = (url: string): boolean => lostValueIn(url, "image") !== undefined || isPlaceholder(url);

const fileNameOf = (url: string): string => /(?<![^/?#])([^/?#]*)(?:[?#].*)?$/s.exec(url)?.[1] ?? "";
