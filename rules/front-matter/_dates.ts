/** Helpers of the rule `front-matter/date`: comparisons of dates, the date in a path, and the edit that writes a date. */
import {
  dateProblem,
  type Edit,
  type FrontMatter,
  formatDate,
  instantOf,
  type Moment,
  readDate,
  readUnix,
} from "../../src/rule.js";

/** The names that Hexo, Jekyll, Hugo, Astro (its blog template), WordPress exports and feeds use. The schemas in schemas/ know them too. */
export const publicationKeys = [
  "date",
  "pubDate",
  "pubDatetime",
  "publishDate",
  "published",
  "publishedAt",
  "published_at",
  "created",
  "created_at",
];
export const updateKeys = [
  "updated",
  "lastmod",
  "modified",
  "last_modified_at",
  "updatedDate",
  "updatedAt",
  "updated_at",
  "modDatetime",
  "lastUpdated",
];

const hour = 60 * 60 * 1000;
export const day = 24 * hour;

/** Whether `a` is certainly before `b`. If only one of them has a zone, they must be further apart than time zones can be. */
export function isBefore(a: Moment, b: Moment): boolean {
  const apart = (a.offset === undefined) === (b.offset === undefined) ? 0 : 14 * hour;
  // A day without a time counts until its end.
  const end = instantOf(a) + (a.time ? 0 : day - 1);
  return end + apart < instantOf(b);
}

/** Why a date that exists cannot be meant. */
export interface MissingDate {
  /** `none`: the zero of a program's clock. `seconds`: seconds since 1970 that were read as milliseconds. */
  readonly kind: "none" | "seconds";
  /** The date that was meant, to about 17 minutes: a second in 1970 stands for a thousand. */
  readonly meant?: Moment | undefined;
}

/**
 * Recognizes dates that programs write if they have none, or misread one: 1970-01-01 in any time zone (the zero of Unix
 * and JavaScript), the years 0 and 1 (the zero of SQL, .NET and Go), and a time of day in January or February 1970, which
 * is a number of seconds from 1990 to 2099 that was read as milliseconds. Other early dates may be those of history.
 *
 * @param zone the time zone of times that state none.
 */
export function missingDate(date: Moment, zone?: Moment["offset"]): MissingDate | undefined {
  if (date.year <= 1) return { kind: "none" };
  const { time } = date;
  const instant = instantOf(date, zone);
  if (!time) return instant === 0 ? { kind: "none" } : undefined;
  if (Math.abs(instant) <= 14 * hour && (isRound(instant) || instant === -1000)) return { kind: "none" };
  const isMidnight = time.hour === 0 && time.minute === 0 && time.second === 0;
  const meant = isMidnight || date.year !== 1970 ? undefined : readUnix(String(Math.floor(instant)));
  if (!meant) return undefined;
  return { kind: "seconds", meant: (date.offset ?? zone) ? meant : undefined };
}

/** Whether only a time zone can lie between the instant and zero: their offsets are quarters of an hour. */
const isRound = (instant: number): boolean => instant % (hour / 4) === 0;

/** Whether the date is on that day in any time zone (UTC-12 to UTC+14). Without a zone, the written day counts. */
export function mayBeOn(date: Moment, named: Moment): boolean {
  const start = instantOf(named);
  if (!date.time || !date.offset)
    return date.year === named.year && date.month === named.month && date.day === named.day;
  const instant = instantOf(date);
  return instant + 14 * hour >= start && instant - 12 * hour < start + day;
}

/**
 * The date in the file name, or in the folder name of a page bundle
 * (https://gohugo.io/content-management/page-bundles/).
 */
const dayInPath = /(?:^|\/)(\d{4})-(\d{2})-(\d{2})(?:[-_ ][^/]*|\.\w+|(?:[-_ ][^/]*)?\/(?:_?index|README)\.\w+)$/i;

/** The date in the name of the file or its folder, and its text. The date may be invalid, such as `2021-02-30`. */
export function dateInPath(path: string): { readonly date: Moment; readonly text: string } | undefined {
  const [, year, month, dayOfMonth] = dayInPath.exec(path) ?? [];
  if (year === undefined) return undefined;
  const date = {
    year: Number(year),
    month: Number(month),
    day: Number(dayOfMonth),
    time: undefined,
    offset: undefined,
  };
  return { date, text: `${year}-${month}-${dayOfMonth}` };
}

/**
 * The edit that writes a date. Text stays text, and is quoted if YAML 1.1 would read a timestamp: Hexo shifts
 * timestamps, even those with a zone, by the UTC offset of the build computer (hexo-front-matter 4, `parse`).
 *
 * @param wasText whether site generators read the present value as text.
 */
export function setDate(
  frontMatter: FrontMatter,
  key: string,
  date: Moment,
  style: "spaced" | "iso",
  wasText: boolean,
): Edit | undefined {
  const isQuoted = /^["']/.test(frontMatter.written([key]) ?? "");
  // TOML has a date type, which does not have the spaced form.
  if (frontMatter.language === "toml" && !isQuoted) return frontMatter.setSource([key], formatDate(date, "iso"));
  const text = formatDate(date, style);
  if (isQuoted || frontMatter.language !== "yaml") return frontMatter.setString([key], text);
  const isTimestamp = style === "iso" || !date.time || !date.offset;
  return wasText && isTimestamp ? frontMatter.setString([key], text) : frontMatter.setSource([key], text);
}

/**
 * The date to write instead of a missing one: the one that was meant, if it is past and agrees with the file name;
 * otherwise that of the file name.
 */
export function likelyDate(
  meant: Moment | undefined,
  path: string,
  { isPast }: { isPast(instant: number): boolean },
): Moment | undefined {
  const named = dateInPath(path)?.date;
  const day = named && !dateProblem(named) && !missingDate(named) ? named : undefined;
  if (meant && isPast(instantOf(meant)) && (!day || mayBeOn(meant, day))) return meant;
  return day;
}

/** The date that is most likely intended by a text that is not one, such as `20211211` or `2021--12-11`. */
export function guessDate(text: string): Moment | undefined {
  const guess = readDate(
    text
      .replace(/^((?:19|20)\d\d)(\d\d)(\d\d)$/, "$1-$2-$3")
      .replace(/([-/.:])\1+/g, "$1")
      .replace(/(?<![^\w)])[^\w)]+$/, ""),
  );
  return guess && !dateProblem(guess) ? guess : undefined;
}

/** Whether a key says when the article or its last change was, and not when something expires. */
export const isOfArticle = (key: string, { first, last }: Record<"first" | "last", readonly string[]>): boolean =>
  first.includes(key) || last.includes(key);

/** Empty values, booleans and template tags are not dates that somebody mistyped. */
export const canBeDate = (text: string): boolean =>
  text !== "" && !/^(?:true|false|yes|no|on|off)$/i.test(text) && !/\{\{|\{%|<%/.test(text);
