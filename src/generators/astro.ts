import { commonMark, mdx } from "../article/dialect.js";
import type { Dialect } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { isUnblank, rewrite } from "./fences.js";
import type { Profile, Site } from "./types.js";
import { unreadAt } from "./unread.js";

export const astro: Profile = {
  id: "astro",
  name: "Astro",
  // https://docs.astro.build/en/guides/configuring-astro/#supported-config-file-types
  config: ["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs"],
  detect: [
    { files: ["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs"] },
    { dependency: "astro" },
  ],
  // https://docs.astro.build/en/basics/project-structure/
  readsSettings: true,
  content: {
    folders: ["{srcDir|src}/content", "{srcDir|src}/data", "{srcDir|src}/pages"],
    extensions: [".md", ".mdx", ".markdown", ".html"],
    // https://docs.astro.build/en/guides/routing/#excluding-pages
    partials: /^_/,
    ignores: ["{outDir|dist}/", ".astro/"],
    roots: ["{publicDir|public}"],
  },
  // https://github.com/withastro/astro/blob/main/packages/markdown/remark/src/frontmatter.ts; the schema of a collection decides
  // what dates and switches mean.
  frontMatter: {
    yaml: "js-yaml-4",
    reads: (lead) => isUnblank(lead) || /\n$/.test(lead),
    reader: () => ({
      library: "js-yaml",
      unreadFence({ open, close }) {
        const mark = open.slice(0, 3);
        if (mark !== "---" && mark !== "+++") return rewrite("text");
        if (!/^(?:---|\+\+\+)[ \t]*$/.test(open))
          return /^-{4,}[ \t]*$/.test(open) ? { part: "open", effect: "fails", write: "---" } : rewrite("fails");
        return close.startsWith(mark) ? undefined : { part: "close", effect: "text", write: mark };
      },
      dateKeys: [],
      date: () => undefined,
      switches: {},
    }),
  },
  // https://docs.astro.build/en/guides/markdown-content/, https://docs.astro.build/en/guides/integrations-guide/mdx/
  markdown: {
    parser: "remark",
    dialect: {
      ...commonMark,
      emphasis: "micromark",
      dropsUnfinished: true,
      unusedFootnotes: "hidden",
      bareUrls: "micromark",
      singleTilde: true,
      templates: "none",
    },
    mdx,
    ofSite,
  },
  init: { preset: "recommended", schema: "preset:astro" },
};

/** https://docs.astro.build/en/guides/markdown-content/#heading-ids */
function ofSite({ settings, dependencies }: Partial<Site> & Pick<Site, "settings">): Partial<Dialect> {
  const markdown = isRecord(settings.markdown) ? settings.markdown : {};
  const isUnread = unreadAt(settings, "markdown") !== undefined || unreadAt(markdown, "smartypants") !== undefined;
  const changes = isUnread || markdown.smartypants === false;
  const packages = [...(dependencies?.keys() ?? [])];
  if (packages.includes("rehype-slug")) return { headingIdStyle: "rehype-slug" };
  return changes || packages.some(isIdPlugin) ? {} : { headingIdStyle: "astro" };
}

/** Packages that give headings other ids. */
function isIdPlugin(name: string): boolean {
  const start = name.search(/(?:rehype|remark)-/);
  return start !== -1 && /slug|heading-?id|header-?id|attr/.test(name.slice(start));
}
