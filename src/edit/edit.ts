/** Edits the front matter of one article, and proves that nothing else has changed. */
import { isDeepStrictEqual } from "node:util";
import { readFrontMatter } from "../article/front-matter/index.js";
import type { Article, FrontMatter, Range } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { type Change, Impossible, namedKeys, nextStep, type Step } from "./changes.js";
import type { Condition } from "./condition.js";
import { type Data, namedValue } from "./value.js";

export type Edited =
  /** Not meant by the condition, or as wanted already. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "changed"; readonly text: string }
  /** Not changed, although it is meant. */
  | { readonly kind: "failed"; readonly problem: string };

/** Reads a text of the article anew. */
export type Read = (text: string) => Article;

/**
 * Makes the changes in order. The text is all or nothing: if one change cannot be made, none is.
 *
 * @param condition which articles are meant, by their data before the changes.
 */
export function editFrontMatter(
  text: string,
  read: Read,
  changes: readonly Change[],
  condition: Condition = () => true,
): Edited {
  const article = read(text);
  const { frontMatter } = article;
  if (!frontMatter) return { kind: "unchanged" };
  if (!frontMatter.data) return failed(t("edit.unreadable", "its front matter has errors"));
  if (!condition(frontMatter.data)) return { kind: "unchanged" };
  try {
    const result = allSteps(text, read, frontMatter, changes);
    if (result.text === text) return { kind: "unchanged" };
    const objection = objectionTo(article, read(result.text), result.data, changes);
    return objection === undefined ? { kind: "changed", text: result.text } : failed(objection);
  } catch (error) {
    if (error instanceof Impossible) return failed(error.message);
    throw error;
  }
}

const failed = (problem: string): Edited => ({ kind: "failed", problem });

function allSteps(source: string, read: Read, first: FrontMatter, changes: readonly Change[]) {
  let text = source;
  let frontMatter = first;
  let data = first.data as Data;
  for (const change of changes)
    for (;;) {
      const step = nextStep(change, frontMatter, data, text);
      if (!step) break;
      ({ text, frontMatter } = made(step, text, read, change));
      data = step.data;
      // Only tags take several steps. Another key of the same name, such as `b` in `a` after `"a.b"`, is not meant.
      if (change.kind !== "merge-tags") break;
    }
  return { text, data };
}

/** The text after the first edit that leads to the data. */
function made({ data, edits }: Step, text: string, read: Read, change: Change) {
  for (const { range, text: written } of edits) {
    const after = text.slice(0, range.start) + written + text.slice(range.end);
    const { frontMatter } = read(after);
    if (frontMatter && isDeepStrictEqual(frontMatter.data, data)) return { text: after, frontMatter };
  }
  const key = change.kind === "merge-tags" ? "tags" : change.key;
  throw new Impossible(
    t("edit.unwritable", 'stet cannot change "{key}" there without changing something else', { key }),
  );
}

/** Why the new text is not what was asked for, as a phrase; `undefined` if it is. */
function objectionTo(before: Article, after: Article, data: Data, changes: readonly Change[]): string | undefined {
  const [old, now] = [before.frontMatter, after.frontMatter];
  if (!old?.data || !now?.data || !isDeepStrictEqual(now.data, data) || now.problems.length > old.problems.length)
    return t("edit.objection.data", "the front matter would have other data than intended");
  if (
    before.text.slice(0, old.range.start) !== after.text.slice(0, now.range.start) ||
    bodyOf(before) !== bodyOf(after)
  )
    return t("edit.objection.body", "the text after the front matter would change");
  const named = namedKeys(changes, old.data);
  if (rest(before, named) !== rest(after, named))
    return t("edit.objection.rest", "other parts of the front matter would change");
  return otherObjection(before, after, changes);
}

const bodyOf = ({ text, frontMatter }: Article): string => text.slice(frontMatter?.range.end ?? 0);

/** The front matter without the named entries: in JSON, which may be one line, without these; otherwise without their lines. */
function rest({ text, frontMatter }: Article, named: ReadonlySet<string>): string {
  if (!frontMatter) return "";
  const { range, language } = frontMatter;
  const dropped = [...named]
    .flatMap((key) => frontMatter.place([key], "entry") ?? [])
    .sort((a, b) => a.start - b.start);
  if (language === "json") return withoutEntries(text, range, dropped);
  const lines: string[] = [];
  let at = range.start;
  for (const [line] of text.slice(range.start, range.end).matchAll(/[^\r\n]*(?:\r\n?|\n|$)/g)) {
    const end = at + line.length;
    if (!dropped.some((one) => one.start < end && one.end > at)) lines.push(line);
    at = end;
  }
  // The newline of the last line belongs to what follows it.
  return lines.join("").trimEnd();
}

/** Commas and whitespace between entries come and go with them. */
function withoutEntries(text: string, { start, end }: Range, entries: readonly Range[]): string {
  let kept = "";
  let at = start;
  for (const one of entries) {
    kept += text.slice(at, one.start);
    at = Math.max(at, one.end);
  }
  return (kept + text.slice(at, end)).replace(/[\s,]+/g, "");
}

/** Generators that read YAML 1.1 must see the same change, and no other. */
function otherObjection(before: Article, after: Article, changes: readonly Change[]): string | undefined {
  const [old, now] = [dataOf(before), dataOf(after)];
  const named = namedKeys(changes, old);
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)]))
    if (!named.has(key) && !isDeepStrictEqual(old[key], now[key])) return otherValue(key);
  for (const change of changes)
    if (
      change.kind === "set" &&
      !isDeepStrictEqual(namedValue(now, change.key), namedValue(after.frontMatter?.data, change.key))
    )
      return otherValue(change.key);
  return undefined;
}

/** The data as YAML 1.1; in other languages, the data. */
const dataOf = ({ text, frontMatter }: Article): Data =>
  (frontMatter && readFrontMatter(text, frontMatter.range.start, "1.1")?.frontMatter.data) ?? {};

const otherValue = (key: string): string =>
  t("edit.objection.other", 'generators that read YAML 1.1 would read another value of "{key}"', { key });
