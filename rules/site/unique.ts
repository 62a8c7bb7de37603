import {
  type Article,
  defineRule,
  entriesToReport,
  formatNames,
  type Range,
  type SiteEntry,
  t,
  truncate,
} from "../../src/rule.js";

interface Summary {
  /** Articles in different languages are not compared. `""` if the language is unknown. */
  readonly language: string;
  /** The values that must be unique: key, value for comparison, value as written, range. */
  readonly values: readonly (readonly [key: string, value: string, shown: string, at: Range])[];
}

export default defineRule({
  name: "site/unique",
  summary: "Disallow articles with the same URL, id or title",
  severity: "error",
  presets: { "rss-archive": ["error", { titles: false }] },
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: ["permalink", "url", "slug", "id"],
      description: "Front matter keys whose values must be unique",
    },
    withinFolder: {
      type: "array",
      items: { type: "string" },
      default: ["slug", "id"],
      description: "Keys that must be unique only within a folder, unless the value starts with a slash",
    },
    titles: {
      type: "boolean",
      default: true,
      description: "Also warn about articles in the same folder that have the same title",
    },
  },
  messages: {
    same: (d: { key: string; value: string; others: readonly string[] }) =>
      d.key === "slug"
        ? t(
            "site/unique.same.slug",
            'Duplicate slug "{value}", also in {others}. Hugo publishes only one of the pages; Hexo ignores slug, Jekyll adds the date. Use a different slug.',
            { value: d.value, others: formatNames(d.others) },
          )
        : t(
            "site/unique.same",
            'Duplicate {key} "{value}", also in {others}. One page can overwrite the other. Use a different {key}.',
            { key: d.key, value: d.value, others: formatNames(d.others) },
          ),
    title: (d: { value: string; others: readonly string[] }) =>
      t(
        "site/unique.title",
        'Duplicate title "{value}", also in {others}. Make the titles different, or delete one of the articles.',
        { value: d.value, others: formatNames(d.others) },
      ),
  },

  site: {
    addresses: "clashes",
    summarize(article, { options }): Summary | undefined {
      const data = article.encodingProblem ? undefined : article.frontMatter?.data;
      if (!data || isDraft(article.path, data)) return undefined;
      const values: Summary["values"][number][] = [];
      for (const key of new Set(options.titles ? [...options.keys, "title"] : options.keys)) {
        const written = Object.hasOwn(data, key) ? data[key] : undefined;
        if (typeof written !== "string" && typeof written !== "number") continue;
        const value = compared(key, String(written));
        const at = article.frontMatter?.place([key], "value");
        if (value !== "" && at) values.push([key, value, truncate(String(written).trim()), at]);
      }
      return values.length > 0 ? { language: languageOf(article, data), values } : undefined;
    },

    check(entries, { options, report }) {
      const groups = new Map<string, { entry: SiteEntry<Summary>; linted: boolean; at: Range; shown: string }[]>();
      for (const entry of entries) {
        const { language, values } = entry.summary;
        for (const [key, value, shown, at] of values) {
          // What the generator makes of them is known, and site/duplicate-route reports it.
          if (entry.clashes && addressKeys.has(key)) continue;
          const isLocal = key === "title" || (options.withinFolder.includes(key) && !value.startsWith("/"));
          const group = JSON.stringify([key, value, language, isLocal ? folderOf(entry.path, key) : ""]);
          const list = groups.get(group) ?? [];
          list.push({ entry, linted: entry.linted, at, shown });
          groups.set(group, list);
        }
      }
      for (const [group, members] of groups) {
        if (members.length < 2) continue;
        const [key] = JSON.parse(group) as [string];
        const paths = members.map(({ entry }) => entry.path);
        const indexes = new Map(members.map((member, index) => [member, index]));
        for (const member of entriesToReport(members)) {
          const { entry, at, shown } = member;
          const others = paths.toSpliced(indexes.get(member) ?? 0, 1);
          // If the configuration lists `title` in `keys`, a duplicate title is an error.
          if (key === "title" && !options.keys.includes("title"))
            report(entry, "title", { at, data: { value: shown, others }, severity: "warning" });
          else report(entry, "same", { at, data: { key, value: shown, others } });
        }
      }
    },
  },
});

/** Keys from which generators make addresses. */
const addressKeys = new Set(["permalink", "url", "slug"]);

/** A draft has no address yet. A new version of an article is often a draft with the address of the old one. */
const isDraft = (path: string, data: Readonly<Record<string, unknown>>): boolean =>
  data.draft === true || data.published === false || /(?:^|\/)_drafts\//.test(path);

/** Jekyll's names for permalink formats: https://jekyllrb.com/docs/permalinks/#built-in-formats */
const forms = new Set(["date", "pretty", "ordinal", "weekdate", "none"]);

/** The value without differences that do not matter; `""` if it is a pattern or template, and not one address of the site. */
function compared(key: string, written: string): string {
  const value = written.trim();
  if (/\{\{|\{%|<%/.test(value)) return "";
  if (key !== "permalink" && key !== "url") return value;
  // `/:year/:title/` is a pattern.
  if (/(?:^|[/-]):\w/.test(value) || forms.has(value)) return "";
  // With a host, it is the address of another site: in archives of feeds, that of the source.
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(value)) return "";
  const address = value.replace(/(^|\/)index\.html?$/, "$1");
  return address.startsWith("/") ? address : `/${address}`;
}

/** The folder of an article. For an article with its own folder (`post/index.md`), it is the folder above. */
function folderOf(path: string, key: string): string {
  const folders = path.split("/").slice(0, -1);
  // Not for titles: `guide/index.md` is the page of a folder, and many such pages are called "Overview".
  if (key !== "title" && /\/index\.[^/]+$/.test(path)) folders.pop();
  return folders.join("/");
}

function languageOf({ path }: Article, data: Readonly<Record<string, unknown>>): string {
  for (const key of ["lang", "language", "locale"]) {
    const value = data[key];
    if (typeof value === "string" && value.trim() !== "") return value.trim().toLowerCase();
  }
  // `zh-cn/post.md`, `post.zh.md`
  const parts = path.toLowerCase().split(/[/.]/).slice(0, -1);
  // `post.cn.md`: sites also use the codes of countries there.
  return /\.([a-z]{2})\.[^./]+$/.exec(path.toLowerCase())?.[1] ?? parts.findLast(isLanguage) ?? "";
}

/** Created on first use, because that takes longer than linting an article. */
let languages: Intl.DisplayNames | undefined;
const known = new Map<string, boolean>();

/** Whether a part of a path is a language code: two letters that CLDR knows, optionally with a script or region (BCP 47). */
function isLanguage(part: string): boolean {
  const [, code] = /^([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}))?$/.exec(part) ?? [];
  if (!code) return false;
  languages ??= new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  const isKnown = known.get(code) ?? languages.of(code) !== undefined;
  known.set(code, isKnown);
  return isKnown;
}
