import { type Article, cut, defineRule, latecomers, listed, type Range, type SiteEntry, t } from "../../src/rule.js";

interface Summary {
  /** Articles of two languages are two sites; `""` if none is said. */
  readonly language: string;
  /** What must be unique: key, value as it is compared, value as it is written, place. */
  readonly values: readonly (readonly [key: string, value: string, shown: string, at: Range])[];
}

export default defineRule({
  name: "site/unique",
  summary: "No two articles have the same address or id",
  severity: "error",
  presets: { "rss-archive": ["error", { titles: false }] },
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: ["permalink", "url", "slug", "id"],
      description: "keys of the front matter whose values must differ",
    },
    withinFolder: {
      type: "array",
      items: { type: "string" },
      default: ["slug", "id"],
      description: "those of them that must differ within one folder only, unless the value begins with a slash",
    },
    titles: {
      type: "boolean",
      default: true,
      description: "warn of articles in one folder that have the same title",
    },
  },
  messages: {
    same: (d: { key: string; value: string; others: readonly string[] }) =>
      t(
        "site/unique.same",
        'the {key} "{value}" is also that of {others}, and one takes the place of the other: give each its own',
        { key: d.key, value: d.value, others: listed(d.others) },
      ),
    title: (d: { value: string; others: readonly string[] }) =>
      t(
        "site/unique.title",
        'the title "{value}" is also that of {others}: say in each what the article is about, or remove one',
        { value: d.value, others: listed(d.others) },
      ),
  },

  site: {
    summarize(article, { options }): Summary | undefined {
      const data = article.encodingProblem ? undefined : article.frontMatter?.data;
      if (!data || isDraft(article.path, data)) return undefined;
      const values: Summary["values"][number][] = [];
      for (const key of new Set(options.titles ? [...options.keys, "title"] : options.keys)) {
        const written = Object.hasOwn(data, key) ? data[key] : undefined;
        if (typeof written !== "string" && typeof written !== "number") continue;
        const value = compared(key, String(written));
        const at = article.frontMatter?.place([key], "value");
        if (value !== "" && at) values.push([key, value, cut(String(written).trim()), at]);
      }
      return values.length > 0 ? { language: languageOf(article, data), values } : undefined;
    },

    check(entries, { options, report }) {
      const groups = new Map<string, { entry: SiteEntry<Summary>; linted: boolean; at: Range; shown: string }[]>();
      for (const entry of entries) {
        const { language, values } = entry.summary;
        for (const [key, value, shown, at] of values) {
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
        for (const member of latecomers(members)) {
          const { entry, at, shown } = member;
          const others = members.filter((other) => other !== member).map((other) => other.entry.path);
          // A key that somebody wants compared as an address says more than its being the title.
          if (key === "title" && !options.keys.includes("title"))
            report(entry, "title", { at, data: { value: shown, others }, severity: "warning" });
          else report(entry, "same", { at, data: { key, value: shown, others } });
        }
      }
    },
  },
});

/** What is not published has no address yet; a new version of an article often is a draft with the old one's. */
const isDraft = (path: string, data: Readonly<Record<string, unknown>>): boolean =>
  data.draft === true || data.published === false || /(?:^|\/)_drafts\//.test(path);

/** Jekyll's names for forms of permalinks: https://jekyllrb.com/docs/permalinks/#built-in-formats */
const forms = new Set(["date", "pretty", "ordinal", "weekdate", "none"]);

/** A value without what makes no difference; `""` if it names no one thing. */
function compared(key: string, written: string): string {
  const value = written.trim();
  if (/\{\{|\{%|<%/.test(value)) return "";
  if (key !== "permalink" && key !== "url") return value;
  // `/:year/:title/` is a pattern.
  if (/(?:^|[/-]):\w/.test(value) || forms.has(value)) return "";
  const address = value.replace(/(^|\/)index\.html?$/, "$1");
  return /^\/|^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `/${address}`;
}

/** The folder of an article. That of a folder with nothing but the article in it (`post/index.md`) is the one above. */
function folderOf(path: string, key: string): string {
  const folders = path.split("/").slice(0, -1);
  // Not so of titles: `guide/index.md` is the page of a folder, and many are called "Overview".
  if (key !== "title" && /\/index\.[^/]+$/.test(path)) folders.pop();
  return folders.join("/");
}

function languageOf({ path }: Article, data: Readonly<Record<string, unknown>>): string {
  for (const key of ["lang", "language", "locale"]) {
    const said = data[key];
    if (typeof said === "string" && said.trim() !== "") return said.trim().toLowerCase();
  }
  // `zh-cn/post.md`, `post.zh.md`
  const parts = path.toLowerCase().split(/[/.]/).slice(0, -1);
  return parts.findLast(isLanguage) ?? "";
}

/** Made when a path needs it: that takes longer than to look at an article. */
let languages: Intl.DisplayNames | undefined;
const known = new Map<string, boolean>();

/** Whether a part of a path is a language's code: two letters that CLDR knows, with a script or region (BCP 47). */
function isLanguage(part: string): boolean {
  const [, code] = /^([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}))?$/.exec(part) ?? [];
  if (!code) return false;
  languages ??= new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  const isKnown = known.get(code) ?? languages.of(code) !== undefined;
  known.set(code, isKnown);
  return isKnown;
}
