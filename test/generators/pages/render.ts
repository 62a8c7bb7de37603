/** HTML of what stet read of an article, so that it can be read like the page of a generator. */
import { bodyTree } from "../../../src/article/body/blocks.js";
import { definedName, linkParts, normalLabel, type SyntaxNode } from "../../../src/article/body/commonmark.js";
import { urlOfAutolink } from "../../../src/article/body/markdown-references.js";
import { decodeMarkdown, decodeReferences } from "../../../src/article/entities.js";
import { attributesAtEnd } from "../../../src/article/heading-ids.js";
import type { Dialect } from "../../../src/article/types.js";

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
  "ContainerMark",
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

/** @param written the body. */
export function render(written: string, dialect: Dialect): string {
  const { tree, source, templates } = bodyTree(written, dialect);
  const definitions = new Map<string, string>();
  const notes = new Map<string, SyntaxNode>();
  const used: string[] = [];
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
      text += written.slice(at, Math.max(at, start));
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
    if (nothing.has(name)) return "";
    if (html.has(name)) return dialect.dropsHtml ? "" : children(node, from, to, (text) => text);
    const level = /^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1];
    if (level) {
      const mark = node.getChildren("HeaderMark").at(-1);
      const end = from + written.slice(from, mark && mark.from > from ? mark.from : to).trimEnd().length;
      const isClosed = mark !== undefined && mark.from > from && name.startsWith("ATX");
      const isOpen = !isClosed || !dialect.headingIdStyle?.startsWith("kramdown");
      const list = isOpen ? attributesAtEnd(written.slice(from, end), dialect.headingIdStyle) : undefined;
      const last = list ? from + written.slice(from, from + list.start).replace(/[ \t]+#+[ \t]*$/, "").length : to;
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
    if (wrapper) return `<${wrapper}>${children(node)}</${wrapper}>`;
    switch (name) {
      case "FootnoteDefinition":
        return "";
      case "InlineCode": {
        const [open, close] = node.getChildren("CodeMark");
        const code = raw(open?.to ?? from, close?.from ?? to);
        return `<code>${escaped(isInTable(node) ? code.replaceAll("\\|", "|") : code)}</code>`;
      }
      case "Escape":
        return escaped(decodeMarkdown(written.slice(from, to)));
      case "Entity": {
        const entity = written.slice(from, to);
        return /^&(?:#|(?:amp|lt|gt|quot|nbsp|copy);)/.test(entity) || decodeReferences(entity) !== entity
          ? entity
          : escaped(entity);
      }
      case "HardBreak":
        return "<br>";
      case "Autolink":
        return link(written.slice(from + 1, to - 1));
      case "URL":
        return isInLink(node) ? escaped(written.slice(from, to)) : link(written.slice(from, to));
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
    return `<a href="${escaped(decodeReferences(href))}">${escaped(decodeReferences(url))}</a>`;
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
    const content = children(node, start, end);
    if (name === "Link") return `<a href="${escaped(target)}">${content}</a>`;
    const alt = content.replace(/<img[^>]*alt="([^"]*)"[^>]*>/g, "$1").replace(/<[^>]*>/g, "");
    return `<img src="${escaped(target)}" alt="${alt}">`;
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
  for (let next = 0; next < used.length; next++) {
    const node = notes.get(used[next] ?? "");
    if (node) result += `<div>${children(node)}</div>`;
  }
  return result;
}

function isInLink({ parent }: SyntaxNode): boolean {
  for (let at = parent; at; at = at.parent) if (at.name === "Link" || at.name === "Image") return true;
  return false;
}

function isInTable({ parent }: SyntaxNode): boolean {
  for (let at = parent; at; at = at.parent) if (at.name === "TableCell") return true;
  return false;
}
