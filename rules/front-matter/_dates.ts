/** Helpers of the rule `front-matter/date`: comparisons of dates, the date in a path, and the edit that writes a date. */
import { type Edit, type FrontMatter, formatDate, instantOf, type Moment } from "../../src/rule.js";

const hour = 60 * 60 * 1000;
export const day = 24 * hour;

/** Whether `a` is certainly before `b`. If only one of them has a zone, they must be further apart than time zones can be. */
export function isBefore(a: Moment, b: Moment): boolean {
  const apart = (a.offset === undefined) === (b.offset === undefined) ? 0 : 14 * hour;
  // A day without a time counts until its end.
  const end = instantOf(a) + (a.time ? 0 : day - 1);
  return end + apart < instantOf(b);
}

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
