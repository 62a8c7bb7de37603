/** Compares the front matter before and after fixes, as YAML 1.1 and 1.2 read it. */
import { isDeepStrictEqual } from "node:util";
import { dateProblem, instantOf, readDate } from "../../article/dates.js";
import type { Range } from "../../article/types.js";
import { t } from "../../platform/i18n.js";
import type { Offsets } from "./offsets.js";
import type { Reading } from "./reading.js";

type Data = Readonly<Record<string, unknown>>;

/** Whether a page is published depends on these keys, in some generators for any type of value. */
const publishingKeys = new Set(["draft", "published", "publish", "unlisted", "hidden", "private"]);

/** Words that some versions of YAML read as booleans. */
const booleanWord = /^(?:y|yes|n|no|on|off|true|false)$/i;

/** Whether the fixes make front matter of what was text before. Then the page is a different one. */
export function becomesFrontMatter(before: Reading, after: Reading, offsets: Offsets): boolean {
  const hasKeys = ({ frontMatter }: Reading) => Object.keys(frontMatter?.data ?? {}).length > 0;
  if (hasKeys(before) || !hasKeys(after)) return false;
  // If only its syntax was wrong, the page is the same.
  const { start, end } = offsets.placesOf(before.bodyStart);
  return after.bodyStart < start || end < after.bodyStart;
}

/** With a new page, fixes of the page cannot be compared, so they wait for the next pass. */
export const besidesFrontMatter = (after: Reading, offsets: Offsets): string | undefined =>
  offsets
    .newTouching({ start: after.bodyStart, end: after.text.length })
    .some(({ range }) => range.end > after.bodyStart || range.start > after.bodyStart)
    ? t("fix.proof.newFrontMatter", "the front matter must be fixed first")
    : undefined;

/** How the edits damage front matter that no fix names, as a phrase. This holds for unsafe fixes as well. */
export function frontMatterDamage(before: Reading, after: Reading, offsets: Offsets): string | undefined {
  const [old, now] = [before.frontMatter, after.frontMatter];
  if (old?.data === undefined) return undefined;
  if (now?.data === undefined) return t("fix.damage.unreadable", "the front matter could not be read afterwards");
  for (const key of Object.keys(old.data)) {
    if (isNamed(key, before, offsets)) continue;
    if (!Object.hasOwn(now.data, key)) return t("fix.damage.lost", 'it would remove the key "{key}"', { key });
    if (!isDeepStrictEqual(old.data[key], now.data[key]))
      return t("fix.damage.changed", 'it would change the value of "{key}"', { key });
  }
  // A new key must come from an edit within the block.
  const inBlock = offsets.touching(old.range).length > 0;
  for (const key of Object.keys(now.data))
    if (!Object.hasOwn(old.data, key) && !inBlock)
      return t("fix.damage.added", 'it would add the key "{key}"', { key });
  return undefined;
}

/** Whether an edit touches the entry of a key, or the value that its alias (`updated: *day`) repeats may change. */
function isNamed(key: string, { text, frontMatter }: Reading, offsets: Offsets): boolean {
  const range = frontMatter?.place([key], "entry");
  if (!range) return false;
  return offsets.touching(range).length > 0 || /[:\s[{,]\*\S/.test(text.slice(range.start, range.end));
}

/** What a safe fix may not change in the values that it does name. */
export function frontMatterObjection(before: Reading, after: Reading, offsets: Offsets): string | undefined {
  if (after.frontMatter?.data === undefined) return undefined;
  if (before.frontMatter?.data === undefined) return quotedWord(after, offsets);
  return (
    valuesObjection(before.frontMatter.data, after.frontMatter.data) ??
    (before.otherData && after.otherData && valuesObjection(before.otherData, after.otherData))
  );
}

function valuesObjection(before: Data, after: Data): string | undefined {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]];
    if (publishingKeys.has(key.toLowerCase()) && !isDeepStrictEqual(meantBy(old), meantBy(now))) return published(key);
    const objection = key in before && key in after ? valueObjection(key, old, now) : undefined;
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function valueObjection(key: string, old: unknown, now: unknown): string | undefined {
  if (old === now) return undefined;
  if (typeof old === "boolean")
    return t("fix.proof.boolean", 'some programs read the value of "{key}" as true or false', { key });
  if (typeof old === "string" && typeof now === "string" && isOtherTime(old, now))
    return t("fix.proof.date", 'it would change the time of "{key}"', { key });
  if (Array.isArray(old) && Array.isArray(now) && old.length === now.length)
    for (const [at, item] of old.entries()) {
      const objection = valueObjection(`${key}[${at}]`, item, now[at]);
      if (objection !== undefined) return objection;
    }
  else if (isMap(old) && isMap(now))
    for (const name of Object.keys(old))
      if (Object.hasOwn(now, name)) {
        const objection = valueObjection(`${key}.${name}`, old[name], now[name]);
        if (objection !== undefined) return objection;
      }
  return undefined;
}

/** A text such as `'true'` is true in every generator. `'false'` is false in some, and a text that is not empty in others. */
const meantBy = (value: unknown): unknown =>
  typeof value === "string" && value.toLowerCase() === "true" ? true : value;

const isMap = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

const published = (key: string): string =>
  t("fix.proof.published", '"{key}" decides whether the page is published', { key });

/** Whether both are dates of different times. A time without a zone is compared as it is written. */
function isOtherTime(before: string, after: string): boolean {
  const [old, now] = [readDate(before), readDate(after)];
  if (!old || !now || dateProblem(old) || dateProblem(now)) return false;
  if (old.offset && now.offset) return instantOf(old) !== instantOf(now);
  const { offset: _, ...oldTime } = old;
  const { offset: __, ...newTime } = now;
  return instantOf({ ...oldTime, offset: undefined }) !== instantOf({ ...newTime, offset: undefined });
}

/** A word that the repair of unreadable front matter makes a text, although some programs read it as a boolean. */
function quotedWord(after: Reading, offsets: Offsets): string | undefined {
  const touched = (range: Range) => offsets.newTouching(range).length > 0;
  const word = after.frontMatter
    ?.scalars()
    .find(
      ({ part, value, range }) =>
        part === "value" && typeof value === "string" && booleanWord.test(value) && touched(range),
    );
  return word && valueObjection(String(word.path[0]), true, word.value);
}
