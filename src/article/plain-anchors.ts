/**
 * A fast reader for the targets of links: headings of plain text that every full reading of a page finds. A page to which
 * others link need not be parsed for most of these links. A test checks that the full parser finds everything that is found
 * here.
 */
import { decodeFragment, forms } from "./anchors.js";
import { headingIds } from "./heading-ids.js";
import type { Dialect } from "./types.js";

/** Between blank lines, so that no other line can be a part of it or change it. */
const heading = /^(#{1,6})[ \t]+([\p{L}\p{N}][\p{L}\p{N} ,'’?!():;"“”–—.-]*)$/u;
/** Text that may be a link. */
const mayBeLink = /www\.|https?:|ftp:|\.\p{L}/iu;
/** Template tags and expressions, which may hide any number of lines. */
const generated = /\{[{%#]|<%/;
const expression = /=\{|\{\/\*/;
/** What goes on over blank lines or is not read here, after the marks of quotes and lists. A comment may end on its line. */
const goesOn =
  /^(?:[ \t>*+\-\d.)]*<(?:script|pre|style|textarea|\?|!(?!--[^<>]+-->[^<]*$))|[ \t>*+\-\d.)]+(?:```|~~~)|:::)/i;
const fence = /^(`{3,}|~{3,})([^\n]*)$/;

/** The ids and headings that a page surely has. */
export interface PlainAnchors {
  /** `true`: the page surely has it, whatever components or templates add. `false`: not known. */
  has(fragment: string): boolean;
}

/**
 * @param text a page in Markdown.
 * @param start the offset of its body.
 */
export function readPlainAnchors(text: string, start: number, dialect: Dialect): PlainAnchors {
  const { headingIdStyle: style, headingIdSteps: steps } = dialect;
  const found = new Set<string>();
  for (const { level, title } of plainHeadings(text, start, dialect)) {
    if (style === undefined) for (const form of forms(title)) found.add(form);
    else {
      const source = { level, raw: title, pieces: [{ kind: "text", value: title }], id: undefined } as const;
      const [id] = headingIds([source], style, steps);
      if (typeof id === "string") found.add(id);
    }
  }
  found.delete("");
  return {
    has(fragment) {
      const decoded = decodeFragment(fragment);
      return style === undefined ? found.has(forms(decoded)[0] ?? "") : found.has(fragment) || found.has(decoded);
    },
  };
}

/** The headings before the first line after which something may not be a heading although it looks like one. */
function plainHeadings(text: string, start: number, dialect: Dialect): PlainHeading[] {
  const headings: PlainHeading[] = [];
  // Docusaurus gives no id to the first heading.
  if (dialect.base === "mdx" || dialect.headingIdStyle === "docusaurus") return headings;
  if (text.includes("\r") || expression.test(text)) return headings;
  const { wholeElements, vue } = dialect;
  // In these, HTML may go on over blank lines, and braces and formulas have a meaning.
  const doubtful = wholeElements ? /[<{$\\]/ : vue ? /</ : undefined;
  const body = text.slice(start);
  const tag = body.search(generated);
  const end = tag === -1 ? body.length : body.lastIndexOf("\n", tag) + 1;
  let afterBlank = true;
  let inHtml = false;
  /** The marks of the fence that the line is in. */
  let open: string | undefined;
  for (let at = 0, next = 0; at < end; at = next + 1) {
    next = body.indexOf("\n", at);
    if (next === -1) next = body.length;
    const line = body.slice(at, next).trimEnd();
    if (open !== undefined) {
      if (line === open) open = undefined;
      // Programs differ in what else closes a fence.
      else if (line.trimStart().startsWith(open.slice(0, 3))) break;
    } else if (line === "") {
      afterBlank = true;
      inHtml = false;
    } else {
      const first = line.charCodeAt(0);
      // Most lines begin with a letter.
      const isText = (first | 32) >= 97 && (first | 32) <= 122;
      if ((!isText && goesOn.test(line)) || doubtful?.test(line)) break;
      const mark = isText ? null : fence.exec(line);
      if (mark) {
        const [, marks, info = ""] = mark;
        if (inHtml || (wholeElements && !afterBlank) || !/^[\w-]*$/.test(info)) break;
        open = marks;
      } else if (!isText && /^ {0,3}</.test(line)) inHtml = true;
      const isFollowedByBlank = next + 1 >= body.length || body[next + 1] === "\n";
      const found = afterBlank && isFollowedByBlank && first === numberSign ? heading.exec(line) : null;
      if (found && !mayBeLink.test(line)) headings.push({ level: found[1]?.length ?? 0, title: found[2] ?? "" });
      afterBlank = false;
    }
  }
  return headings;
}

const numberSign = 35;

interface PlainHeading {
  readonly level: number;
  readonly title: string;
}
