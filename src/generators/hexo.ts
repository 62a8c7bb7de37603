import { extensible } from "../article/dialect.js";
import type { Dialect, FrontMatterReader } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { ecmaScriptDate, jsYamlTimestamp, none, onMachines, zoneOffset } from "./dates.js";
import { isUnblank, rewrite } from "./fences.js";
import type { Profile, Settings, Site } from "./types.js";

export const hexo: Profile = {
  id: "hexo",
  name: "Hexo",
  // https://hexo.io/docs/setup, https://hexo.io/docs/configuration
  config: ["_config.yml", "_config.yaml", "_config.json"],
  detect: [
    { files: ["_config.yml", "_config.yaml", "_config.json"], dependency: "hexo" },
    { files: ["_config.yml"], paths: ["{source_dir|source}/_posts"], without: ["Gemfile"] },
    {
      files: ["_config.yml"],
      keys: ["source_dir", "new_post_name", "post_asset_folder", "skip_render", "default_layout"],
    },
  ],
  readsSettings: true,
  content: {
    folders: ["{source_dir|source}/_posts", "{source_dir|source}"],
    extensions: [".md", ".markdown", ".html", ".htm"],
    ignores: ["{public_dir|public}/", "scaffolds/", "themes/"],
    roots: ["{source_dir|source}"],
  },
  frontMatter: {
    yaml: "js-yaml-4",
    // hexo-front-matter removes one line break before it looks for the fence, and no line with spaces.
    reads: (lead) => isUnblank(lead.replace(/\r?\n$/, "")),
    reader,
  },
  // https://github.com/hexojs/hexo-renderer-marked#options
  markdown: { parser: "marked", dialect: { ...extensible, templates: "nunjucks", extractsCode: true }, ofSite },
  init: { preset: "recommended", schema: "preset:hexo" },
};

/** Settings on which ids of headings and bare URLs depend. */
const settingsOfMarked = [
  "headerIds",
  "modifyAnchors",
  "anchorAlias",
  "smartypants",
  "quotes",
  "gfm",
  "pedantic",
  "autolink",
];

/** Plugins of the site decide how Markdown is read: https://hexo.io/plugins/ */
function ofSite({ settings, dependencies }: Pick<Site, "settings" | "dependencies">): Partial<Dialect> {
  const renderers = [...(dependencies?.keys() ?? [])].filter((name) => markdownRenderer.test(name));
  const [renderer] = renderers;
  if (renderer === undefined || renderers.length > 1) return {};
  const has = (part: RegExp) => [...(dependencies?.keys() ?? [])].some((name) => part.test(name));
  const plain = {
    footnotes: has(/footnote|reference/),
    definitionLists: has(/definition|deflist/),
    admonitions: has(/admonition|callout|alert|note(?!foot)/),
  };
  const { marked, markdown } = settings;
  if (renderer === "hexo-renderer-marked") {
    const isDefault = !isRecord(marked) || !settingsOfMarked.some((key) => key in marked);
    const headingIdStyle = unescapes(dependencies?.get(renderer) ?? "") ? "marked" : "marked-references";
    return isDefault ? { ...plain, ...markedSyntax, headingIdStyle } : {};
  }
  return renderer === "hexo-renderer-markdown-it" && markdown === undefined
    ? { ...plain, bareUrls: "linkify", tasks: false, altText: "without-code", headingIdStyle: "hexo-markdown-it" }
    : {};
}

/** https://github.com/markedjs/marked/blob/master/src/rules.ts */
const markedSyntax = {
  bareUrls: "marked",
  tabsInParagraphs: true,
  singleTilde: true,
  linkNesting: true,
  altText: "source",
  htmlEntities: true,
} as const;

/** Whether ids of headings are made of decoded text: since hexo-renderer-marked 6.1.1. A range such as `^6.0.0` installs a later one. */
const unescapes = (version: string): boolean =>
  !(
    Number(/\d+/.exec(version)?.[0] ?? Number.POSITIVE_INFINITY) < 6 ||
    /^=?(?:6\.0\.0|6\.1\.0|~6\.0\.\d+)$/.test(version)
  );

const markdownRenderer =
  /^(?:@[^/]+\/)?hexo-(?:renderer-)?.*(?:marked|markdown|pandoc|kramed|mdx?$|remark|asciidoc|org)/;

/** https://github.com/hexojs/hexo-front-matter, https://github.com/hexojs/hexo/blob/master/lib/plugins/processor/common.ts */
function reader({ timezone }: Settings): FrontMatterReader {
  const zone = typeof timezone === "string" && timezone.trim() !== "" ? timezone.trim() : undefined;
  return {
    library: "js-yaml",
    readsLooseFences: true,
    unreadFence({ open, close, content }) {
      if (/^-{3,}[ \t]+$/.test(open)) return { part: "open", effect: "text", write: open.trim() };
      if (open === "") return undefined;
      if (content === "") return rewrite("text");
      if (!/^(?:-{3,}|;{3,})$/.test(open)) return rewrite("text");
      if (open.startsWith(";") && /^\s*\{/.test(content)) return rewrite("text");
      if (!close.startsWith(open)) return { part: "close", effect: "text", write: open };
      return undefined;
    },
    // Themes list the titles of posts. A page, such as the home page, may have a layout that shows none.
    titleIsOptional: (path) => !/(?:^|\/)(?:_posts|_drafts)\//.test(path),
    dateKeys: ["date", "updated"],
    date({ text, plain, language }) {
      if (text === "" || (plain && text === "0")) return none;
      const timestamp = plain && language === "yaml" ? jsYamlTimestamp(text) : undefined;
      return onMachines(none, (machine) => {
        // hexo-front-matter adds the zone of the machine to a YAML timestamp, even to one with a zone.
        const read = timestamp
          ? timestamp.asUtc - ((timestamp.offset ?? 0) + machine) * 60_000
          : plain && /^\d+$/.test(text)
            ? Number(text)
            : ecmaScriptDate(text, machine);
        if (read === undefined || zone === undefined) return read;
        // With `timezone`, Hexo moves each date by the difference between that zone and the machine's.
        const target = zoneOffset(zone, read);
        return target === undefined ? undefined : read - (target - machine) * 60_000;
      });
    },
    // https://github.com/hexojs/warehouse/blob/master/src/types/boolean.ts
    switches: {
      published: {
        hides: (value) => value === false || value === 0 || value === "" || value === "false" || value === "0",
        hiding: "false",
      },
    },
  };
}
