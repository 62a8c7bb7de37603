import { extensible } from "../article/dialect.js";
import type { AttributeMarks, Dialect } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { grayMatterFence, isUnblank } from "./fences.js";
import type { Profile, Settings, Site } from "./types.js";
import { mayState, unreadAt } from "./unread.js";
import { idsChangedBy, slugSteps } from "./vitepress-ids.js";

/** The root of the site is the folder that holds `.vitepress`. */
export const vitepress: Profile = {
  id: "vitepress",
  name: "VitePress",
  // https://vitepress.dev/reference/site-config#config-resolution
  config: [
    ".vitepress/config.js",
    ".vitepress/config.ts",
    ".vitepress/config.mjs",
    ".vitepress/config.mts",
    ".vitepress/config/index.js",
    ".vitepress/config/index.ts",
    ".vitepress/config/index.mts",
  ],
  detect: [{ files: [".vitepress"] }],
  // https://vitepress.dev/guide/routing#root-and-source-directory
  readsSettings: true,
  content: {
    folders: ["{srcDir|.}"],
    extensions: [".md"],
    ignores: [".vitepress/", "{outDir|.vitepress/dist}/"],
    roots: ["{srcDir|.}/public"],
  },
  // https://vitepress.dev/reference/frontmatter-config; themes decide what dates and switches mean.
  frontMatter: {
    yaml: "js-yaml-3",
    reads: isUnblank,
    reader: () => ({
      library: "js-yaml",
      // https://vitepress.dev/reference/frontmatter-config#title
      titleIsHeading: true,
      unreadFence: grayMatterFence(["yaml", "yml", "json", "js", "javascript"]),
      dateKeys: [],
      date: () => undefined,
      switches: {},
    }),
  },
  // https://vitepress.dev/guide/using-vue, https://vitepress.dev/guide/markdown#custom-containers
  markdown: {
    parser: "markdown-it",
    dialect: {
      ...extensible,
      vue: true,
      containers: true,
      templates: "vue",
      altText: "without-code",
      htmlEntities: true,
    },
    ofSite,
  },
  init: { preset: "markdown-docs" },
};

/** https://vitepress.dev/reference/site-config#markdown: plugins may change how Markdown is read, and options the ids. */
function ofSite({ settings, dependencies, root }: Partial<Site> & Pick<Site, "settings">): Partial<Dialect> {
  const { markdown = {} } = settings;
  // Many sites have their settings in another file: `{ ...shared, locales }`.
  const isUnread = !isRecord(markdown) || unreadAt(settings, "markdown") !== undefined;
  const attributeMarks = isUnread ? undefined : attributeMarksIn(markdown);
  const isChanged = isUnread || attributeMarks === "unknown" || mayState(markdown, "slugify");
  const codeMakesIds = idsChangedBy({ settings, root });
  const headingIdSteps = slugSteps(settings);
  const dollarFormulas = isRecord(markdown) && markdown.math === true;
  const hasPlugins = [...(dependencies?.keys() ?? [])].some(
    (name) => /markdown-it|mdit|vitepress-plugin/.test(name) && !(dollarFormulas && name === "markdown-it-mathjax3"),
  );
  return {
    // https://vitepress.dev/guide/markdown#math-equations
    ...(dollarFormulas && { dollarFormulas }),
    ...(!hasPlugins && {
      footnotes: false,
      definitionLists: false,
      admonitions: false,
      tasks: false,
      bareUrls: "linkify-schemes",
      // https://vitepress.dev/guide/markdown#custom-containers, https://vitepress.dev/reference/site-config#markdown (`config`)
      ...(!isUnread && !mayState(markdown, "config") && { containers }),
    }),
    ...(attributeMarks !== undefined && { attributeLists: false }),
    ...(attributeMarks !== undefined && attributeMarks !== "unknown" && { attributeMarks }),
    ...(codeMakesIds === undefined
      ? !isChanged && { headingIdStyle: "vitepress", ...(headingIdSteps && { headingIdSteps }) }
      : { codeMakesIds }),
  };
}

/** https://github.com/arve0/markdown-it-attrs#options, and of VitePress 2 https://mdit-plugins.github.io/attrs.html#options */
function attributeMarksIn(markdown: Settings): AttributeMarks | "unknown" | undefined {
  const { attrs } = markdown;
  if (unreadAt(markdown, "attrs")) return "unknown";
  if (attrs === undefined) return undefined;
  if (!isRecord(attrs)) return attrs === false ? "none" : "unknown";
  if (["*", "disable", "left", "right", "leftDelimiter", "rightDelimiter"].some((key) => unreadAt(attrs, key)))
    return "unknown";
  if (attrs.disable === true) return "none";
  const { left = attrs.leftDelimiter ?? "{", right = attrs.rightDelimiter ?? "}" } = attrs;
  if (typeof left !== "string" || typeof right !== "string" || left === "" || right === "") return "unknown";
  return left === "{" && right === "}" ? undefined : [left, right];
}

const containers = ["tip", "info", "warning", "danger", "details", "v-pre", "raw", "code-group"];
