/**
 * Whether Hexo reads the same moment in two ways to write a date. js-yaml makes a `Date` of a plain YAML timestamp, and
 * hexo-front-matter adds the time zone of the machine to each `Date`, even if the timestamp has a zone of its own. Other
 * text goes to `new Date(text)`. So `2019-05-31T20:00:00Z` is another moment than `Fri, 31 May 2019 20:00:00 GMT`,
 * except on machines in UTC.
 */

/** The timestamps of js-yaml. */
const timestamp =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.\d*)?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?$/;

/** Time zones of machines that build sites, as minutes east of UTC: CI, and where most users of Hexo live. */
const machines = [0, 480];

/**
 * @param before as written in the front matter.
 * @returns `true`, too, if Hexo cannot read the date before, because its page has no lasting URL then.
 */
export const isSameForHexo = (before: string, after: string): boolean =>
  machines.every((zone) => {
    const was = momentOf(before, zone);
    return was === undefined || was === momentOf(after, zone);
  });

/** Milliseconds since 1970 on a machine in this zone. */
function momentOf(written: string, zone: number): number | undefined {
  const isQuoted = /^(["']).*\1$/s.test(written);
  const text = isQuoted ? written.slice(1, -1) : written;
  const found = isQuoted ? null : timestamp.exec(text);
  if (found) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
      .slice(1, 7)
      .map((part) => Number(part ?? 0));
    const [, , , , , , , , sign, hours = "0", minutes = "0"] = found;
    const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    const utc = Date.UTC(year, month - 1, day, hour, minute, second) - (sign ? offset : 0) * 60_000;
    return utc - zone * 60_000;
  }
  // A number is milliseconds. ECMAScript reads a date without a time as UTC, and other text without a zone as local time.
  if (!isQuoted && /^\d+$/.test(text)) return Number(text);
  if (/^\d{4}(?:-\d\d){0,2}$/.test(text) || zoned.test(text)) return numberOf(Date.parse(text));
  const inUtc = numberOf(Date.parse(`${text} UTC`)) ?? numberOf(Date.parse(`${text}Z`));
  return inUtc === undefined ? undefined : inUtc - zone * 60_000;
}

/** Text that ends with a time zone, and not with `AM` or `PM`. */
const zoned = /(?:\b(?![AP]M\b)[A-Z]{1,4}|\dZ|[-+]\d\d:?\d\d)\s*(?:\(.*\))?$/i;

const numberOf = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);
