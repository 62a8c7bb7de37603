/** The formats that stet adds to those of ajv-formats. */

/**
 * Whether a browser could load a picture from it: an http or https URL (also without its scheme), a path, or a
 * `data:image/` URL. The rule `image/src` checks spaces, CJK and bad escapes; template tags are not checked.
 */
export function isImageUrl(value: string): boolean {
  const url = value.trim();
  if (url === "") return false;
  if (/\{\{|\{%|<%/.test(url)) return true;
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? [];
  if (scheme) {
    if (/^https?$/i.test(scheme)) return URL.canParse(url);
    return /^data:image\//i.test(url);
  }
  if (/^[/\\]{2}/.test(url)) return URL.canParse(url, "https://article.invalid/");
  // Markup, and Markdown or YAML that slipped into the value.
  if (/^(?:<|!?\[|[[{])/.test(url)) return false;
  return !isProse(url);
}

/** Words in a row that name neither a folder nor a file. */
function isProse(text: string): boolean {
  if (/[\r\n]/.test(text)) return true;
  if (/[/\\]/.test(text) || /\.[a-z0-9]{2,5}(?:[?#]|$)/i.test(text)) return false;
  return /\s|[，。！？；：、]/.test(text);
}

/**
 * Whether it is the path of a file of the site: relative to the article, or from the site's root (`/a/b.png`). Not an
 * address with a scheme or host, not a path of one computer (`C:\\a.png`), nothing that leads out of the site's root,
 * and no broken escape. Whether the file is there is not asked here.
 */
export function isLocalPath(value: string): boolean {
  const path = value.trim();
  if (path === "" || /[\\\r\n\t]|^[/]{2}|^[a-z][a-z0-9+.-]*:/i.test(path)) return false;
  let depth = path.startsWith("/") ? 0 : Number.POSITIVE_INFINITY;
  for (const step of path.replace(/[?#].*$/, "").split("/")) {
    if (step === "..") depth--;
    else if (step !== "" && step !== ".") depth++;
    if (depth < 0) return false;
  }
  try {
    return !decodeURIComponent(path.replace(/%(?![0-9a-f])/gi, "%25")).includes("\0");
  } catch {
    return false;
  }
}

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** https://www.rfc-editor.org/rfc/rfc1123#section-5.2.14: RFC 822 with four digits for the year. */
const rfc1123 =
  /^(?:(mon|tue|wed|thu|fri|sat|sun), )?(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (?:gmt|utc?|z|[ecmp][sd]t|[+-]\d{4})$/i;

/** ISO 8601, YAML 1.1's timestamp, and what Hexo, Jekyll and Hugo write: `2021-3-2 04:50:47 +0800`. */
const yearFirst =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:(?:[t]|[ \t]+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?[ \t]*(?:z|utc|gmt|[+-]\d{1,2}(?::?\d\d)?)?)?$/i;

/** `Sat, 11 Dec 2021 04:49:15 GMT`, a day that exists and that weekday. */
export function isRfc1123Date(value: string): boolean {
  const [, weekday, day, month = "", year, hour, minute, second] = rfc1123.exec(value) ?? [];
  if (!day) return false;
  const date = [Number(year), months.indexOf(month.toLowerCase()) + 1, Number(day)] as const;
  if (!isDay(...date) || !isTime(hour, minute, second)) return false;
  return !weekday || weekdays[new Date(Date.UTC(date[0], date[1] - 1, date[2])).getUTCDay()] === weekday.toLowerCase();
}

/** Any spelling of a date that Hexo, Jekyll, Hugo or RSS use, of a day that exists. */
export function isLooseDate(value: string): boolean {
  const text = value.trim();
  const [, year, , month, day, hour, minute, second] = yearFirst.exec(text) ?? [];
  if (!year) return isRfc1123Date(text);
  return isDay(Number(year), Number(month), Number(day)) && (!hour || isTime(hour, minute, second));
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A minute may have a second 60: leap seconds are in both standards. */
function isTime(hour = "0", minute = "0", second = "0"): boolean {
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60;
}

/** By their names in schemas. */
export const ownFormats: Readonly<Record<string, (value: string) => boolean>> = {
  "image-url": isImageUrl,
  "local-path": isLocalPath,
  "date-loose": isLooseDate,
  "date-rfc1123": isRfc1123Date,
};
