/** The formats that stet adds to those of ajv-formats. */

/**
 * Whether a browser could load an image from it: an HTTP or HTTPS URL (also without its scheme), a path, or a
 * `data:image/` URL. The rule `image/src` checks spaces, CJK and invalid escapes; template tags are not checked.
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
  // Markup, or Markdown or YAML syntax by mistake.
  if (/^(?:<|!?\[|[[{])/.test(url)) return false;
  return !isProse(url);
}

/** Consecutive words that are not a folder or file name. */
function isProse(text: string): boolean {
  if (/[\r\n]/.test(text)) return true;
  if (/[/\\]/.test(text) || /\.[a-z0-9]{2,5}(?:[?#]|$)/i.test(text)) return false;
  return /\s|[，。！？；：、]/.test(text);
}

/**
 * Whether it is a path of a file on the site: relative to the article, or to the root (`/a/b.png`). Not a URL with a
 * scheme or host, a local absolute path (`C:\\a.png`), a path outside the root, or an invalid escape. Does not check
 * whether the file exists.
 */
export function isLocalPath(value: string): boolean {
  const path = value.trim();
  if (path === "" || /[\\\r\n\t]|^[/]{2}|^[a-z][a-z0-9+.-]*:/i.test(path)) return false;
  let depth = path.startsWith("/") ? 0 : Number.POSITIVE_INFINITY;
  for (const step of path.replace(/[?#].*/s, "").split("/")) {
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

/** https://www.rfc-editor.org/rfc/rfc1123#section-5.2.14: RFC 822 with a four-digit year. */
const rfc1123 =
  /^(?:(mon|tue|wed|thu|fri|sat|sun), )?(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (?:gmt|utc?|z|[ecmp][sd]t|[+-]\d{4})$/i;

/** ISO 8601, the YAML 1.1 timestamp, and the formats of Hexo, Jekyll and Hugo: `2021-3-2 04:50:47 +0800`. */
const yearFirst =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:(?:[t]|[ \t]+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?[ \t]*(?:z|utc|gmt|[+-]\d{1,2}(?::?\d\d)?)?)?$/i;

/** `Sat, 11 Dec 2021 04:49:15 GMT`. The day must exist and the weekday must be correct. */
export function isRfc1123Date(value: string): boolean {
  const [, weekday, day, month = "", year, hour, minute, second] = rfc1123.exec(value) ?? [];
  if (!day) return false;
  const date = [Number(year), months.indexOf(month.toLowerCase()) + 1, Number(day)] as const;
  if (!isDay(...date) || !isTime(hour, minute, second)) return false;
  return !weekday || weekdays[new Date(Date.UTC(date[0], date[1] - 1, date[2])).getUTCDay()] === weekday.toLowerCase();
}

/** Any date format of Hexo, Jekyll, Hugo or RSS. The day must exist. */
export function isLooseDate(value: string): boolean {
  const text = value.trim();
  const [, year, , month, day, hour, minute, second] = yearFirst.exec(text) ?? [];
  if (!year) return isRfc1123Date(text);
  return isDay(Number(year), Number(month), Number(day)) && (!hour || isTime(hour, minute, second));
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Allows second 60: both standards include leap seconds. */
function isTime(hour = "0", minute = "0", second = "0"): boolean {
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60;
}

/** The formats by their names in schemas. */
export const ownFormats: Readonly<Record<string, (value: string) => boolean>> = {
  "image-url": isImageUrl,
  "local-path": isLocalPath,
  "date-loose": isLooseDate,
  "date-rfc1123": isRfc1123Date,
};
