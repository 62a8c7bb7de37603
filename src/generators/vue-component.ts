/** What the text of a single-file component of Vue says about the ids that it gives a page. Nothing is run. */

/** A component that a template has, by the name in the template. */
export interface ComponentText {
  readonly ids: readonly string[];
  /** The components in its template. */
  readonly uses: readonly string[];
  /** Where names come from that its script imports. */
  readonly imports: ReadonlyMap<string, string>;
  /** A program may give it other ids. */
  readonly mayHaveMore: boolean;
}

/** The first element `template` at the top of a component, which ends with the last end tag. */
const templateBlock = /^<template([^<>]{0,200})>([\s\S]*)^<\/template>/m;
const scriptBlock = /^<script(?:\s[^<>]{0,200})?>([\s\S]*?)^<\/script>/gm;

/** A start tag, with what is quoted in it. */
const startTag = /<([A-Za-z][\w.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;

/** Bound ids and attributes, and content that is made of text. `$attrs` has what the article writes. */
const bound =
  /(?:^|\s)(?:(?::|v-bind:|\.)(?:id|\[)|v-bind\s*=\s*(?!["']\$attrs["'])|v-html\b|:?innerHTML\b|:?name\s*=\s*["'](?=[^"']*\sid))/;

/** What a script does to give elements ids, or to render without the template. */
const changesPage =
  /\binnerHTML\b|\binsertAdjacent|\bcreateElement|\bsetAttribute\b|\.id\s*=(?!=)|\bDOMParser\b|\brender\b|\bh\(|\bcreateApp\b/;

/** Elements and components of Vue, Vue Router and VitePress that add no ids to those that are written in them. */
const inert =
  /^(?:Transition(?:Group)?|KeepAlive|Suspense|Teleport|ClientOnly|RouterLink|Badge|transition(?:-group)?|keep-alive|suspense|teleport|client-only|router-link|slot|template)$/;

export const isInert = (name: string): boolean => inert.test(name);

export function readComponent(text: string): ComponentText {
  const [, attributes = "", template = ""] = templateBlock.exec(text) ?? [];
  const scripts = [...text.matchAll(scriptBlock)].map(([, code = ""]) => code);
  const shown = template.replace(/<!--[\s\S]*?-->/g, "");
  const ids: string[] = [];
  const uses = new Set<string>();
  let mayHaveMore = template === "" || /\b(?:lang|src|functional)\b/.test(attributes);
  mayHaveMore ||= scripts.some((code) => changesPage.test(code));
  for (const [, name = "", rest = ""] of shown.matchAll(startTag)) {
    const [, double, single] = /(?:^|\s)id\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(rest) ?? [];
    const id = double ?? single ?? "";
    if (id !== "") ids.push(id);
    mayHaveMore ||= bound.test(rest) || name === "component" || name === "Content";
    // `feFlood` of SVG is no component.
    if (/^[A-Z]|-/.test(name) && !inert.test(name)) uses.add(name);
  }
  return { ids, uses: [...uses], imports: importsIn(scripts.join("\n")), mayHaveMore };
}

const importStatement = /^\s*import\s+(?!type\b)([^"';]{1,2000}?)\s+from\s*["']([^"'\n]{1,300})["']/gm;

/** `import A from "a"`, `import { A, b as B } from "a"`. */
export function importsIn(code: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, clause = "", from = ""] of code.matchAll(importStatement)) {
    for (const part of clause.replace(/[{}]/g, ",").split(",")) {
      const name = /([\w$]+)\s*$/.exec(part)?.[1];
      if (name !== undefined) found.set(name, from);
    }
  }
  return found;
}

/** `FooBar`, for `foo-bar` and `FooBar`. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
