/** The targets in an article that a fragment (`#place`) can link to. */
import { decodePercent } from "../platform/percent.js";
import { templateBlocks, templateTags, withoutRaw } from "./body/mask.js";
import { elementsIn } from "./elements.js";
import { readsAttributes } from "./heading-ids.js";
import { addIncludedIds, vueComponents } from "./included-ids.js";
import { type PageCode, pageModules } from "./page-modules.js";
import type { Anchors, Attribute, Body, Element, Heading, IdParts, ModuleAnchors, Node, OwnAnchors } from "./types.js";

/** Components of Vue and VitePress, which make no ids: https://vitepress.dev/reference/default-theme-team-page */
const ofVitePress =
  /^(?:vp(?!homecontent|navbarsearch)|badge$|client-?only$|teleport$|transition(?:-?group)?$|keep-?alive$|suspense$)/i;

/** kramdown, Hugo, Pandoc, VitePress, Docusaurus, Python-Markdown: `{#id}`, `{: .note #id}`. */
const idAttribute = /\{:?[^{}\n]{0,100}\bid=["']?([^\s"'{}]{1,200})["']?[^{}\n]{0,200}\}/g;
const attributeList = /\{:?[^{}\n#]{0,100}#([^\s{}#]{1,200})[^{}\n]{0,200}\}/g;

/** The mark of a fence, after those of quotes and lists. */
const fence = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/;

/** The text without the lines between the fences of code, if each fence has its end. */
function withoutFenced(text: string, start: number): string {
  if (!/^[^\n`~]{0,200}(?:```|~~~)/m.test(text)) return text;
  const kept = [text.slice(0, start)];
  let open: string | undefined;
  for (const line of text.slice(start).split("\n")) {
    const [before = "", marks = ""] = fence.exec(line) ?? [];
    const info = line.slice(before.length);
    if (open === undefined) {
      if (marks !== "" && !(marks.startsWith("`") && info.includes("`"))) open = marks;
      kept.push(line);
    } else if (marks.startsWith(open) && info.trim() === "") {
      open = undefined;
      kept.push(line);
    }
  }
  return open === undefined ? kept.join("\n") : text;
}

/** @param code only asked for in MDX. */
export function readAnchors(text: string, body: Body, headings: readonly Heading[], code: () => PageCode): OwnAnchors {
  const ids = new Set<string>();
  const isMarkdown = body.language === "markdown";
  // What is inserted into code is code.
  const outside = isMarkdown ? withoutFenced(text, body.range.start) : text;
  // Between `{% raw %}` and `{% endraw %}`, there are no tags.
  const hasRaw = /\{%-?\s*raw\b/.test(outside);
  const read = hasRaw ? withoutRaw(outside, templateBlocks(outside, templateTags(outside))) : outside;
  const vue = body.dialect.vue ? vueComponents(text, body) : undefined;
  const isMdx = body.dialect.base === "mdx";
  const components = new Map<string, boolean>();
  for (const [name, isBlock] of isMdx ? componentsIn(text, body) : [])
    components.set(name, isBlock || (components.get(name) ?? false));
  // What does not compile is no page, and its code cannot be told from its text.
  const modules = isMdx && body.mdxProblems.length === 0 ? pageModules(text, code(), components) : undefined;
  const included = addIncludedIds(ids, text, read, body, modules !== undefined);
  for (const id of modules?.ids ?? []) ids.add(id);
  let isPartial = included.isPartial || modules?.isPartial === true;
  /** Values of which components may make headings. */
  const titles: string[] = [];
  const stack: Node[] = [...body.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    const { id, name } = node.attributes;
    for (const attribute of [id, node.tag === "a" ? name : undefined]) {
      const value = attribute && (isMdx ? literalOf(attribute) : attribute.value);
      if (value !== undefined) ids.add(value);
      else if (attribute) isPartial = true;
    }
    if (isMdx && spread.test(text.slice(node.startTag.start, node.startTag.end))) isPartial = true;
    const written = node.namespace === "html" ? componentName(text, node) : undefined;
    if (written !== undefined) {
      for (const name of ["name", "title", "label", "anchor"]) {
        const value = node.attributes[name]?.value;
        if (value) titles.push(value);
      }
      const found = vue?.(written);
      for (const id of found?.ids ?? []) ids.add(id);
      if (found) isPartial ||= !found.isComplete;
      else if (!modules || !isComponent(node))
        isPartial ||= !(vue && ofVitePress.test(node.tag)) && isOpaque(text, node);
    }
    for (const child of node.children) stack.push(child);
  }
  // What is between shortcodes is read apart from the list around it: what is indented after it is in the list, and no code.
  if (isMarkdown && body.templates.containers.length > 0)
    for (const [, title = ""] of text.matchAll(indentedHeading)) titles.push(title.trimEnd());
  const hasLists = isMarkdown && readsAttributes(body.dialect.headingIdStyle);
  if (hasLists && text.includes("{"))
    for (const [, id = ""] of text.slice(body.range.start).matchAll(attributeList)) {
      // For Python-Markdown, `{#a.b}` is one id. For others, `.b` is a class.
      ids.add(id);
      ids.add(id.replace(/\..*$/, ""));
    }
  if (hasLists && /\{:?[^{}\n]*\bid=/.test(text)) for (const [, id = ""] of text.matchAll(idAttribute)) ids.add(id);
  if (text.includes("[#")) for (const [, id = ""] of text.matchAll(bracketId)) ids.add(id);
  if (body.dialect.wholeElements === "python-markdown") isPartial ||= pluginLine.test(text);
  if (isMdx) {
    for (const [, id = ""] of text.matchAll(commentId)) ids.add(id);
    // Elements in expressions.
    for (const [, id = ""] of text.matchAll(/\sid=(?:\{\s*)?["'`]([^"'`\s]{1,200})["'`]/g)) ids.add(id);
  }
  if (body.dialect.definitionTermIds) isPartial ||= /^:[ \t]+\S/m.test(text);
  // What fills in a heading that is only a comment is not known: `#### <!-- md:setting name -->`.
  isPartial ||= headings.some(({ text: title }) => /^<!--(?:(?!-->)[\s\S])*-->$/.test(title.trim()));
  const { isFinished = false } = body.dialect;
  isPartial ||= body.dialect.codeMakesIds !== undefined;
  const begun: string[] = [];
  const folded = new Map<string, number>();
  if (!isFinished)
    for (const title of titles) for (const form of forms(title)) folded.set(form, (folded.get(form) ?? 0) + 1);
  const areKnown = isMarkdown && body.dialect.headingIdStyle !== undefined;
  const spellings = new Map<string, string>();
  for (const heading of isFinished ? [] : headings) {
    const title = withoutAttributes(heading.text);
    const tag = templateTag.exec(title);
    if (tag) {
      const [form = ""] = forms(title.slice(0, tag.index));
      if (form === "") isPartial = true;
      else begun.push(form);
    }
    if (areKnown && heading.id === null) continue;
    if (areKnown && typeof heading.id === "string") {
      ids.add(heading.id);
      for (const form of forms(title)) if (form !== "" && !spellings.has(form)) spellings.set(form, heading.id);
      continue;
    }
    for (const form of new Set(forms(title))) folded.set(form, (folded.get(form) ?? 0) + 1);
  }
  const anchors: Anchors = {
    ids,
    folded,
    slugs: isFinished ? [] : headings.flatMap(({ id, text: title }) => (id === null ? [] : (id ?? slugOf(title)))),
    spellings,
    begun,
    parts: isFinished ? [] : included.parts,
    footnotes: isMarkdown && text.includes("[^"),
    isPartial: isPartial && !isFinished,
  };
  return { anchors, modules: modules?.used ?? [] };
}

/** The targets in a page, with those of what it imports. */
export function withModules(own: Anchors, { articles, ids, isPartial }: ModuleAnchors): Anchors {
  const all = [own, ...articles];
  const folded = new Map<string, number>();
  for (const one of all) for (const [form, count] of one.folded) folded.set(form, (folded.get(form) ?? 0) + count);
  const spellings = new Map<string, string>();
  for (const one of all) for (const [form, id] of one.spellings) if (!spellings.has(form)) spellings.set(form, id);
  return {
    ids: new Set([...all.flatMap((one) => [...one.ids]), ...ids]),
    folded,
    slugs: all.flatMap((one) => one.slugs),
    spellings,
    begun: all.flatMap((one) => one.begun),
    parts: all.flatMap((one) => one.parts),
    footnotes: all.some((one) => one.footnotes),
    isPartial: isPartial || all.some((one) => one.isPartial),
  };
}

const isComponent = ({ tag, namespace }: Element): boolean => namespace === "html" && /^[A-Z]|\./.test(tag);

/** The components of an article in MDX, each with whether it may show more than the article has in it. */
function* componentsIn(text: string, { children }: Body): Generator<readonly [name: string, isOpaque: boolean]> {
  for (const element of elementsIn(children))
    if (isComponent(element)) yield [element.tag.split(".")[0] ?? "", isOpaque(text, element)];
}

/** `{...props}` */
const spread = /\{\s*\.\.\./;

/** The value of an attribute in MDX; `undefined` if an expression makes it. */
function literalOf({ quote, value }: Attribute): string | undefined {
  if (quote !== "" || !value.startsWith("{")) return value;
  const [, , literal] = /^\{\s*(["'`])([^"'`$\\]*)\1\s*\}$/.exec(value) ?? [];
  return literal;
}

/** A heading that is code by its indentation alone. */
const indentedHeading = /^(?: {4}|\t)[ \t]*#{1,6}[ \t]+(\S[^\n]{0,999})$/gm;

/** What Liquid, Nunjucks, Go, Vue or EJS replace. */
const templateTag = /\{\{|\{%|<%/;

/** Fumadocs and Nextra: `## Title [#id]`. */
const bracketId = /^#{1,6}[ \t].{0,1000}[ \t]\[#([^\s[\]]{1,200})\][ \t]*\r?$/gm;

/** What plugins of MkDocs insert: `::: package.module` (mkdocstrings), `{{ changes }}` (mkdocs-macros). */
const pluginLine = /^(?::::[ \t]+[\w.]+|\{\{[^{}\n]{1,200}\}\})[ \t]*\r?$/m;

/** In MDX, an id in a comment at the end of a heading: `## Title {/* id *\/}`. */
const commentId = /\{\s*\/\*\s*#?([^\s*{}]{1,200})\s*\*\/\s*\}[ \t]*\r?$/gm;

/**
 * Whether a component can render headings that the article does not show: if it is a block without content, or if it renders
 * reference documentation.
 */
function isOpaque(text: string, { tag, startTag, range, children }: Element): boolean {
  if (/api|reference|props|schema|table/i.test(tag)) return true;
  if (children.some((child) => child.type === "element" || child.value.trim() !== "")) return false;
  const before = text.slice(Math.max(0, startTag.start - 200), startTag.start);
  return /(?:^|\n)[ \t>]*$/.test(before) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(range.end, range.end + 200));
}

/** The name of a component or of a custom element, as it is written. */
function componentName(text: string, { startTag, tag }: Element): string | undefined {
  const name = text.slice(startTag.start + 1, startTag.start + 1 + tag.length);
  return tag.includes("-") || /^[A-Z]/.test(name) ? name : undefined;
}

/**
 * Whether a fragment, as written after the `#`, has a target. An id must match exactly. Generators (GitHub and
 * Docusaurus, Hexo, Hugo, kramdown, markdown-it-anchor and VitePress, Python-Markdown) derive heading ids differently:
 * case, separators, accents and letters outside ASCII vary. All of them keep letters and digits and number duplicates.
 * If the generator is not known, only these are compared, so that a link that works in one of them is never reported.
 */
export function hasAnchor({ ids, folded, begun, parts, footnotes, isPartial }: Anchors, fragment: string): boolean {
  const decoded = decodeFragment(fragment).replace(/^user-content-/, "");
  if (isPartial || ids.has(fragment) || ids.has(decoded)) return true;
  if (footnotes && /^(?:fn|footnote|cite)/i.test(decoded)) return true;
  if (parts.some((part) => isMadeOf(part, decoded))) return true;
  const [form = ""] = forms(decoded);
  if (form !== "" && (folded.has(form) || begun.some((start) => form.startsWith(start)))) return true;
  const number = /(?<!\d)\d+$/.exec(form);
  const unnumbered = form.slice(0, number?.index);
  if (number && unnumbered !== "" && (folded.get(unnumbered) ?? 0) > 1) return true;
  // A heading without any ASCII letters or digits: kramdown's `section-1`, Hugo's `heading-1`, Python-Markdown's `_1`.
  return folded.has("") && /^(?:section|heading)?[-_]?\d*$/i.test(decoded);
}

const isMadeOf = ({ start, end }: IdParts, id: string): boolean =>
  id.length > start.length + end.length && id.startsWith(start) && id.endsWith(end);

/** Whether it is known that a fragment has a target, or that it has none: what comes from elsewhere may have any id. */
export const isKnown = (anchors: Anchors, fragment: string): boolean =>
  !anchors.isPartial || hasAnchor({ ...anchors, isPartial: false }, fragment);

/**
 * The id of the heading that a fragment means, if the generator spells it otherwise. `undefined` if there is none, or if the
 * spelling of the generator is not known.
 */
export function spelledId({ spellings }: Anchors, fragment: string): string | undefined {
  const [form = ""] = forms(decodeFragment(fragment));
  return form === "" ? undefined : spellings.get(form);
}

/** The fragment as an id, with percent escapes decoded. A fragment with an invalid escape is returned unchanged. */
export const decodeFragment = (fragment: string): string => decodePercent(fragment);

/**
 * A heading's letters and digits; only its ASCII letters and digits; and these from the first letter on, as in
 * kramdown.
 */
export function forms(title: string): string[] {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const ascii = plain.replace(/[^a-z0-9]+/g, "");
  return [plain.replace(/[^\p{L}\p{N}]+/gu, ""), ascii, ascii.replace(/^\d+/, "")];
}

/** The id that GitHub generates (https://github.com/Flet/github-slugger), for suggestions. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");

/**
 * `Title {#id}` without the braces and their content. Searches from the end, so that each heading takes linear time.
 */
function withoutAttributes(title: string): string {
  const trimmed = title.trimEnd();
  const open = trimmed.endsWith("}") ? trimmed.lastIndexOf("{") : -1;
  if (open < 0 || !/^(?:[:#.][^}]*|[\w-]+=[^}]*)\}$/.test(trimmed.slice(open + 1))) return title;
  return trimmed.slice(0, open).trimEnd();
}
