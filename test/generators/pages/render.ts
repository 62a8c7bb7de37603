/** HTML of what stet read of an article, so that it can be read like the page of a generator. */
import { bodyTree } from "../../../src/article/body/blocks.js";
import { definedName, linkParts, type SyntaxNode } from "../../../src/article/body/commonmark.js";
import { unfinishedAt } from "../../../src/article/body/html-blocks.js";
import { normalLabel } from "../../../src/article/body/labels.js";
import { isEntity } from "../../../src/article/body/markdown.js";
import { urlOfAutolink } from "../../../src/article/body/markdown-references.js";
import { decodeMarkdown, decodeReferences } from "../../../src/article/entities.js";
import { attributesAtEnd, keepsClosingMarks } from "../../../src/article/heading-ids.js";
import type { Dialect } from "../../../src/article/types.js";
import type { GeneratorId } from "../../../src/generators/index.js";
import { alertOf, codeOf, keysOf, titleOf } from "./additions.js";
import { anything } from "./equal.js";

const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const html = new Set([
  "HTMLBlock",
  "CommentBlock",
  "ProcessingInstructionBlock",
  "HTMLTag",
  "Comment",
  "ProcessingInstruction",
]);
const nothing = new Set([
  "EmphasisMark",
  "StrikethroughMark",
  "HeaderMark",
  "QuoteMark",
  "ListMark",
  "TaskMarker",
  "TableDelimiter",
  "LinkReference",
  "HorizontalRule",
  "HiddenBlock",
  "CodeMark",
  "CodeInfo",
]);
const wrappers = new Map([
  ["Paragraph", "p"],
  ["Task", "p"],
  ["Blockquote", "blockquote"],
  ["BulletList", "ul"],
  ["OrderedList", "ol"],
  ["ListItem", "li"],
  ["Table", "table"],
  ["TableHeader", "tr"],
  ["TableRow", "tr"],
  ["TableCell", "td"],
  ["FencedCode", "pre"],
  ["CodeBlock", "pre"],
  ["DefinitionDescription", "dd"],
  ["Admonition", "div"],
]);

/**
 * @param written the body.
 * @param id of the generator, for what it adds to pages.
 * @param alternatives the alternative texts of images, by where these begin.
 */
export function render(
  written: string,
  dialect: Dialect,
  id: GeneratorId,
  alternatives: ReadonlyMap<number, string>,
): string {
  const { tree, source, templates } = bodyTree(written, dialect);
  const definitions = new Map<string, string>();
  const notes = new Map<string, SyntaxNode>();
  const used: string[] = [];
  /** Where the links begin that the current node is in. */
  const links: number[] = [];
  /** Tags of the current block that are open. */
  const open: string[] = [];
  const urlOf = ({ from, to }: SyntaxNode): string => {
    const url = written.slice(from, to);
    return decodeMarkdown(/^<.*>$/s.test(url) ? url.slice(1, -1) : url).trim();
  };
  tree.iterate({
    enter: ({ name, node }) => {
      if (name === "FootnoteDefinition") {
        const label = /^\[\^([^\]]+)\]/.exec(written.slice(node.from, node.to))?.[1] ?? "";
        if (!notes.has(label)) notes.set(label, node);
      }
      if (name !== "LinkReference") return;
      const label = definedName(node, source);
      const url = node.getChild("URL");
      if (label !== undefined && url && !definitions.has(label)) definitions.set(label, urlOf(url));
    },
  });
  /** Written text without template tags. */
  const raw = (from: number, to: number): string => {
    let text = "";
    let at = from;
    for (const { start, end } of templates) {
      if (end <= at || start >= to) continue;
      text += written.slice(at, Math.max(at, start)) + (dialect.vue ? anything : "");
      at = end;
    }
    return text + written.slice(at, Math.max(at, to));
  };
  const children = (
    node: SyntaxNode,
    from = node.from,
    to = node.to,
    text: (raw: string) => string = escaped,
  ): string => {
    let result = "";
    let at = from;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.to <= at || child.from >= to) continue;
      result += text(raw(at, child.from)) + one(child);
      at = child.to;
    }
    return result + text(raw(at, Math.max(at, to)));
  };
  const one = (node: SyntaxNode): string => {
    const { name, from, to } = node;
    if (name === "ContainerMark") return titleOf(node, written, id);
    if (nothing.has(name)) return "";
    if (name === "HTMLTag" && dialect.wholeElements === "kramdown") {
      const tag = written.slice(from, to);
      const [, slash, element = ""] = /^<(\/?)([\w:-]+)/.exec(tag) ?? [];
      const at = open.lastIndexOf(element);
      // kramdown shows stray end tags, which html/stray-end-tag reports.
      if (slash && at === -1) return escaped(tag);
      if (slash) open.length = at;
      else if (!/\/>$/.test(tag) && !/^(?:br|img|hr|input|wbr)$/.test(element)) open.push(element);
    }
    if (html.has(name)) {
      const last = dialect.dropsUnfinished ? unfinishedAt(written.slice(from, to)) : undefined;
      return dialect.dropsHtml ? "" : children(node, from, last === undefined ? to : from + last, (text) => text);
    }
    const level = /^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1];
    if (level) {
      const mark = node.getChildren("HeaderMark").at(-1);
      const end = from + written.slice(from, mark && mark.from > from ? mark.from : to).trimEnd().length;
      const isClosed = mark !== undefined && mark.from > from && name.startsWith("ATX");
      const isOpen = !isClosed || !dialect.headingIdStyle?.startsWith("kramdown");
      const list = isOpen ? attributesAtEnd(written.slice(from, end), dialect.headingIdStyle) : undefined;
      const content = list ? written.slice(from, from + list.start) : "";
      const shown = keepsClosingMarks(dialect.headingIdStyle) ? content : content.replace(/[ \t]+#+[ \t]*$/, "");
      const last = list ? from + shown.length : to;
      return `<h${level}>${children(node, from, last)}</h${level}>`;
    }
    const wrapper = wrappers.get(name);
    if (wrapper === "p" && /^\[\^/.test(written.slice(from, to)) && node.parent?.name === "FootnoteDefinition")
      return `<p>${children(node)}</p>`;
    // Cells without a column are left out, except by kramdown.
    if (name === "TableRow" && dialect.wholeElements !== "kramdown") {
      const columns = node.parent?.getChild("TableHeader")?.getChildren("TableCell").length ?? 0;
      const cells = node.getChildren("TableCell").slice(0, columns);
      return `<tr>${cells.map((cell) => `<td>${children(cell)}</td>`).join("")}</tr>`;
    }
    if (name === "FencedCode" || name === "CodeBlock") {
      // Vue compiles no code but that of languages such as `js-vue`.
      const isText = dialect.vue && !/-vue\b/.test(written.slice(from, written.indexOf("\n", from)));
      const text = isText ? node.getChildren("CodeText").map((part) => escaped(written.slice(part.from, part.to))) : [];
      return codeOf(node, written, id, dialect, isText ? text.join("") : children(node));
    }
    if (name === "Paragraph" && id === "mkdocs" && written.startsWith("--8<--", from)) return `<p>${anything}</p>`;
    // hexo-renderer-marked makes a list of the last definition.
    if (name === "Paragraph" && dialect.headingIdStyle === "marked" && /\n: +\S/.test(written.slice(from, to)))
      return `<p>${children(node).replace(/\n: +(.*)$/, "</p><p>$1")}</p>`;
    const alert =
      id === "vitepress" && name === "Paragraph" && node.parent?.name === "Blockquote"
        ? alertOf(written.slice(from, to))
        : undefined;
    if (alert) return `${alert.title}<p>${children(node, from + alert.length)}</p>`;
    // Each line before a definition is a term.
    if (name === "Paragraph" && node.nextSibling?.name === "DefinitionDescription")
      return children(node)
        .split("\n")
        .map((term) => `<p>${term}</p>`)
        .join("");
    if (wrapper) {
      const outside = open.splice(0);
      const content = children(node);
      const ends = open.reverse().map((element) => `</${element}>`);
      open.splice(0, open.length, ...outside);
      return `<${wrapper}>${content}${ends.join("")}</${wrapper}>`;
    }
    switch (name) {
      case "FootnoteDefinition":
        return "";
      case "InlineCode": {
        const [open, close] = node.getChildren("CodeMark");
        const code = children(node, open?.to ?? from, close?.from ?? to, (text) => text);
        // kramdown and Python-Markdown leave backslashes in code alone.
        const isSplit = isInTable(node) && !dialect.wholeElements;
        return `<code>${escaped(isSplit ? code.replaceAll("\\|", "|") : code)}</code>`;
      }
      case "Escape":
        return escaped(decodeMarkdown(written.slice(from, to)));
      case "Entity": {
        const entity = written.slice(from, to);
        return isEntity(entity, dialect) ? entity : escaped(entity);
      }
      case "Keys":
        return keysOf(written.slice(from, to));
      case "HardBreak":
        return "<br>";
      case "Autolink":
        return link(written.slice(from + 1, to - 1));
      case "URL":
        return links.length > 0 ? escaped(written.slice(from, to)) : link(written.slice(from, to));
      case "Math": {
        const isBlock = /^\$\$\s*\n/.test(written.slice(from, to));
        const formula = escaped(written.slice(from + 2, to - 2).trim());
        return isBlock ? `\\[${formula}\\]` : `\\(${formula}\\)`;
      }
      case "Link":
      case "Image":
        return reference(node);
      default:
        return children(node);
    }
  };
  const link = (url: string): string => {
    const href = urlOfAutolink(url, dialect);
    // These find URLs before they read character references.
    const decode = /^(?:linkify|magiclink)/.test(dialect.bareUrls ?? "") ? (text: string) => text : decodeReferences;
    const text = dialect.wholeElements ? url.replace(/^mailto:/, "") : url;
    return `<a href="${escaped(decode(href))}">${escaped(decode(text))}</a>`;
  };
  const reference = (node: SyntaxNode): string => {
    const { from, to, name } = node;
    const note = /^\[\^([^\]\s]+)\]$/.exec(written.slice(from, to))?.[1];
    if (note !== undefined && notes.has(note)) {
      if (!used.includes(note)) used.push(note);
      return "";
    }
    const parts = linkParts(node, source);
    const target = parts?.url ? urlOf(parts.url) : parts?.paren ? "" : definitions.get(normalLabel(parts?.name ?? ""));
    if (!parts || target === undefined) return unresolved(node);
    const { start, end } = parts.label;
    if (name === "Link") {
      links.push(node.from);
      const content = children(node, start, end);
      links.pop();
      return `<a href="${escaped(target)}">${content}</a>`;
    }
    return `<img src="${escaped(target)}" alt="${escaped(alternatives.get(from) ?? "")}">`;
  };
  /** Brackets without a definition are text. */
  const unresolved = (node: SyntaxNode): string => {
    let result = "";
    let at = node.from;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === "LinkMark" || child.name === "LinkLabel") continue;
      result += escaped(raw(at, child.from)) + one(child);
      at = child.to;
    }
    return result + escaped(raw(at, node.to));
  };
  let result = children(tree.topNode);
  // Python-Markdown shows all, in their order.
  const shown = dialect.unusedFootnotes === "shown" ? [...notes.keys()] : used;
  for (let next = 0; next < shown.length; next++) {
    const node = notes.get(shown[next] ?? "");
    if (node) result += `<div>${children(node)}</div>`;
  }
  return result;
}

function isInTable({ parent }: SyntaxNode): boolean {
  for (let at = parent; at; at = at.parent) if (at.name === "TableCell") return true;
  return false;
}
