import path from "node:path";
import { commonMark } from "../article/dialect.js";
import type { Dialect, FrontMatterReader } from "../article/types.js";
import { anyText } from "../platform/any-text.js";
import { isRecord } from "../platform/is-record.js";
import { existsSync } from "../platform/observed-fs.js";
import { ecmaScriptDate, fails, jsYamlTimestamp, momentOf, onMachines } from "./dates.js";
import { grayMatterFence, isUnblank } from "./fences.js";
import { isFormat } from "./markdown.js";
import { tagKey } from "./routes/docusaurus-tags.js";
import type { MarkdownFormat, Profile, Settings, Site } from "./types.js";
import { unreadAt } from "./unread.js";

export const docusaurus: Profile = {
  id: "docusaurus",
  name: "Docusaurus",
  // https://docusaurus.io/docs/configuration
  config: [
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "docusaurus.config.mts",
  ],
  detect: [
    {
      files: [
        "docusaurus.config.js",
        "docusaurus.config.ts",
        "docusaurus.config.mjs",
        "docusaurus.config.cjs",
        "docusaurus.config.mts",
      ],
    },
  ],
  content: {
    // https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#path
    folders: ["{presets.0.1.docs.path|docs}", "blog", "."],
    extensions: [".md", ".mdx"],
    // https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#exclude
    partials: /^_/,
    ignores: ["build/", ".docusaurus/"],
    roots: ["{staticDirectories.0|static}"],
  },
  // https://docusaurus.io/docs/installation#monorepos
  beside: "website",
  package: "@docusaurus/core",
  readsSettings: true,
  frontMatter: { yaml: "js-yaml-4", reads: isUnblank, reader },
  // https://docusaurus.io/docs/api/docusaurus-config#markdown
  tagKey: () => tagKey,
  markdown: {
    parser: "MDX",
    dialect: {
      ...commonMark,
      unusedFootnotes: "hidden",
      containers: "directives",
      emphasis: "micromark",
      dropsUnfinished: true,
      bareUrls: "micromark-directives",
      singleTilde: true,
      templates: "none",
    },
    ofSite,
    formatKey: ["mdx", "format"],
    format,
    // https://docusaurus.io/docs/markdown-features/react#mdx-component-scope
    modules: {
      aliases: { "@site/": "" },
      theme: "src/theme",
      globals: "@site/src/theme/MDXComponents",
      standard: /^(?:Head|Details)$/,
    },
    // The folders of its plugins, such as `docs` and `src/pages`. In the root are files about the site, such as README.md.
    readsIn: (folder) => folder !== "",
  },
  init: { preset: "markdown-docs" },
};

/** https://docusaurus.io/docs/api/docusaurus-config#markdown (`anchors`) */
function ofSite({ settings, root, version }: Pick<Site, "settings"> & Partial<Site>): Partial<Dialect> {
  const markdown = isRecord(settings.markdown) ? settings.markdown : {};
  const anchors = isRecord(markdown.anchors) ? markdown.anchors : {};
  const isUnread = unreadAt(settings, "markdown") !== undefined || unreadAt(markdown, "anchors") !== undefined;
  const keepsCase =
    isUnread || unreadAt(anchors, "maintainCase") !== undefined || (anchors.maintainCase ?? false) !== false;
  // The site has headings of its own.
  const isReplaced = root !== undefined && existsSync(path.join(root, "src/theme/Heading"));
  return {
    // Before version 3, colons and names may have spaces between them.
    ...(isOld(version) && { containers: true }),
    ...(!isReplaced && !keepsCase && { headingIdStyle: "docusaurus" }),
  };
}

const isOld = (version: string | undefined): boolean => /^\D{0,2}[12](?:\.|$)/.test(version ?? "");

/** The setting, as in https://github.com/facebook/docusaurus/blob/main/packages/docusaurus-mdx-loader/src/format.ts */
function format(settings: Settings, version: string | undefined): MarkdownFormat | undefined {
  // Docusaurus 2 has MDX 1, which reads more HTML. A configuration without a known key could not be read.
  if (isOld(version) || Object.keys(settings).length === 0) return undefined;
  const { markdown } = settings;
  if (unreadAt(settings, "markdown") ?? unreadAt(markdown, "format")) return undefined;
  const chosen = isRecord(markdown) ? markdown.format : undefined;
  return isFormat(chosen) ? chosen : "mdx";
}

/** https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#markdown-front-matter */
function reader(): FrontMatterReader {
  return {
    library: "js-yaml",
    // https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#markdown-front-matter
    titleIsHeading: true,
    unreadFence: grayMatterFence(["yaml", "yml", "json", "js", "javascript"]),
    dateKeys: ["date"],
    date({ text, plain, language }) {
      const timestamp = plain && language === "yaml" ? jsYamlTimestamp(text) : undefined;
      return onMachines(fails, (machine) =>
        timestamp ? momentOf(timestamp, 0) : plain && /^\d+$/.test(text) ? Number(text) : ecmaScriptDate(text, machine),
      );
    },
    switches: {
      draft: {
        hides: (value) => value === true || (typeof value === "string" && value.toLowerCase() === "true"),
        refuses: (value) => typeof value !== "boolean" && !/^(?:true|false)$/i.test(anyText(value)),
        hiding: "true",
      },
    },
  };
}
