/** What the text of a template says about the ids of pages. Nothing is run. */
import type { IdParts } from "../article/types.js";
import { append } from "../platform/lists.js";
import { ArgumentReader, type PassedArguments, type ValueSource } from "./template-arguments.js";
import { noFunctions, type TemplateFunctions } from "./template-functions.js";

/** A template that another one includes or extends, as it is written: with its quotes, if it has any. */
export interface TemplateUse {
  readonly by: "include" | "layout";
  /** The word of the tag: `include`, `partial`. */
  readonly tag: string;
  /** `undefined`: a program decides. */
  readonly name: string | undefined;
  /** Absent for what a layout is for. */
  readonly passed?: PassedArguments;
}

export interface TemplateText {
  readonly ids: readonly string[];
  /** Ids of which the template has only a part. */
  readonly parts: readonly IdParts[];
  /** Ids that are made of what the tag that includes the template says, or of variables: `id="{{ include.id }}"`. */
  readonly ofArguments: readonly ValueSource[];
  /** An id of which nothing is known, or content from elsewhere. */
  readonly mayHaveMore: boolean;
  /** Markdown that makes headings, if a program reads it as Markdown. */
  readonly hasHeadings: boolean;
  readonly uses: readonly TemplateUse[];
}

const closers: Readonly<Record<string, string>> = { "{{": "}}", "{%": "%}", "<%": "%>" };

/** In the place of each tag, so that what is around it can be read: a quote in a tag ends no attribute. */
const hole = "\0";

/** The text with a hole for each tag, and the tags. Each kind of tag is searched for its end once. */
function withHoles(text: string): { readonly masked: string; readonly tags: readonly string[] } {
  const tags: string[] = [];
  const unclosed = new Set<string>();
  let masked = "";
  let at = 0;
  for (const { 0: open, index } of text.matchAll(/\{\{|\{%|<%/g)) {
    if (index < at || unclosed.has(open)) continue;
    const close = closers[open] as string;
    const isComment = /^\{\{-?\s{0,9}\/\*/.test(text.slice(index, index + 16));
    const from = isComment ? text.indexOf("*/", index) : index + 2;
    const end = from === -1 ? -1 : text.indexOf(close, from);
    if (end === -1) {
      unclosed.add(open);
      continue;
    }
    masked += text.slice(at, index) + hole;
    at = end + close.length;
    tags.push(isComment ? "" : text.slice(index, at));
  }
  return { masked: masked + text.slice(at), tags };
}

/** `id="a"`, also with tags in the value, and the `name` of a link. */
const idAttribute =
  /(?<=[\s"'\0])(?:id|(?<=<a\s[^<>]{0,200})name)\s{0,9}=\s{0,9}(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>=]+))/gi;

/** A variable of Liquid and Nunjucks, also with filters. */
const variable = /^\{\{-?\s*([\w-]+)\s*(?:\|[^}]*)?-?\}\}$/;

/** `{% assign a = "b" | append: c %}`, `{% set a = "b" ~ c %}`: what is added comes after it. */
const assignment =
  /^\{%-?\s*(?:assign|set)\s+([\w-]+)\s*=\s*(?:(?:"([^"]*)"|'([^']*)')\s*(?:(?:\|\s*append:|[~+])[^|~+]*)*-?%\}$)?/s;

/** Elements to which no link leads: controls, images and what is not shown. */
const noTarget =
  /^(?:button|input|select|option|textarea|form|label|output|svg|symbol|g|path|use|defs|clippath|mask|lineargradient|script|style|link|meta|template|iframe|img)$/i;

/** Content of other files and pages. */
const content =
  /\.(?:content|excerpt|templateContent|rendered)\b|\b(?:readFile|renderFile|renderContent|renderTemplate|include_relative)\b/;

const heading = /^ {0,3}(?:#{1,6}[ \t]|={2,}[ \t]*$)/m;

export function readTemplate(text: string, functions: TemplateFunctions = noFunctions): TemplateText {
  const { body, layout } = withoutFrontMatter(text);
  const { masked, tags } = withHoles(body);
  const ids: string[] = [];
  const parts: IdParts[] = [];
  const ofArguments: ValueSource[] = [];
  const reader = new ArgumentReader(tags, functions);
  let mayHaveMore = tags.some((tag) => content.test(tag));
  const values = valuesIn(tags);
  const done = new Set<string>();
  let before = 0;
  let counted = 0;
  /** How many holes there are before an offset. The offsets grow. */
  const holesBefore = (end: number): number => {
    for (; counted < end; counted++) if (masked[counted] === hole) before++;
    return before;
  };
  for (const { 0: all, 1: double, 2: single, 3: bare, index } of masked.matchAll(idAttribute)) {
    const value = (double ?? single ?? bare ?? "").trim();
    if (value === "") continue;
    const first = value.indexOf(hole);
    if (first === -1) {
      ids.push(value);
      continue;
    }
    const start = value.slice(0, first);
    const end = value.slice(value.lastIndexOf(hole) + 1);
    const inside = tags.slice(holesBefore(index + all.indexOf(hole)), holesBefore(index + all.length));
    const isChoice = inside.every((tag) => tag.startsWith("{%") || /^\{\{-?\s*(?:if|else|end|with)\b/.test(tag));
    if (isChoice) ids.push(...choices(value));
    else if (start !== "" || end !== "") parts.push({ start, end });
    else {
      const sources = inside.length === 1 ? reader.of(inside[0] as string) : undefined;
      const isOwn = sources?.every(({ argument = "" }) => !/^[.$]/.test(argument)) === true;
      if (!isOwn && noTarget.test(elementAt(masked, index))) continue;
      if (sources) append(ofArguments, sources);
      else {
        const name = inside.length === 1 ? variable.exec(inside[0] as string)?.[1] : undefined;
        const found = (name === undefined ? undefined : values.get(name)) ?? [];
        if (name === undefined || found.length === 0 || found.some((one) => one === undefined)) mayHaveMore = true;
        else if (!done.has(name)) append(parts, found as readonly IdParts[]);
        if (name !== undefined) done.add(name);
      }
    }
  }
  const uses = tags.flatMap((tag) => usesIn(tag, reader));
  if (layout !== undefined) uses.push({ by: "layout", tag: "layout", name: layout });
  return { ids, parts, ofArguments, mayHaveMore, hasHeadings: heading.test(masked), uses };
}

/** What is known of the values that a template gives its variables, by their names; `undefined`: nothing. */
function valuesIn(tags: readonly string[]): Map<string, (IdParts | undefined)[]> {
  const values = new Map<string, (IdParts | undefined)[]>();
  for (const tag of tags) {
    const [, name, double, single] = assignment.exec(tag) ?? [];
    if (name === undefined) continue;
    const start = double ?? single ?? "";
    const known = values.get(name) ?? [];
    known.push(start === "" ? undefined : { start, end: "" });
    values.set(name, known);
  }
  return values;
}

/** The name of the element whose start tag is around an offset. */
function elementAt(masked: string, offset: number): string {
  const before = masked.slice(Math.max(0, offset - 2000), offset);
  return /^<([a-z][\w-]*)/i.exec(before.slice(before.lastIndexOf("<")))?.[1] ?? "";
}

/** The values that `{% if %}a{% else %}b{% endif %}` may have. */
const choices = (value: string): string[] =>
  value.split(hole).flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));

function withoutFrontMatter(text: string): { readonly body: string; readonly layout: string | undefined } {
  if (!/^---[ \t]*\r?\n/.test(text)) return { body: text, layout: undefined };
  const end = /\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!end) return { body: text, layout: undefined };
  const front = text.slice(0, end.index + 1);
  return {
    body: text.slice(end.index + end[0].length),
    layout: /^layout:[ \t]*["']?([^\s"'#]+)/m.exec(front)?.[1],
  };
}

/** Tags of Liquid and Nunjucks, actions of Go templates, and calls of EJS. */
const tagUse = /^\{%-?\s*(include(?:_cached)?|render|extends|import|from|embed)\s+("[^"]*"|'[^']*'|[^\s,%]+)(.*)%\}$/s;
const actionUse = /\b(partial(?:Cached)?|template)\s+("[^"]*"|`[^`]*`|\S+)/g;
const callUse = /\b(partial|include)\(\s*("[^"]*"|'[^']*'|[^\s,)]+)/g;

function usesIn(tag: string, reader: ArgumentReader): TemplateUse[] {
  if (tag.startsWith("{%")) {
    const [, word, name, rest = ""] = tagUse.exec(tag) ?? [];
    if (word === undefined) return [];
    const by = word === "extends" ? "layout" : "include";
    return [{ by, tag: word, name, passed: reader.liquid(word, rest) }];
  }
  const isCall = tag.startsWith("<%");
  return [...tag.matchAll(isCall ? callUse : actionUse)].map(({ 0: all, 1: word = "", 2: name, index }) => ({
    by: "include",
    tag: word,
    name,
    ...(!isCall && { passed: reader.go(tag.slice(index + all.length, -2)) }),
  }));
}
