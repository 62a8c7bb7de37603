/** What the text of a single-file component of Vue says about the ids that it gives a page. Nothing is run. */

/** A component that a template has, by the name in the template. */
export interface ComponentText {
  readonly ids: readonly string[];
  /** The components in its template. */
  readonly uses: readonly string[];
  /** Where names come from that its script imports. */
  readonly imports: ReadonlyMap<string, string>;
  /** The packages and files that its script imports. */
  readonly scripts: readonly string[];
  /** A program may give it other ids. */
  readonly mayHaveMore: boolean;
}

/** A start tag, with what is quoted in it. */
const startTag = /<([A-Za-z][\w.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;

/** An attribute with its value between quotes, or without them. */
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/g;

/** An attribute that a program decides about. */
const isDynamic = /^(?:[:@#.]|v-)/;
/** Such a one that may be an id or another element, and content that is made of text. */
const isBound =
  /^(?:(?::|v-bind:|\.)(?:id|is)(?=[.:]|$)|(?::|v-bind:|\.)\[|is$|v-html\b|(?::|v-bind:|\.)?(?:inner|outer)-?html\b)/i;
/** https://vuejs.org/api/built-in-directives.html: the others are programs of the site or of packages. */
const isOwnDirective = /^v-(?:text|html|show|if|else|else-if|for|on|bind|model|slot|pre|once|memo|cloak)(?=[:.]|$)/;

/** What a script does to give elements ids, or to render without the template. */
const changesPage = new RegExp(
  [
    String.raw`\b(?:inner|outer)HTML\b|\bsetHTML|\binsertAdjacent|\bcreateElement|\bcreateVNode|\bcreateContextualFragment`,
    String.raw`\b(?:set|toggle)Attribute|\.id\s*(?:[+|&?]{0,2})=(?!=)|\[\s*["'\x60]id["'\x60]\s*\]\s*[+|&?]{0,2}=(?!=)`,
    String.raw`\bObject\.assign\((?!\s*\{)|\bdefinePropert|\bReflect\.(?:set|apply)\b|\bDOMParser\b|\bcloneNode\b`,
    String.raw`\brender\b|\bh\s*\(|\bh\s+as\b|\bcreateApp\b|\btemplate\s*:|\bimport\s*\(\s*[^"'\s]`,
  ].join("|"),
);

/** Whether a program may give elements ids. */
export const mayChangePage = (code: string): boolean => changesPage.test(code);

/** Elements and components of Vue, Vue Router and VitePress that add no ids to those that are written in them. */
const inert =
  /^(?:Transition(?:Group)?|KeepAlive|Suspense|Teleport|ClientOnly|RouterLink|Badge|transition(?:-group)?|keep-alive|suspense|teleport|client-only|router-link|slot|template)$/;

export const isInert = (name: string): boolean => inert.test(name);

export function readComponent(text: string): ComponentText {
  const { attributes, template, isWhole } = templateIn(text);
  const scripts = scriptsIn(text);
  const code = scripts.map((script) => script.code).join("\n");
  const ids: string[] = [];
  const uses = new Set<string>();
  let mayHaveMore = template === "" || !isWhole || /\b(?:lang|src|functional)\b/.test(attributes);
  mayHaveMore ||= mayChangePage(code) || scripts.some((script) => /\bsrc\b|\b[jt]sx\b/.test(script.attributes));
  for (const [, name = "", rest = ""] of template.matchAll(startTag)) {
    const tag = name.toLowerCase();
    for (const [, written = "", double, single, bare] of rest.matchAll(attribute)) {
      const key = written.toLowerCase();
      const value = double ?? single ?? bare ?? "";
      if (value !== "" && (key === "id" || (key === "name" && tag === "a"))) ids.push(value);
      mayHaveMore ||= isChanging(written, value) || (tag === "a" && /^(?:v-bind)?[:.]name\b/.test(key));
    }
    mayHaveMore ||= name === "component" || name === "Content";
    // `feFlood` of SVG is no component.
    if (/^[A-Z]|-/.test(name) && !inert.test(name)) uses.add(name);
  }
  // A character reference in an id is not read.
  mayHaveMore ||= ids.some((id) => id.includes("&"));
  return { ids, uses: [...uses], imports: importsIn(code), scripts: specifiersIn(code), mayHaveMore };
}

/** Whether an attribute may give the page ids that are not written. `$attrs` has what the article writes. */
const isChanging = (name: string, value: string): boolean =>
  isBound.test(name) ||
  (name === "v-bind" && value.trim() !== "$attrs") ||
  (name.startsWith("v-") && !isOwnDirective.test(name)) ||
  (isDynamic.test(name) && mayChangePage(value));

/** From the first start tag `template` to the last end tag, without comments. */
function templateIn(text: string): {
  readonly attributes: string;
  readonly template: string;
  readonly isWhole: boolean;
} {
  const start = text.indexOf("<template");
  const open = start < 0 ? -1 : text.indexOf(">", start);
  const end = text.lastIndexOf("</template");
  if (open < 0 || end < open) return { attributes: "", template: "", isWhole: false };
  const parts: string[] = [];
  let at = open + 1;
  for (let comment = text.indexOf("<!--", at); comment >= 0 && comment < end; comment = text.indexOf("<!--", at)) {
    // `<!-->` is a comment.
    const close = text.indexOf("-->", comment + 2);
    if (close < 0 || close > end) return { attributes: "", template: text.slice(open + 1, end), isWhole: false };
    parts.push(text.slice(at, comment));
    at = close + 3;
  }
  return {
    attributes: text.slice(start, open),
    template: [...parts, text.slice(at, end)].join(""),
    isWhole: !/\n<template\b[^<>]{0,200}\s(?:lang|src)\b/.test(text),
  };
}

function scriptsIn(text: string): { readonly attributes: string; readonly code: string }[] {
  const found: { attributes: string; code: string }[] = [];
  for (let at = text.indexOf("<script"); at >= 0; ) {
    const open = text.indexOf(">", at);
    if (open < 0) break;
    const close = text.indexOf("</script", open);
    const end = close < 0 ? text.length : close;
    found.push({ attributes: text.slice(at, open), code: text.slice(open + 1, end) });
    at = text.indexOf("<script", end);
  }
  return found;
}

/** `import A from "a"`, `import { A, b as B } from "a"`. */
export function importsIn(code: string): Map<string, string> {
  const found = new Map<string, string>();
  let end = 0;
  for (const { 0: whole, 1: from = "", index } of code.matchAll(/\bfrom\s*["']([^"'\n]{1,300})["']/g)) {
    const before = code.slice(end, index);
    end = index + whole.length;
    const parts = before.split(/^[ \t]*import(?=[\s{*])|;[ \t]*import(?=[\s{*])/m);
    const clause = parts.length > 1 ? (parts.at(-1) ?? "") : "";
    if (/["';]|^\s*type\s+[\w${]/.test(clause)) continue;
    for (const part of clause.split(/[{},]/)) {
      const name = part.trim().split(/\s+/).at(-1) ?? "";
      if (/^[\w$]+$/.test(name)) found.set(name, from);
    }
  }
  return found;
}

const specifier = /(?:\bfrom\s{0,9}|\bimport\s{0,9}\(?\s{0,9}|\brequire\(\s{0,9})["']([^"'\n]{1,300})["']/g;

/** The packages and files that a script imports. */
export const specifiersIn = (code: string): string[] => [
  ...new Set([...code.matchAll(specifier)].map(([, name = ""]) => name)),
];

/** `FooBar`, for `foo-bar` and `FooBar`. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
