import { extensible } from "../article/dialect.js";
import type { Dialect } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { isUnblank, rewrite } from "./fences.js";
import type { Profile, Settings, Site } from "./types.js";

export const mkdocs: Profile = {
  id: "mkdocs",
  name: "MkDocs",
  // https://www.mkdocs.org/user-guide/configuration/
  config: ["mkdocs.yml", "mkdocs.yaml"],
  detect: [{ files: ["mkdocs.yml", "mkdocs.yaml"] }],
  readsSettings: true,
  content: {
    folders: ["{docs_dir|docs}"],
    extensions: [".md", ".markdown"],
    ignores: ["{site_dir|site}/"],
    roots: ["{docs_dir|docs}"],
  },
  // https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data
  frontMatter: {
    yaml: "1.1",
    reads: isUnblank,
    reader: () => ({
      library: "PyYAML",
      // https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data
      titleIsHeading: true,
      unreadFence({ open, close, content }) {
        if (!/^---[ \t]*$/.test(open))
          return /^-{4,}[ \t]*$/.test(open) ? { part: "open", effect: "text", write: "---" } : rewrite("text");
        if (content === "") return rewrite("text");
        return /^(?:---|\.\.\.)[ \t]*$/.test(close) ? undefined : { part: "close", effect: "text", write: "---" };
      },
      dateKeys: [],
      date: () => undefined,
      switches: {},
    }),
  },
  // https://python-markdown.github.io/extensions/md_in_html/
  readsWholeElements: () => true,
  // https://www.mkdocs.org/user-guide/configuration/#markdown_extensions
  markdown: { parser: "Python-Markdown", dialect: extensible, wholeElements: "python-markdown", ofSite },
  init: { preset: "markdown-docs" },
};

/** The extensions of Python-Markdown that are on, with their options: https://www.mkdocs.org/user-guide/configuration/#markdown_extensions */
function extensionsIn({ markdown_extensions: listed = [] }: Settings): ReadonlyMap<string, Settings> | undefined {
  const entries = Array.isArray(listed) ? listed : isRecord(listed) ? [listed] : undefined;
  if (!entries) return undefined;
  const found = new Map<string, Settings>();
  for (const entry of ["toc", "tables", "fenced_code", ...entries])
    if (typeof entry === "string") found.set(shortName(entry), found.get(shortName(entry)) ?? {});
    else if (isRecord(entry))
      for (const [name, options] of Object.entries(entry)) found.set(shortName(name), isRecord(options) ? options : {});
    else return undefined;
  // https://python-markdown.github.io/extensions/extra/, https://facelessuser.github.io/pymdown-extensions/extensions/extra/
  const bundled = ["attr_list", "def_list", "footnotes", "md_in_html", "abbr", "tables"];
  if (found.has("extra") || found.has("pymdownx.extra"))
    for (const name of bundled) found.set(name, found.get(name) ?? {});
  return found;
}

const shortName = (name: string): string => name.replace(/^markdown\.extensions\./, "");

function ofSite({ settings, dependencies }: Pick<Site, "settings" | "dependencies">): Partial<Dialect> {
  const code = "hooks" in settings && { codeMakesIds: "hooks" };
  const extensions = extensionsIn(settings);
  // `INHERIT` names a file with more settings.
  if (!extensions || "INHERIT" in settings) return { ...code };
  const has = (...names: readonly string[]) => names.some((name) => extensions.has(name));
  const toc = extensions.get("toc") ?? {};
  const isDefault = !("slugify" in toc || "separator" in toc);
  const attributes = has("attr_list");
  return {
    ...code,
    ...(isOlder(dependencies?.get("markdown")) && { centerIsText: true }),
    footnotes: has("footnotes"),
    definitionLists: has("def_list"),
    admonitions: has("admonition", "pymdownx.details", "pymdownx.tabbed", "pymdownx.blocks.admonition") && "known",
    tasks: has("pymdownx.tasklist"),
    strikethrough: has("pymdownx.tilde", "mdx_del_ins"),
    ...(has("pymdownx.betterem") && { emphasis: "unknown" }),
    escapes: `\\\`*_{}[]()>#+-.!|${has("pymdownx.tilde") ? "~" : ""}${has("pymdownx.caret") ? "^" : ""}${has("pymdownx.arithmatex") ? "$" : ""}`,
    textMarks: [
      ...(has("pymdownx.mark") ? ["=="] : []),
      ...(has("pymdownx.caret") ? ["^^", "^"] : []),
      ...(has("pymdownx.tilde") ? ["~"] : []),
    ],
    keyboardKeys: has("pymdownx.keys"),
    ...(has("pymdownx.arithmatex") && { formulas: formulasOf(extensions.get("pymdownx.arithmatex")) }),
    abbreviations: has("abbr"),
    tocMark: true,
    altText: "with-emphasis",
    htmlEntities: true,
    superfences: has("pymdownx.superfences"),
    ...(!pluginsIn(settings).some((name) => /macros|jinja|template/.test(name)) && { templates: "none" }),
    ...(has("pymdownx.magiclink")
      ? { bareUrls: "magiclink" }
      : !has("mdx_linkify", "mdx_urlize") && { bareUrls: "none" }),
    ...(!attributes && { attributeLists: false }),
    ...(!has("md_in_html") && { markdownAttribute: false }),
    ...(isDefault && { headingIdStyle: attributes ? "python-markdown-attributes" : "python-markdown" }),
  };
}

/** Whether a requirement such as `==3.4.1` or `<3.4` allows no Python-Markdown 3.5. */
function isOlder(requirement = ""): boolean {
  const [, operator, minor] = /(===?|<=?)\s*3\.(\d+)/.exec(requirement) ?? [];
  return operator !== undefined && Number(minor) < (operator === "<" ? 6 : 5);
}

/** https://facelessuser.github.io/pymdown-extensions/extensions/arithmatex/#options */
function formulasOf({
  block_syntax: blocks = ["dollar", "square", "begin"],
  inline_syntax: inline = ["dollar", "round"],
  smart_dollar: isSmart = true,
}: Settings = {}): NonNullable<Dialect["formulas"]> {
  const listed = (value: unknown, name: string): boolean => Array.isArray(value) && value.includes(name);
  return {
    blocks: (["dollar", "square", "begin"] as const).filter((name) => listed(blocks, name)),
    inline: (["dollar", "round"] as const)
      .filter((name) => listed(inline, name))
      .map((name) => (name === "dollar" && isSmart === false ? "anyDollar" : name)),
  };
}

/** https://www.mkdocs.org/user-guide/configuration/#plugins */
function pluginsIn({ plugins }: Settings): string[] {
  const entries = Array.isArray(plugins) ? plugins : [plugins];
  return entries.flatMap((entry) => (isRecord(entry) ? Object.keys(entry) : typeof entry === "string" ? [entry] : []));
}
