/** Completes keys and values of front matter from the article's schema, and whatever else an article refers to. */

import { isDeepStrictEqual } from "node:util";
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  TextEdit,
} from "vscode-languageserver/node";
import { stringify } from "yaml";
import type { Article, FrontMatter, Path, YamlDialect } from "../article/types.js";
import { readArticle } from "../lint/read-article.js";
import { t, translate } from "../platform/i18n.js";
import { schemaOf } from "../run/lint-text.js";
import type { CompiledSchema, Description, KeyCompletion, ValueCompletion } from "../schema/types.js";
import { toRange } from "./diagnostics.js";
import { completeDirective } from "./directive-completion.js";
import type { AnalyzedDocument } from "./document-store.js";
import { type WritingPlace, writingPlace } from "./front-matter-place.js";
import { completeUrl } from "./url-completion.js";
import { urlPlace } from "./url-place.js";

export async function completionsAt(seen: AnalyzedDocument, offset: number): Promise<CompletionList> {
  const directive = await completeDirective(seen, offset);
  if (directive) return { items: directive, isIncomplete: false };
  const { article, input } = seen;
  const { frontMatter } = article;
  const place = frontMatter && writingPlace(frontMatter, input.text, offset);
  if (place) return inFrontMatter(seen, frontMatter, place, offset);
  const url = urlPlace(article, offset);
  return url ? completeUrl(url, seen) : { items: [], isIncomplete: false };
}

async function inFrontMatter(
  seen: AnalyzedDocument,
  { language }: FrontMatter,
  place: WritingPlace,
  offset: number,
): Promise<CompletionList> {
  const { input, plan, document } = seen;
  const settled = withoutLine(seen, offset);
  const schema = await schemaOf(settled, input, plan);
  if (!schema) return { items: [], isIncomplete: false };
  if (place.kind === "value" && isImagePath(schema, place.path)) {
    const written = input.text.slice(place.range.start, place.range.end);
    const quote = /^["']/.exec(written)?.[0] ?? "";
    const range = { start: place.range.start + quote.length, end: place.range.end };
    const as = { syntax: "html", about: "image" } as const;
    return completeUrl({ about: "image", as, written: written.slice(quote.length), range }, seen);
  }
  const { keys, values } = schema.completions(place.path);
  const range = toRange(document, place.range);
  const item = (label: string, text: string, more: Partial<CompletionItem>): CompletionItem => ({
    label,
    // Editors compare this with the written text, including quotes.
    filterText: text,
    textEdit: TextEdit.replace(range, text),
    ...more,
  });
  const items: CompletionItem[] = [];
  if (place.kind === "key" || place.also) {
    const written = writtenKeys(settled.frontMatter?.data, place.path);
    const now = input.text.slice(place.range.start, place.range.end).replace(/^["']|["']$/g, "");
    for (const key of keys) {
      if (written.has(key.name) && key.name !== now) continue;
      items.push(item(key.name, keyText(key.name, language, place.hasSign), keyItem(key)));
    }
  }
  if (place.kind === "value")
    for (const value of values) {
      const text = valueText(value, language, plan.yaml);
      items.push(item(String(value.value), text, { kind: CompletionItemKind.EnumMember, ...documented(value) }));
    }
  // In the order of the schema, required keys first.
  const sorted = items.map((one, index) => ({
    ...one,
    sortText: `${one.sortText ?? "1"}${String(index).padStart(5, "0")}`,
  }));
  return { items: sorted, isIncomplete: false };
}

/** Whether the schema says that the value at a path is the URL of an image. */
function isImagePath(schema: CompiledSchema, path: Path): boolean {
  let data: unknown = "a.png";
  for (const step of [...path].reverse()) data = typeof step === "number" ? [data] : { [step]: data };
  return schema.imagePaths(data).some((one) => isDeepStrictEqual(one, path));
}

/**
 * The article without the line at the cursor, because an incomplete line may prevent the front matter from being
 * parsed.
 */
function withoutLine({ article, input, plan }: AnalyzedDocument, offset: number): Article {
  // JSON may be on one line, and its parser accepts incomplete text.
  if (article.frontMatter?.language === "json") return article;
  const { text } = input;
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return readArticle({ ...input, text: text.slice(0, start) + (end < 0 ? "" : text.slice(end + 1)) }, plan);
}

/** In the schemas of generators, descriptions end with a link to the generator's documentation. */
export function documented({ description, messageId }: Description): Partial<CompletionItem> {
  if (description === undefined) return {};
  const [, words = description, link = ""] = /^(.*?)( https:\/\/\S+)$/s.exec(description) ?? [];
  return { documentation: translate(`fields.${messageId}`, words) + link };
}

const keyItem = (key: KeyCompletion): Partial<CompletionItem> => ({
  kind: CompletionItemKind.Property,
  ...documented(key),
  ...(key.required && { detail: t("lsp.required", "required") }),
  ...(key.deprecated && { tags: [CompletionItemTag.Deprecated], detail: t("lsp.deprecated", "deprecated") }),
  sortText: key.required ? "0" : key.deprecated ? "2" : "1",
});

function keyText(name: string, language: string, hasSign: boolean): string {
  if (language === "json") return JSON.stringify(name) + (hasSign ? "" : ": ");
  if (language === "toml") return (/^[\w-]+$/.test(name) ? name : JSON.stringify(name)) + (hasSign ? "" : " = ");
  return stringify(name).trimEnd() + (hasSign ? "" : ": ");
}

function valueText({ value }: ValueCompletion, language: string, version: YamlDialect = "1.2"): string {
  const reads11 = version !== "1.2" && version !== "js-yaml-4";
  return language === "yaml" ? stringify(value, { version: reads11 ? "1.1" : "1.2" }).trimEnd() : JSON.stringify(value);
}

/** The existing keys of the mapping. Empty for a list, because a new item has no keys yet. */
function writtenKeys(data: unknown, path: Path): ReadonlySet<string> {
  let here = data;
  for (const step of path) {
    if (typeof step === "number" || typeof here !== "object" || here === null) return new Set();
    here = Object.hasOwn(here, step) ? (here as Record<string, unknown>)[step] : undefined;
  }
  return new Set(typeof here === "object" && here !== null ? Object.keys(here) : []);
}
