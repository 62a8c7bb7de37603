/** The ids that templates of the site give the page of an article: its layout, and what the article includes. */
import { append } from "../platform/lists.js";
import { type TagArguments, tagValues } from "./tag-arguments.js";
import type { Body, FoundIds, IdParts, TemplateIds } from "./types.js";

/**
 * Markup for which the generator inserts content from elsewhere: included files (Liquid, Hugo, mdBook, VitePress, MkDocs
 * snippets).
 */
const inserts =
  /\{%-?\s*(?:include|render|import|from|embed)|\{\{#|\{\{[<%]-?\s*[\w/-]*(?:include|readfile|embed|render|partial|snippet)|\{\{-?\s*(?:partial|include|template|content|render)|<!--\s*@?include|--8<--/gm;
const importsMarkdown = /^import\s[^;\n]{0,200}\bfrom\s+["'][^"'\n]{1,200}\.mdx?["']/m;

/** `{% include a.html id="b" %}` */
const includeTag = /\{%-?\s*(\w+)\s+("[^"{}\n]*"|'[^'{}\n]*'|[^\s"'{}%,]+(?=[\s,%]))([^{}%]{0,2000})%\}/y;

/** A shortcode of Hugo, with its name, and its arguments with what ends it before `}}`. */
const shortcode = /\{\{[<%]-?\s*([\w/.-]+)(?![\w/.-])([^\n{}]{1,2000})\}\}/g;
const shortcodeAt = /\{\{[<%]-?\s*([\w/.-]+)/y;

/** A shortcode of Hugo alone on its line, with its name. */
const shortcodeLine = /^[ \t]*\{\{[<%]-?\s*([\w/-]+)[^\n]{0,500}[>%]\}\}[ \t\r]*$/gm;
/** Shortcodes that make no headings. */
const inert =
  /^(?:figure|img|image|picture|gallery|video|audio|youtube|vimeo|tweet|x|gist|highlight|instagram|ref|relref|qr|param)$/;

/** The beginning of a tag of Liquid or Nunjucks, with its name. */
const tagStart = /\{%-?\s*([a-zA-Z_][\w-]*)/g;
/**
 * Tags that make no headings and no ids: those of Liquid, Jekyll and its plugins (https://jekyllrb.com/docs/liquid/tags/), of
 * Nunjucks (https://mozilla.github.io/nunjucks/templating.html#tags) and of Hexo (https://hexo.io/docs/tag-plugins). Those of
 * a site or a theme may make any.
 */
const standardTag =
  /^(?:end\w*|els(?:e|if|eif)|elif|if\w*|unless|for|async(?:Each|All)|switch|case|when|default|break|continue|cycle|tablerow|assign|capture|set|increment|decrement|echo|liquid|comment|raw|verbatim|filter|call|macro|block|extends|highlight|link|post_url|seo|feed_meta|avatar|blockquote|quote|code\w*|pullquote|jsfiddle|iframe|asset_\w+|post_\w+|url_for|full_url_for|note|include\w*|render|import|from|embed)$/;

export interface IncludedIds {
  readonly parts: readonly IdParts[];
  /** There may be any other id. */
  readonly isPartial: boolean;
}

/**
 * Adds the ids of templates.
 *
 * @param outside the text of the article without code and what is between `{% raw %}` and `{% endraw %}`.
 * @param readsModules whether what the article imports is read elsewhere.
 */
export function addIncludedIds(
  ids: Set<string>,
  text: string,
  outside: string,
  { language, dialect }: Body,
  readsModules: boolean,
): IncludedIds {
  const { templateIds } = dialect;
  const parts: IdParts[] = [];
  let isPartial = false;
  const added = new Set<FoundIds>();
  const add = (found: FoundIds, values: TagArguments): void => {
    if (!added.has(found)) {
      for (const id of found.ids) ids.add(id);
      append(parts, found.parts);
    }
    added.add(found);
    isPartial ||= !found.isComplete;
    for (const idOf of found.ofArguments) {
      const id = idOf(values);
      if (id === undefined) isPartial = true;
      else if (id !== "") ids.add(id);
    }
  };
  if (templateIds) add(templateIds.page, new Map());
  const shortcodes = templateIds ? shortcodesIn(outside, templateIds, add) : new Set<string>();
  for (const { 0: mark, index } of outside.matchAll(inserts)) {
    shortcodeAt.lastIndex = index;
    if (shortcodes.has(shortcodeAt.exec(outside)?.[1] ?? "")) continue;
    includeTag.lastIndex = index;
    const [, tag = "", name = "", rest = ""] = (mark.startsWith("{%") && includeTag.exec(outside)) || [];
    const found = tag === "" ? undefined : templateIds?.included(tag, name);
    if (found) add(found, tagValues(rest, "liquid"));
    else isPartial = true;
    if (isPartial) break;
  }
  // In Markdown that is not compiled, an import is text.
  if (!readsModules && (dialect.mayBeMdx || dialect.vue || dialect.base === "mdx"))
    isPartial ||= importsMarkdown.test(outside);
  if (!isPartial && dialect.templates !== undefined && outside.includes("{%"))
    for (const [, name = ""] of outside.matchAll(tagStart)) isPartial ||= !standardTag.test(name) && !inert.test(name);
  if (!isPartial && language === "markdown" && text.includes("{{"))
    for (const [, name = ""] of outside.matchAll(shortcodeLine))
      isPartial ||=
        !name.startsWith("/") &&
        !inert.test(name) &&
        !shortcodes.has(name) &&
        !text.includes(`/${name} `) &&
        !text.includes(`/${name}>`) &&
        !text.includes(`/${name}%`);
  return { parts, isPartial };
}

/** An import of a component, in the script of an article of VitePress. */
const componentImport = /^[ \t]*import[ \t]+([\w$]+)[ \t]+from[ \t]*["']([^"'\n]{1,300})["']/gm;

/** The ids of the components of an article, by the names in its tags: those that it imports, and those for all articles. */
export function vueComponents(text: string, { dialect }: Body): (name: string) => FoundIds | undefined {
  const { templateIds } = dialect;
  if (!templateIds) return () => undefined;
  const imports = new Map<string, string>();
  if (/<script\b[^<>]*\bsetup\b/.test(text))
    for (const [, name = "", from = ""] of text.matchAll(componentImport)) imports.set(name, from);
  return (name) => {
    const pascal = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const from = imports.get(name) ?? imports.get(pascal);
    return from === undefined ? templateIds.included("component", name) : templateIds.included("import", from);
  };
}

/** The shortcodes of which the site has the template. */
function shortcodesIn(
  outside: string,
  templateIds: TemplateIds,
  add: (found: FoundIds, values: TagArguments) => void,
): Set<string> {
  const known = new Set<string>();
  if (!/\{\{[<%]/.test(outside)) return known;
  for (const [, name = "", values = ""] of outside.matchAll(shortcode)) {
    if (name.startsWith("/") || !/[>%]$/.test(values)) continue;
    const found = templateIds.included("shortcode", name);
    if (!found) continue;
    known.add(name);
    add(found, tagValues(argumentsOf(values), "shortcode"));
  }
  return known;
}

/** What is before the end of a shortcode: ` a "b" ` of ` a "b" />`. */
function argumentsOf(values: string): string {
  let end = values.slice(0, -1).trimEnd();
  for (const mark of ["-", "/"]) if (end.endsWith(mark)) end = end.slice(0, -1);
  return end;
}
