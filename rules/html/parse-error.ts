import {
  type Body,
  cut,
  defineRule,
  type Edit,
  type Element,
  type Fix,
  type ParseError,
  type Range,
} from "../../src/rule.js";

interface Data {
  /** The characters at the place. */
  readonly found: string;
}
/** What the standard calls the error stands behind each message, to be looked up and searched for. */
const words = (code: string, say: (d: Data) => string) => (d: Data) => `${say(d)} (${code})`;

const plain = {
  "control-character-in-input-stream": () => "a control character stands here: remove it",
  "noncharacter-in-input-stream": () => "a character that Unicode keeps out of texts stands here: remove it",
  "surrogate-in-input-stream": () => "half of a character stands here: remove or restore it",
  "non-void-html-element-start-tag-with-trailing-solidus": (d: Data) =>
    `"/" closes nothing in HTML, "${d.found}" stays open: close it with an end tag`,
  "end-tag-with-attributes": (d: Data) =>
    `the end tag "${d.found}" has attributes, which are ignored: move them to the start tag`,
  "end-tag-with-trailing-solidus": (d: Data) => `the end tag "${d.found}" has a "/" before its ">": remove it`,
  "unexpected-solidus-in-tag": () => 'a "/" stands alone in the tag and is ignored: remove it',
  "unexpected-null-character": () => "a NUL character stands here: remove it",
  "unexpected-question-mark-instead-of-tag-name": () =>
    '"<?" begins a comment in HTML, which hides everything up to the next ">": remove it, or write "&lt;?"',
  "invalid-first-character-of-tag-name": (d: Data) =>
    d.found.startsWith("</")
      ? `"${d.found}" begins no end tag, and hides everything up to the next ">": write the tag's name behind "</"`
      : `"<" before "${d.found.slice(1)}" begins no tag: write "&lt;"`,
  "unexpected-equals-sign-before-attribute-name": () =>
    'a "=" stands before an attribute\'s name and becomes part of it: remove it',
  "missing-end-tag-name": () => '"</>" names no element and is ignored: name it or remove the tag',
  "unexpected-character-in-attribute-name": (d: Data) =>
    `${d.found} is part of an attribute's name here: a quote before it is missing or superfluous`,
  "unknown-named-character-reference": (d: Data) =>
    `"${cut(d.found, 40)}" names no character: correct the name, or write "&amp;" for the "&"`,
  "missing-semicolon-after-character-reference": (d: Data) =>
    `the character reference "${cut(d.found, 40)}" has no ";": add it, or write "&amp;" for the "&"`,
  "unexpected-character-in-unquoted-attribute-value": (d: Data) =>
    `${d.found} stands in a value without quotes: put quotes around the whole value`,
  "eof-before-tag-name": () => 'the file ends behind a "<" that begins no tag: write "&lt;"',
  "eof-in-tag": () =>
    'the file ends within this tag, which is dropped: close it with ">", and look for a quote that is not closed',
  "missing-attribute-value": () => 'no value follows the "=": add one or write ""',
  "missing-whitespace-between-attributes": (d: Data) =>
    `no blank stands before "${d.found}": add one, or look for a quote within the value before it`,
  "cdata-in-html-content": () => '"<![CDATA[" begins a comment in HTML, its text is not shown: write the text itself',
  "incorrectly-opened-comment": () =>
    '"<!" begins a comment here, which hides everything up to the next ">": write "<!--" or "&lt;!"',
  "eof-in-script-html-comment-like-text": () => 'the file ends within a "<!--" in a script: close both',
  "eof-in-doctype": () => 'the file ends within the doctype: write "<!DOCTYPE html>"',
  "nested-comment": () => 'comments do not nest, the first "-->" closes both: remove the inner "<!--"',
  "abrupt-closing-of-empty-comment": () => 'this comment ends where it begins: write "<!-- -->" or remove it',
  "eof-in-comment": () => 'the comment is never closed and hides the rest of the file: add "-->"',
  "incorrectly-closed-comment": () => 'the comment is closed by "--!>": write "-->"',
  "eof-in-cdata": () => 'the CDATA section is never closed: add "]]>"',
  "absence-of-digits-in-numeric-character-reference": (d: Data) =>
    `"${d.found}" is no character reference, its number is missing: add it, or write "&amp;" for the "&"`,
  "null-character-reference": (d: Data) => `"${d.found}" stands for NUL and is shown as "\ufffd": remove it`,
  "surrogate-character-reference": (d: Data) =>
    `"${d.found}" is half of a character and is shown as "\ufffd": write the whole character`,
  "character-reference-outside-unicode-range": (d: Data) =>
    `"${cut(d.found, 40)}" is no character, the number is too large: correct it`,
  "control-character-reference": (d: Data) =>
    `"${d.found}" stands for a control character${fromWindows(d.found) ? `, browsers show "${fromWindows(d.found)}"` : ""}: write the character that is meant`,
  "noncharacter-character-reference": (d: Data) =>
    `"${d.found}" stands for what Unicode keeps out of texts: write the character that is meant`,
  "duplicate-attribute": (d: Data) =>
    `the tag has "${d.found}" a second time, only the first one counts: remove one of them`,
  doctype: () => 'the doctype is not written as it should be: write "<!DOCTYPE html>"',
};

/** The standard has a name for each thing that can be wrong within a doctype; there is one remedy. */
const doctypeCodes = [
  "unexpected-character-after-doctype-system-identifier",
  "missing-whitespace-after-doctype-public-keyword",
  "missing-whitespace-between-doctype-public-and-system-identifiers",
  "missing-whitespace-after-doctype-system-keyword",
  "missing-quote-before-doctype-public-identifier",
  "missing-quote-before-doctype-system-identifier",
  "missing-doctype-public-identifier",
  "missing-doctype-system-identifier",
  "abrupt-doctype-public-identifier",
  "abrupt-doctype-system-identifier",
  "missing-whitespace-before-doctype-name",
  "missing-doctype-name",
  "invalid-character-sequence-after-doctype-name",
] as const;

type Code = Exclude<keyof typeof plain, "doctype"> | (typeof doctypeCodes)[number];
const messages = Object.fromEntries([
  ...Object.entries(plain)
    .filter(([code]) => code !== "doctype")
    .map(([code, say]) => [code, words(code, say)]),
  ...doctypeCodes.map((code) => [code, words(code, plain.doctype)]),
]) as Record<Code, (d: Data) => string>;

const isKnown = (code: string): code is Code => Object.hasOwn(messages, code);

/** Errors within a tag have one cause, most often a quote: the first tells where it is. */
const inTag = new Set<string>([
  "end-tag-with-attributes",
  "end-tag-with-trailing-solidus",
  "non-void-html-element-start-tag-with-trailing-solidus",
  "unexpected-solidus-in-tag",
  "unexpected-equals-sign-before-attribute-name",
  "unexpected-character-in-attribute-name",
  "unexpected-character-in-unquoted-attribute-value",
  "missing-attribute-value",
  "missing-whitespace-between-attributes",
  "duplicate-attribute",
  "eof-in-tag",
  ...doctypeCodes,
]);

/** Likewise within a comment. */
const inComment = new Set<string>(["nested-comment", "incorrectly-closed-comment", "eof-in-comment"]);

export default defineRule({
  name: "html/parse-error",
  summary: "HTML is written so that browsers need not guess",
  severity: "error",
  fixable: "safe",
  messages,

  body(body, { article: { text }, report }) {
    if (body.parseErrors.length === 0) return;
    const places = placesOf(body);
    const { tags, comments } = places;
    let tag = 0;
    let comment = 0;
    /** Where the tag, comment or reference of the last error began. */
    let lastOwner = -1;
    let lastStart = body.range.start;
    const groups: { first: ParseError; element: Element | undefined; alone: boolean }[] = [];
    for (const error of body.parseErrors) {
      const { start } = error.range;
      while ((tags[tag + 1]?.startTag.start ?? Number.POSITIVE_INFINITY) <= start) tag++;
      while ((comments[comment + 1]?.start ?? Number.POSITIVE_INFINITY) <= start) comment++;
      const element = tags[tag];
      const within = element && element.startTag.start <= start && start < element.startTag.end ? element : undefined;
      let owner = start;
      if (inTag.has(error.code)) {
        // An end tag, or a start tag that HTML dropped: it began behind the last error, or is still the same.
        const found = within ? -1 : text.slice(lastStart, start + 1).lastIndexOf("<");
        owner = within?.startTag.start ?? (found === -1 ? lastOwner : lastStart + found);
      } else if (inComment.has(error.code)) owner = comments[comment]?.start ?? start;
      const last = groups.at(-1);
      if (last && owner === lastOwner) {
        last.alone &&= !inTag.has(error.code);
        // Inner beginnings are only seen because the comment does not end.
        if (error.code === "eof-in-comment") last.first = error;
      } else groups.push({ first: error, element: within, alone: true });
      lastOwner = owner;
      lastStart = start;
    }
    for (const { first, element, alone } of groups) {
      const { code } = first;
      const range = placeOf(first, places, text);
      // A test holds that the parser has no other codes.
      if (!isKnown(code) || isComponent(code, range, text)) continue;
      const found = foundAt(code, range, text);
      const edits = alone ? repair(code, range, text, element) : undefined;
      const fix: Fix | undefined = edits && { title: edits.title, safety: edits.safety ?? "safe", edits: edits.edits };
      report(code, { at: range, data: { found }, fix, suggestions: suggestions(code, range, text) });
    }
  },
});

interface Places {
  /** By where they begin. */
  readonly tags: readonly Element[];
  readonly comments: readonly Range[];
  /** Where the last thing ends that is part of the tree, or was an end tag. */
  readonly end: number;
}

/** In one walk, without recursion. */
function placesOf({ children, tagProblems, range }: Body): Places {
  const tags: Element[] = [];
  const comments: Range[] = [];
  let end = range.start;
  for (const problem of tagProblems) if (problem.kind === "stray") end = Math.max(end, problem.range.end);
  const stack = [...children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "element") {
      tags.push(node);
      for (const child of node.children) stack.push(child);
      end = Math.max(end, (node.endTag ?? node.startTag).end);
    } else {
      if (node.type === "comment") comments.push(node.range);
      end = Math.max(end, node.range.end);
    }
  }
  tags.sort((a, b) => a.startTag.start - b.startTag.start);
  comments.sort((a, b) => a.start - b.start);
  return { tags, comments, end };
}

/** `<Badge/>`: no element of HTML is written so; a component of Vue or MDX, which HTML never gets to see. */
const isComponent = (code: string, { start }: Range, text: string): boolean =>
  code === "non-void-html-element-start-tag-with-trailing-solidus" &&
  /^<[A-Z]\w*[a-z]/.test(text.slice(start, start + 40));

/** The parser points at where it noticed; a reader looks for where it began. */
function placeOf({ code, range }: ParseError, { comments, end: treeEnd }: Places, text: string): Range {
  const { start, end } = range;
  const backTo = (mark: string): Range => {
    const from = Math.max(0, start - mark.length);
    const at = text.slice(from, end).lastIndexOf(mark);
    return at === -1 ? range : { start: from + at, end: from + at + mark.length };
  };
  if (code === "nested-comment") return backTo("<!--");
  if (code === "incorrectly-closed-comment") return backTo("--!>");
  if (code === "unexpected-question-mark-instead-of-tag-name") return backTo("<?");
  if (code === "incorrectly-opened-comment") return backTo("<!");
  if (code === "eof-in-comment") {
    const last = comments.at(-1);
    return last ? { start: last.start, end: Math.min(last.end, last.start + 4) } : range;
  }
  if (code === "eof-in-tag") {
    // The tag is no part of the tree: it is what begins behind all that is.
    const at = text.indexOf("<", treeEnd);
    if (at !== -1) return { start: at, end: at + (/^<\/?[^\s/>"']*/.exec(text.slice(at, at + 60))?.[0].length ?? 1) };
  }
  return range;
}

function foundAt(code: string, { start, end }: Range, text: string): string {
  const found = text.slice(start, end);
  if (code === "non-void-html-element-start-tag-with-trailing-solidus")
    return /^<[^\s/>]*/.exec(found.slice(0, 60))?.[0].concat(">") ?? found;
  if (code === "missing-whitespace-between-attributes")
    return /^[^\s=>]*/.exec(text.slice(start, start + 40))?.[0] || found;
  if (code === "unexpected-character-in-attribute-name" || code === "unexpected-character-in-unquoted-attribute-value")
    return found === '"' ? "a quote" : `"${found}"`;
  return cut(found.replace(/\s+/g, " "));
}

/** Edits after which a browser shows the same; only for an error that is alone in its tag. */
function repair(
  code: Code,
  range: Range,
  text: string,
  element: Element | undefined,
): { title: string; safety?: Fix["safety"]; edits: Edit[] } | undefined {
  const { start, end } = range;
  const found = text.slice(start, end);
  const insert = (at: number, inserted: string): Edit => ({ range: { start: at, end: at }, text: inserted });
  switch (code) {
    case "missing-semicolon-after-character-reference":
      // `?a=1&copy=2` as text: a parameter was meant, not the sign that is shown.
      if (/[\w=]/.test(text[end] ?? "")) return undefined;
      return { title: 'add ";"', edits: [insert(end, ";")] };
    case "invalid-first-character-of-tag-name":
      if (found.startsWith("</")) return undefined;
      return { title: 'write "&lt;"', edits: [{ range: { start, end: start + 1 }, text: "&lt;" }] };
    case "absence-of-digits-in-numeric-character-reference":
      return { title: 'write "&amp;"', edits: [insert(start + 1, "amp;")] };
    case "control-character-reference": {
      const meant = fromWindows(found);
      return meant && found.endsWith(";") ? { title: `write "${meant}"`, edits: [{ range, text: meant }] } : undefined;
    }
    case "end-tag-with-trailing-solidus": {
      const slash = text.lastIndexOf("/", end - 1);
      return slash > start + 1
        ? { title: 'remove "/"', edits: [{ range: { start: slash, end: slash + 1 }, text: "" }] }
        : undefined;
    }
    case "unexpected-solidus-in-tag": {
      const slash = text[start] === "/" ? start : start - 1;
      if (text[slash] !== "/") return undefined;
      const parts = !/\s/.test(text[slash - 1] ?? "") && !/[\s>]/.test(text[slash + 1] ?? "");
      return { title: 'remove "/"', edits: [{ range: { start: slash, end: slash + 1 }, text: parts ? " " : "" }] };
    }
    case "missing-attribute-value":
      return text[start] === ">" ? { title: 'write ""', edits: [insert(start, '""')] } : undefined;
    case "missing-whitespace-between-attributes":
      // Another attribute, not the rest of a value that held a quote.
      if (!/^[a-z][\w:-]*=(["'])/i.test(text.slice(start, start + 60))) return undefined;
      return { title: "add a blank", edits: [insert(start, " ")] };
    case "incorrectly-closed-comment":
      return found === "--!>" ? { title: 'write "-->"', edits: [{ range, text: "-->" }] } : undefined;
    case "duplicate-attribute": {
      const first = element?.attributes[found.toLowerCase()];
      const rest = text.slice(end, Math.min(element?.startTag.end ?? end, end + 4000));
      const value = /^(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?(?=[\s/>])/.exec(rest);
      if (!first || !value || /\{[{%]|<%/.test(value[0]) || !/\s/.test(text[start - 1] ?? "")) return undefined;
      const same = (value[1] ?? value[2] ?? value[3] ?? "") === first.raw;
      return {
        title: same ? "remove the second one" : "remove the second one, which browsers ignore",
        safety: same ? "safe" : "unsafe",
        edits: [{ range: { start: start - 1, end: end + value[0].length }, text: "" }],
      };
    }
    default:
      return undefined;
  }
}

function suggestions(code: Code, { start, end }: Range, text: string): Fix[] {
  const asText: Fix = {
    title: 'write "&amp;"',
    safety: "unsafe",
    edits: [{ range: { start: start + 1, end: start + 1 }, text: "amp;" }],
  };
  if (code === "unknown-named-character-reference") return [asText];
  if (code !== "missing-semicolon-after-character-reference" || !/[\w=]/.test(text[end] ?? "")) return [];
  return [asText, { title: 'add ";"', safety: "unsafe", edits: [{ range: { start: end, end }, text: ";" }] }];
}

/** From 0x80 on; a blank where Windows has none. Node's own decoder, before version 23, takes these for Latin-1. */
const windows = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * What browsers make of `&#128;` to `&#159;`: the character that Windows has at this number, if it has one.
 * https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
 */
function fromWindows(reference: string): string | undefined {
  const [, hex, digits = ""] = /^&#(x?)([\da-f]+);?$/i.exec(reference) ?? [];
  const code = Number.parseInt(digits, hex ? 16 : 10);
  if (!(code >= 0x80 && code <= 0x9f)) return undefined;
  const char = windows[code - 0x80];
  return char === " " ? undefined : char;
}
