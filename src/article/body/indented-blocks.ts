/**
 * Extensions of Markdown whose content is indented: footnotes, definition lists, and the admonitions and tabs of
 * Python-Markdown. Without them, their content would be code.
 */
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";

/** Declares what the parser's classes have, but their types do not. */
interface InnerContext extends BlockContext {
  readonly input: Source;
  readonly block: {
    readonly from: number;
    readonly children: readonly { readonly type: { readonly name: string }; readonly length: number }[];
    readonly positions: readonly number[];
  };
}

/** The source of a parse. There is a new object for each parse. */
export interface Source {
  readonly length: number;
  read(from: number, to: number): string;
}

export const sourceOf = (cx: BlockContext): Source => (cx as InnerContext).input;

/** Whether such a block may begin in the source: it is parsed without the extensions if not. */
export const mayHaveIndentedBlocks = (source: string): boolean =>
  source.includes("]:") || /^[ \t>]*(?::[ \t]|!!! ?\w|\?\?\?\+? ?["\w]|===[!+]? ["'])/m.test(source);

const colon = 58;
const bracket = 91;
const width = 4;

const continues = (_cx: BlockContext, line: Line, value: number): boolean => {
  if (line.next >= 0 && line.indent < line.baseIndent + value) return false;
  line.moveBaseColumn(line.baseIndent + value);
  return true;
};

const isCode = (line: Line): boolean => line.indent >= line.baseIndent + width;

const label = /^\[\^([^\]\s]+)\]:/;

/** The labels that the article refers to. */
const referred = new WeakMap<Source, ReadonlySet<string>>();

function isReferred(cx: BlockContext, name: string): boolean {
  const source = sourceOf(cx);
  let labels = referred.get(source);
  if (!labels) {
    const text = source.read(0, source.length);
    // A definition does not refer to itself, but may begin with another reference.
    const all = text.matchAll(/^[ \t>]*\[\^[^\]\s]{1,200}\]:|\[\^([^\]\s]{1,200})\]/gm);
    labels = new Set([...all].flatMap(([, name]) => name ?? []));
    referred.set(source, labels);
  }
  return labels.has(name);
}

function footnoteMark(cx: BlockContext, line: Line, isNote: boolean): string | undefined {
  if (line.next !== bracket || isCode(line)) return undefined;
  const [mark, name = ""] = label.exec(line.text.slice(line.pos)) ?? [];
  return mark !== undefined && (isNote || isReferred(cx, name)) ? mark : undefined;
}

function parseFootnote(cx: BlockContext, line: Line, isNote: boolean): boolean | null {
  const mark = footnoteMark(cx, line, isNote);
  if (mark === undefined) return false;
  cx.startComposite("FootnoteDefinition", line.pos, width);
  const from = cx.lineStart + line.pos;
  cx.addElement(cx.elt("ContainerMark", from, from + mark.length));
  line.moveBase(line.skipSpace(line.pos + mark.length));
  return null;
}

const isDefinitionMark = (line: Line): boolean =>
  line.next === colon && !isCode(line) && /^:[ \t]+\S/.test(line.text.slice(line.pos));

/** The block before, in the same container, and where it ends. */
export function lastBlock(cx: BlockContext): { readonly name: string; readonly end: number } | undefined {
  const { block } = cx as InnerContext;
  const before = block.children.at(-1);
  return before && { name: before.type.name, end: block.from + (block.positions.at(-1) ?? 0) + before.length };
}

/** Whether what comes before is a term, or another definition of it. */
function isAfterTerm(cx: BlockContext): boolean {
  const before = lastBlock(cx);
  if (!before) return false;
  const { name, end } = before;
  if (name === "DefinitionDescription") return true;
  if (name !== "Paragraph" || cx.lineStart < end) return false;
  return (sourceOf(cx).read(end, cx.lineStart).match(/\n/g) ?? []).length <= 2;
}

function parseDefinition(cx: BlockContext, line: Line): boolean | null {
  if (!isDefinitionMark(line) || !isAfterTerm(cx)) return false;
  const markEnd = line.pos + 1;
  const after = line.countIndent(markEnd, line.pos, line.indent);
  const content = line.countIndent(line.skipSpace(markEnd), markEnd, after);
  // More than 4 spaces begin code.
  const base = content > after + width ? after + 1 : content;
  cx.startComposite("DefinitionDescription", line.pos, base - line.baseIndent);
  cx.addElement(cx.elt("ContainerMark", cx.lineStart + line.pos, cx.lineStart + markEnd));
  line.moveBaseColumn(base);
  return null;
}

/** https://python-markdown.github.io/extensions/admonition/, https://facelessuser.github.io/pymdown-extensions/ */
const admonition =
  /^(?:!!! ?|\?\?\?\+? ?)[\w-]+(?: +[\w-]+)*(?: +"[^\n]*")?[ \t]*$|^(?:\?\?\?\+? ?"[^\n]*"|===[!+]? (?:"[^\n]*"|'[^\n]*'))[ \t]*$/;

/** @param needsContent an extension that may be off: what is not indented is no admonition. */
function isAdmonition(cx: BlockContext, line: Line, needsContent: boolean): boolean {
  if ((line.next !== 33 && line.next !== 63 && line.next !== 61) || isCode(line)) return false;
  if (!admonition.test(line.text.slice(line.pos))) return false;
  if (!needsContent) return true;
  const source = sourceOf(cx);
  // Containers such as quotes have their own marks before the indentation.
  const next = source.read(
    cx.lineStart + line.text.length,
    Math.min(source.length, cx.lineStart + line.text.length + 500),
  );
  return /^(?:[ \t>]*\n)+[ \t>]*(?: {4}|\t)[ \t]*\S/.test(next);
}

function parseAdmonition(cx: BlockContext, line: Line, needsContent: boolean): boolean | null {
  if (!isAdmonition(cx, line, needsContent)) return false;
  cx.startComposite("Admonition", line.pos, width);
  const end = line.text.trimEnd().length;
  cx.addElement(cx.elt("ContainerMark", cx.lineStart + line.pos, cx.lineStart + end));
  line.moveBase(line.text.length);
  return null;
}

/** The extensions that a dialect has. */
export function indentedBlocks({
  footnotes,
  unusedFootnotes,
  definitionLists,
  admonitions,
}: Dialect): MarkdownConfig[] {
  const areNotes = unusedFootnotes === "hidden" || unusedFootnotes === "shown";
  const needsContent = admonitions !== "known";
  const nodes = [{ name: "ContainerMark", block: true }];
  const container = (name: string) => ({ name, block: true, composite: continues });
  const before = "LinkReference";
  return [
    { defineNodes: nodes },
    footnotes
      ? {
          defineNodes: [container("FootnoteDefinition")],
          parseBlock: [
            {
              name: "FootnoteDefinition",
              parse: (cx, line) => parseFootnote(cx, line, areNotes),
              before,
              endLeaf: (cx, line) => footnoteMark(cx, line, areNotes) !== undefined,
            },
          ],
        }
      : {},
    definitionLists
      ? {
          defineNodes: [container("DefinitionDescription")],
          parseBlock: [
            {
              name: "DefinitionDescription",
              parse: parseDefinition,
              before,
              endLeaf: (_cx, line) => isDefinitionMark(line),
            },
          ],
        }
      : {},
    admonitions
      ? {
          defineNodes: [container("Admonition")],
          parseBlock: [
            {
              name: "Admonition",
              parse: (cx, line) => parseAdmonition(cx, line, needsContent),
              before,
              endLeaf: (cx, line) => isAdmonition(cx, line, needsContent),
            },
          ],
        }
      : {},
  ];
}
