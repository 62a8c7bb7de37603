/** What differs between an article before and after safe fixes, as parsers read it that stet does not use. */
import { isDeepStrictEqual } from "node:util";
import type { ResultFix } from "../../src/results.js";
import { type Data, dataOf, type Part, type Split, splitArticle, templatesOf } from "./readers.js";

/** What the fixes declare to change. */
export interface Declared {
  readonly elements: boolean;
  readonly attributes: boolean;
  readonly text: boolean;
  /** Marks of Markdown become what they were meant to be. */
  readonly markdown: boolean;
  /** The texts that the fixes remove and insert. */
  readonly written: string;
  readonly edits: number;
}

export function declaredBy(text: string, fix: ResultFix): Declared {
  const changes = new Set(fix.changes ?? []);
  return {
    elements: changes.has("elements"),
    attributes: changes.has("attributes"),
    text: changes.has("text"),
    markdown: changes.has("markdown"),
    written: fix.edits.map(({ range, text: now }) => `${text.slice(range.start, range.end)} ${now}`).join(" "),
    edits: fix.edits.length,
  };
}

const invisible =
  /[\ufe00-\ufe0f]|[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/g;

/** Adjacent texts as one, with whitespace as browsers show it. Where it is at a border of a block is not compared. */
function textsOf(parts: readonly Part[]): string {
  let text = "";
  for (const part of parts)
    if (part.kind === "text")
      text += part.verbatim
        ? part.value.replace(/\r\n?/g, "\n").replace(/[ \t\n]+$/, "")
        : part.value.replace(/\s+/g, "");
  return text.replace(/\u00a0/g, "");
}

const tagsOf = (parts: readonly Part[], without: ReadonlySet<string>): string[] =>
  parts.flatMap((part) => {
    if (part.kind === "text" || without.has(part.tag)) return [];
    return part.kind === "open" ? [`<${part.tag}>`] : [`</${part.tag}>`];
  });

const elementsOf = (parts: readonly Part[], without: ReadonlySet<string>) =>
  parts.flatMap((part) => (part.kind === "open" && !without.has(part.tag) ? [part] : []));

/** Nobody sees them if nothing is in them. Markdown makes such paragraphs, and browsers copy them into what follows an element that is not closed. */
const formatting = new Set("a b big code em p font i nobr s small strike strong tt u span sub sup".split(" "));

/** Without elements of formatting that have no content. */
function withoutEmpty(parts: readonly Part[]): Part[] {
  const left: Part[] = [];
  for (const part of parts) {
    if (part.kind === "close" && formatting.has(part.tag)) {
      let at = left.length - 1;
      while (isBlank(left[at])) at--;
      const open = left[at];
      if (open?.kind === "open" && open.tag === part.tag) {
        left.splice(at, 1);
        continue;
      }
    }
    left.push(part);
  }
  return left;
}

const isBlank = (part: Part | undefined): boolean =>
  part?.kind === "text" && part.value.replace(invisible, "").trim() === "";

/** The elements that Markdown makes of marks. */
const ofMarkdown = "p br h1 h2 h3 h4 h5 h6 strong em a img table thead tbody tr th td".split(" ");

/**
 * A reason why a text is another one than before, besides marks of Markdown that became elements. What readers do not see any
 * more must be in an attribute, such as the URL of a link.
 */
function markedDifference(before: readonly Part[], after: readonly Part[]): string | undefined {
  const withoutMarks = (text: string) => text.replace(invisible, "").replace(/[\s\p{P}\p{S}]|%20/gu, "");
  const [old, now] = [before, after].map((parts) => withoutMarks(textsOf(parts)));
  const values = after.flatMap((part) => (part.kind === "open" ? Object.values(part.attributes) : []));
  let [at, left] = [0, ""];
  for (const char of old ?? "") {
    if (now?.startsWith(char, at)) at += char.length;
    else left += char;
  }
  // The URL of a link is percent-encoded on the page.
  const decoded = values.map((value) =>
    value.replace(/(?:%[\da-f]{2})+/gi, (part) => Buffer.from(part.replaceAll("%", ""), "hex").toString()),
  );
  const attributes = withoutMarks(decoded.join(" "));
  const isLost = [...left].some((char) => !attributes.includes(char));
  return isLost || at < (now?.length ?? 0) ? `text: ${JSON.stringify(old)} ${JSON.stringify(now)}` : undefined;
}

/** A reason why the pages differ in more than what is declared. */
export function pageDifference(was: readonly Part[], is: readonly Part[], declared: Declared): string | undefined {
  const [before, after] = [withoutEmpty(was), withoutEmpty(is)];
  const named = declared.elements
    ? [...declared.written.matchAll(/<\/?([a-z][\w:-]*)/gi)].map(([, name = ""]) => name.toLowerCase())
    : [];
  const without = new Set(declared.markdown ? [...named, ...ofMarkdown] : named);
  const [oldTags, newTags] = [tagsOf(before, without), tagsOf(after, without)];
  if (!isDeepStrictEqual(oldTags, newTags)) return `elements: ${oldTags.join("")} ${newTags.join("")}`;
  // The text of an image in Markdown is an attribute on the page.
  const asAttribute = (value: string | undefined) => {
    // Alt text is the text of Markdown, in which blanks at the end of a line show nothing.
    const written = value?.replace(/\r\n?/g, "\n").replace(/[ \t]+(?=\n)/g, "");
    return declared.text ? written?.replace(invisible, "") : written;
  };
  const asText = (parts: readonly Part[]) => (declared.text ? textsOf(parts).replace(invisible, "") : textsOf(parts));
  const [oldText, newText] = [asText(before), asText(after)];
  const marked = declared.markdown ? markedDifference(before, after) : undefined;
  if (marked !== undefined) return marked;
  if (!declared.markdown && oldText !== newText) return `text: ${JSON.stringify(oldText)} ${JSON.stringify(newText)}`;
  const [old, now] = [elementsOf(before, without), elementsOf(after, without)];
  let changed = 0;
  for (const [at, { tag, attributes }] of old.entries()) {
    const others = now[at]?.attributes ?? {};
    for (const name of new Set([...Object.keys(attributes), ...Object.keys(others)]))
      if (asAttribute(attributes[name]) !== asAttribute(others[name])) {
        changed++;
        const difference = `${tag} ${name}: ${JSON.stringify(attributes[name])} ${JSON.stringify(others[name])}`;
        if (!declared.attributes) return `attribute: ${difference}`;
        if (
          /%(?:3c|3e|22|27|0a|0d)/i.test(others[name] ?? "") &&
          !/%(?:3c|3e|22|27|0a|0d)/i.test(attributes[name] ?? "")
        )
          return `encoded: ${difference}`;
      }
  }
  return changed > Math.max(1, 3 * declared.edits) ? `${changed} attributes` : undefined;
}

/** The entries of the front matter as they are written, by their keys. */
function entriesOf({ language, head }: Split): Map<string, string> {
  const entries = new Map<string, string>();
  const start = language === "json" ? /^\s*"([^"]*)"\s*:/ : /^(?:"([^"]*)"|'([^']*)'|([^\s#:=[\]][^:=]*?))\s*[:=]/;
  let key = "";
  for (const line of head.split(/\r?\n/)) {
    const found = start.exec(line);
    if (found) key = found[1] ?? found[2] ?? found[3] ?? "";
    entries.set(key, `${entries.get(key) ?? ""}\n${line.replace(/,\s*$/, "")}`);
  }
  return entries;
}

/** YAML 1.1 reads these keys as booleans. A fix that quotes such a key makes it the text that is meant. */
const booleanKeys = { true: ["y", "yes", "on", "true"], false: ["n", "no", "off", "false"] };

/** The data with the keys that a fix has quoted under the names they have now. */
function withQuotedKeys(data: Data, other: Data): Data {
  const renamed: Record<string, unknown> = { ...data };
  for (const [read, words] of Object.entries(booleanKeys)) {
    const word = Object.keys(other).find((key) => words.includes(key.toLowerCase()) && !Object.hasOwn(data, key));
    if (word === undefined || !Object.hasOwn(data, read) || Object.hasOwn(other, read)) continue;
    renamed[word] = data[read];
    delete renamed[read];
  }
  return renamed;
}

const publishing = /^(?:draft|published|publish|hidden)$/i;

/** A reason why the front matter differs where no fix has written anything, or in what decides about the page. */
export function dataDifference(before: string, after: string): string | undefined {
  const [old, now] = [splitArticle(before), splitArticle(after)];
  const [oldData, newData] = [dataOf(old), dataOf(now)];
  const [oldEntries, newEntries] = [entriesOf(old), entriesOf(now)];
  for (const [reader, written] of Object.entries(oldData)) {
    const other = newData[reader];
    if (!other) return `${reader} cannot read it`;
    const data = reader === "YAML 1.1" ? withQuotedKeys(written, other) : written;
    for (const key of new Set([...Object.keys(data), ...Object.keys(other)])) {
      const isWritten = oldEntries.get(key) !== newEntries.get(key);
      const [a, b] = [(data as Data)[key], (other as Data)[key]];
      if (isDeepStrictEqual(a, b)) continue;
      const difference = `${reader} ${key}: ${JSON.stringify(a)} ${JSON.stringify(b)}`;
      if (!isWritten) return difference;
      // A text that is not empty is true in every language.
      if (a === "true" && b === true) continue;
      if (publishing.test(key) || typeof a === "boolean") return difference;
      if (a instanceof Date && b instanceof Date && a.getTime() !== b.getTime()) return difference;
    }
  }
  return undefined;
}

/** A reason why code of templates differs. */
export function templateDifference(before: string, after: string): string | undefined {
  const [old, now] = [templatesOf(before), templatesOf(after)];
  return isDeepStrictEqual(old, now) ? undefined : `templates: ${old.join(" ")} | ${now.join(" ")}`;
}

/** No change is declared. */
export const nothing: Declared = {
  elements: false,
  attributes: false,
  text: false,
  markdown: false,
  written: "",
  edits: 0,
};

/**
 * A reason why the visible texts differ in more than invisible characters.
 *
 * @param isMarked marks of Markdown may become elements.
 */
export function textDifference(before: readonly Part[], after: readonly Part[], isMarked: boolean): string | undefined {
  if (isMarked) return markedDifference(before, after);
  const [old, now] = [before, after].map((parts) => textsOf(parts).replace(invisible, ""));
  return old === now ? undefined : `text: ${JSON.stringify(old)} ${JSON.stringify(now)}`;
}
