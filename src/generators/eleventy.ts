import { extensible } from "../article/dialect.js";
import type { Dialect, FrontMatterReader } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { fails, jsYamlTimestamp, luxonIso, momentOf, none, onMachines, special } from "./dates.js";
import { grayMatterFence, isUnblank } from "./fences.js";
import { configCalls } from "./routes/eleventy-plugins.js";
import type { Profile, Settings, Site } from "./types.js";
import { unreadKeys } from "./unread.js";

export const eleventy: Profile = {
  id: "eleventy",
  name: "Eleventy",
  // https://www.11ty.dev/docs/config/#default-filenames
  config: [".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"],
  detect: [
    {
      files: [".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"],
    },
    { dependency: "@11ty/eleventy" },
  ],
  readsSettings: true,
  content: {
    folders: ["{dir.input|.}/posts", "{dir.input|.}/content", "{dir.input|.}/blog", "{dir.input|.}"],
    extensions: [".md", ".html", ".htm"],
    // https://www.11ty.dev/docs/config/#directory-for-includes
    ignores: [
      "{dir.output|_site}/",
      "{dir.input|.}/{dir.includes|_includes}/",
      "{dir.input|.}/{dir.layouts|_layouts}/",
      "{dir.input|.}/{dir.data|_data}/",
    ],
    roots: ["{dir.input|.}/public", "public", "{dir.input|.}"],
  },
  frontMatter: { yaml: "js-yaml-4", reads: isUnblank, reader, key: enginesOf },
  // https://www.11ty.dev/docs/languages/markdown/
  markdown: { parser: "markdown-it", dialect: extensible, ofSite },
  init: { preset: "recommended" },
};

/** Without another package for Markdown, it is markdown-it as Eleventy sets it: https://www.11ty.dev/docs/languages/markdown/ */
function ofSite({ dependencies, version, settings = {} }: Partial<Site>): Partial<Dialect> {
  const names = [...(dependencies?.keys() ?? [])];
  if (names.length === 0 || names.some((name) => /markdown|remark|mdit|mdx|footnote/.test(name))) return {};
  // Eleventy 2 is the first that reads no indented code.
  const readsIndented = /^\D{0,2}[01](?:\.|$)/.test(version ?? "");
  return {
    footnotes: false,
    definitionLists: false,
    admonitions: false,
    bareUrls: "none",
    tasks: false,
    altText: "without-code",
    // Without its folders, the configuration may be one that cannot be read.
    ...((settings.markdownTemplateEngine ?? (settings.dir && "liquid")) === "liquid" && { templates: "liquid" }),
    ...(version !== undefined && !readsIndented && { indentedCode: false }),
  };
}

/** The languages that the site adds: https://www.11ty.dev/docs/data-frontmatter-customize/ */
function enginesOf(settings: Settings): string[] {
  const options = configCalls(settings).filter(({ name }) => name === "setFrontMatterParsingOptions");
  return options.flatMap(({ args: [one] }) => {
    const engines = isRecord(one) ? one.engines : undefined;
    return isRecord(engines) ? [...Object.keys(engines), ...unreadKeys(engines).keys()] : [];
  });
}

/** https://www.11ty.dev/docs/data-frontmatter/, https://www.11ty.dev/docs/dates/ */
function reader(settings: Settings): FrontMatterReader {
  return {
    library: "js-yaml",
    unreadFence: grayMatterFence(["yaml", "yml", "json", "js", "javascript", "node", ...enginesOf(settings)]),
    dateKeys: ["date"],
    date({ text, plain, language }) {
      if (text === "" || (plain && /^(?:0|~|null|false)$/.test(text))) return none;
      if (/^(?:git )?(?:last modified|created)$/i.test(text)) return special;
      if (plain && /^[-+]?\d+$/.test(text)) return fails;
      const found = (plain && language === "yaml" ? jsYamlTimestamp(text) : undefined) ?? luxonIso(text);
      return found ? onMachines(fails, () => momentOf(found, 0)) : fails;
    },
    // https://www.11ty.dev/docs/permalinks/#skip-writing-to-the-file-system
    switches: { permalink: { hides: (value) => value === false, hiding: "false" } },
  };
}
