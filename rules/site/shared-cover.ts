import { defineRule, formatNames, type Range, type SiteEntry, t, truncate } from "../../src/rule.js";
import { coverKeys, imagesAt } from "../front-matter/_covers.js";

interface Summary {
  readonly title: string;
  /** Each URL once, with its key and place. */
  readonly covers: readonly (readonly [url: string, key: string, at: Range])[];
}

/** Words in the file names of icons and placeholders, which no article has as its own cover. */
const iconNames =
  /(?:^|[-_.\d])(?:icons?|favicon|logo|avatar|external-?link|share|fenxiang|hot|new|arrow|btn|button|emoji|smiley|blank|spacer|transparent|placeholder|loading|lazy|default|none|pixel|1x1|qrcode|play)(?:[-_.\d]|$)/i;

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
    icon: (d: { url: string; count: number; others: readonly string[] }) =>
      t(
        "site/shared-cover.icon",
        'Cover "{url}" has the name of an icon or a placeholder, and {count} articles use it, also {others}. Remove the key, or choose another image.',
        { url: d.url, count: d.count, others: formatNames(d.others) },
      ),
    shared: (d: { url: string; count: number; others: readonly string[] }) =>
      t(
        "site/shared-cover.shared",
        '{count} articles with different titles have the cover "{url}", also {others}. If it is an icon or a logo, remove the key or choose another image.',
        { url: d.url, count: d.count, others: formatNames(d.others) },
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
          if (at && absolute !== undefined && !covers.has(absolute)) covers.set(absolute, [absolute, key, at]);
        }
      const { title } = data;
      const known = typeof title === "string" || typeof title === "number" ? truncate(String(title).trim()) : "";
      return covers.size > 0 ? { title: known, covers: [...covers.values()] } : undefined;
    },

    /** Each cover once, in the first article of the run: the cause is the program that wrote them all. */
    check(entries, { options, report }) {
      const users = new Map<string, { readonly entry: SiteEntry<Summary>; readonly at: Range }[]>();
      for (const entry of entries)
        for (const [url, , at] of entry.summary.covers) {
          const list = users.get(url) ?? [];
          list.push({ entry, at });
          users.set(url, list);
        }
      for (const [url, list] of users) {
        const titles = new Set(list.map(({ entry }) => entry.summary.title));
        const first = list.find(({ entry }) => entry.linted);
        if (titles.size < options.least || !first) continue;
        const others = list.filter((one) => one !== first).map(({ entry }) => entry.path);
        const data = { url: truncate(url), count: list.length, others };
        report(first.entry, iconNames.test(fileNameOf(url)) ? "icon" : "shared", { at: first.at, data, url });
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

const fileNameOf = (url: string): string => /([^/?#]*)(?:[?#].*)?$/s.exec(url)?.[1] ?? "";
