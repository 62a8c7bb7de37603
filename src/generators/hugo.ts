import { commonMark } from "../article/dialect.js";
import type { Dialect, FrontMatterReader, HeadingIdStyle } from "../article/types.js";
import { anyText } from "../platform/any-text.js";
import { isRecord } from "../platform/is-record.js";
import { goTime, momentOf, none, onMachines, zoneOffset } from "./dates.js";
import { rewrite } from "./fences.js";
import { hugoPath } from "./routes/hugo-path.js";
import { hugoSettings } from "./routes/hugo-settings.js";
import type { Profile, Settings, Site } from "./types.js";

export const hugo: Profile = {
  id: "hugo",
  name: "Hugo",
  // https://gohugo.io/configuration/introduction/#configuration-file
  config: [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.yaml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
  ],
  configFolders: ["config/_default", "config/production"],
  detect: [
    { files: ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"] },
    { files: ["config"], paths: ["config/_default"] },
    {
      files: ["config.toml", "config.yaml", "config.yml", "config.json"],
      keys: ["baseURL", "baseurl", "languageCode", "contentDir"],
    },
    {
      files: ["config.toml", "config.yaml", "config.yml", "config.json"],
      paths: ["{contentDir|content}", "archetypes"],
    },
  ],
  readsSettings: true,
  content: {
    folders: ["{contentDir|content}"],
    extensions: [".md", ".markdown", ".html", ".htm"],
    ignores: ["{publishDir|public}/", "resources/", "layouts/", "archetypes/", "themes/"],
    roots: ["{staticDir|static}"],
  },
  frontMatter: { yaml: "go-yaml", reads: () => true, reader },
  // Hugo 0.111.3: names with one path are one term.
  tagKey(settings) {
    const { paths } = hugoSettings(settings);
    return (name) => hugoPath(name, paths);
  },
  // https://gohugo.io/configuration/markup/#goldmark
  markdown: {
    parser: "goldmark",
    dialect: { ...commonMark, unusedFootnotes: "hidden", definitionLists: true, templates: "shortcodes" },
    ofSite,
  },
  init: { preset: "recommended", schema: "preset:hugo" },
};

const styles: Readonly<Record<string, HeadingIdStyle>> = {
  github: "goldmark",
  "github-ascii": "goldmark-ascii",
  blackfriday: "blackfriday",
};

/** Keys are compared without regard to case. */
const of = (value: unknown, key: string): unknown =>
  isRecord(value) ? Object.entries(value).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] : undefined;

const isGoldmark = (markup: unknown): boolean => (of(markup, "defaultMarkdownHandler") ?? "goldmark") === "goldmark";

/**
 * How headings, and `anchorize` in templates, make ids; `undefined` if that is not known.
 *
 * https://gohugo.io/configuration/markup/#parserautoheadingidtype
 */
export function hugoIdStyle({ markup }: Settings): HeadingIdStyle | undefined {
  if (!isGoldmark(markup)) return undefined;
  return styles[anyText(of(of(of(markup, "goldmark"), "parser"), "autoHeadingIDType") ?? "github")];
}

function ofSite({ settings: { markup } }: Pick<Site, "settings">): Partial<Dialect> {
  if (!isGoldmark(markup)) return {};
  const parser = of(of(markup, "goldmark"), "parser");
  const extensions = of(of(markup, "goldmark"), "extensions");
  const headingIdStyle = hugoIdStyle({ markup });
  return {
    bareUrls: of(extensions, "linkify") === false ? "none" : "goldmark",
    ...(of(of(of(markup, "goldmark"), "renderer"), "unsafe") !== true && { dropsHtml: true }),
    ...(of(parser, "autoDefinitionTermID") === true && { definitionTermIds: true }),
    ...(headingIdStyle && of(parser, "autoHeadingID") !== false && { headingIdStyle }),
  };
}

/** https://gohugo.io/content-management/front-matter/, https://github.com/gohugoio/hugo/tree/master/parser/pageparser */
function reader({ timeZone, timezone }: Settings): FrontMatterReader {
  const zone = [timeZone, timezone].find((name): name is string => typeof name === "string" && name !== "");
  return {
    library: "go-yaml",
    repeatedKeys: "last",
    readsFenceLines: true,
    unreadFence({ open, close }) {
      if (open === "{" || /^\+\+\+(?!\+)/.test(open)) return undefined;
      if (open.startsWith(";")) return rewrite("text");
      // Values may begin on the line of the fence.
      if (!/^---(?: *$|[ \t]*(?:#|\{|\S[^:]*:(?:\s|$)))/.test(open))
        return /^-+[ \t]*$/.test(open) ? { part: "open", effect: "fails", write: "---" } : rewrite("fails");
      return close.startsWith("---") ? undefined : { part: "close", effect: "fails", write: "---" };
    },
    dateKeys: ["date", "publishDate", "pubdate", "published", "lastmod", "modified", "expiryDate", "unpublishdate"],
    date({ text, plain, language }) {
      if (text === "") return none;
      if (plain && /^-?\d+$/.test(text)) return onMachines(none, () => Number(text) * 1000);
      // A plain TOML date is read by the TOML parser, whose formats are a part of these.
      const found = goTime(
        language === "toml" && plain ? text.replace(/^(\S+)[ t](?=\d)/, "$1T").replace(/z$/, "Z") : text,
      );
      return found
        ? onMachines(none, () => momentOf(found, zone === undefined ? 0 : (zoneOffset(zone, found.asUtc) ?? 0)))
        : none;
    },
    // https://github.com/spf13/cast (ToBoolE)
    switches: {
      draft: { hides: (value) => toBool(value) === true, hiding: "true" },
      published: { hides: (value) => toBool(value) === false, hiding: "false" },
    },
  };
}

function toBool(value: unknown): boolean | undefined {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value !== "string") return undefined;
  return /^(?:1|t|T|TRUE|true|True)$/.test(value)
    ? true
    : /^(?:0|f|F|FALSE|false|False)$/.test(value)
      ? false
      : undefined;
}
